package org.backtestrunner.worker.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What can be said of a data file before it is read. */
final class DataFile {
  private static final byte[] PARQUET = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ENCRYPTED_PARQUET = "PARE".getBytes(StandardCharsets.US_ASCII);

  private DataFile() {}

  /**
   * Refuses what is not there or is no file.
   *
   * @throws BadDataException saying which
   */
  static void requireFile(Path file) {
    if (!Files.exists(file)) {
      throw new BadDataException(file, "there is no such file");
    }
    if (Files.isDirectory(file)) {
      throw new BadDataException(file, "this is a directory, not a file");
    }
    if (!Files.isRegularFile(file)) {
      throw new BadDataException(file, "this is not a regular file");
    }
  }

  /**
   * Whether the first bytes are those of a Parquet file.
   *
   * @throws BadDataException where it cannot be read, or not by us
   */
  static boolean isParquet(Path file) {
    byte[] first;
    try (InputStream input = Files.newInputStream(file)) {
      first = input.readNBytes(PARQUET.length);
    } catch (IOException failure) {
      throw unreadable(file, failure);
    }
    if (Arrays.equals(first, ENCRYPTED_PARQUET)) {
      throw new BadDataException(file, "encrypted Parquet files are not supported");
    }
    return Arrays.equals(first, PARQUET);
  }

  static BadDataException unreadable(Path file, IOException failure) {
    return new BadDataException(file, "cannot be read: " + failure.getMessage());
  }
}

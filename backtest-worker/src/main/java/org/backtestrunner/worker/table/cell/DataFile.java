package org.backtestrunner.worker.table.cell;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipException;

/** Opens data files and says what is wrong with those that cannot be opened. */
public final class DataFile {
  private static final byte[] PARQUET = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private DataFile() {}

  /**
   * Refuses what is not there or is no file.
   *
   * @throws BadDataException saying which
   */
  public static void requireFile(Path file) {
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
   * Refuses a Parquet file without its end, where it says what it holds.
   *
   * @throws BadDataException where it is cut short
   */
  public static void requireWholeParquet(Path file) {
    ByteBuffer last = ByteBuffer.allocate(PARQUET.length);
    try (FileChannel channel = FileChannel.open(file)) {
      long position = channel.size() - PARQUET.length;
      while (last.hasRemaining() && channel.read(last, position + last.position()) > 0) {}
    } catch (IOException failure) {
      throw unreadable(file, failure);
    }
    if (!Arrays.equals(last.array(), PARQUET)) {
      throw new BadDataException(file, "the Parquet file is cut short: its end is missing");
    }
  }

  /** What went wrong while a file was read. */
  public static BadDataException unreadable(Path file, IOException failure) {
    if (failure instanceof EOFException || failure instanceof ZipException) {
      return new BadDataException(
          file, "the gzip data is cut short or damaged (" + failure.getMessage() + ")");
    }
    return new BadDataException(file, "cannot be read: " + failure.getMessage());
  }
}

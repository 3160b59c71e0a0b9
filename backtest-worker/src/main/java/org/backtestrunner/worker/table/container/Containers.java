package org.backtestrunner.worker.table.container;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.backtestrunner.worker.table.cell.DataFile;

/** Opens what holds a table: a file as it is, or compressed by gzip, zstd, or as a zip of one. */
public final class Containers {
  private static final int BUFFER_BYTES = 1 << 16;

  private Containers() {}

  /**
   * Whether a file is Parquet.
   *
   * @throws BadDataException where it cannot be read, or is of a kind that is not read here, which
   *     is named together with the command that helps
   */
  public static boolean isParquet(Path file) {
    Signature signature = signature(file);
    refuseOthers(file, signature, "this is ");
    return signature == Signature.PARQUET;
  }

  private static Signature signature(Path file) {
    try (InputStream input = Files.newInputStream(file)) {
      return Signature.of(input.readNBytes(Signature.LENGTH));
    } catch (IOException failure) {
      throw DataFile.unreadable(file, failure);
    }
  }

  private static void refuseOthers(Path file, Signature signature, String beginning) {
    switch (signature) {
      case TEXT, PARQUET, GZIP, ZSTD, ZIP -> {}
      case ENCRYPTED_PARQUET ->
          throw new BadDataException(file, "encrypted Parquet files are not supported");
      default -> throw refusal(file, signature, beginning);
    }
  }

  private static BadDataException refusal(Path file, Signature signature, String beginning) {
    return new BadDataException(
        file, beginning + signature.says() + ": " + signature.command(file.toString()));
  }

  /**
   * The bytes of a text file, decompressed.
   *
   * @throws BadDataException where there is something else in it
   */
  public static BufferedInputStream text(Path file) throws IOException {
    Signature signature = signature(file);
    if (signature == Signature.TEXT) {
      return new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
    }
    BufferedInputStream inner =
        new BufferedInputStream(
            switch (signature) {
              case GZIP -> gzip(file);
              case ZSTD -> Zstd.open(file);
              case ZIP -> zip(file);
              default -> throw refusal(file, signature, "this is ");
            },
            BUFFER_BYTES);
    try {
      inner.mark(Signature.LENGTH);
      Signature within = Signature.of(inner.readNBytes(Signature.LENGTH));
      inner.reset();
      if (within != Signature.TEXT) {
        throw new BadDataException(
            file,
            "this "
                + signature.says()
                + " file holds "
                + within.says()
                + ": unpack it first: "
                + signature.command(file.toString()));
      }
      return inner;
    } catch (IOException | BadDataException failure) {
      inner.close();
      throw failure;
    }
  }

  /**
   * The first and last lines of a text file, decompressed; of one that is compressed, the first.
   *
   * @throws BadDataException where there is something else in it
   */
  public static EndsStream ends(Path file) throws IOException {
    InputStream text = text(file);
    try {
      return signature(file) == Signature.TEXT
          ? EndsStream.ofPlain(file, text)
          : EndsStream.ofBeginning(file, text);
    } catch (IOException | RuntimeException failure) {
      text.close();
      throw failure;
    }
  }

  private static InputStream gzip(Path file) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
    try {
      return new GZIPInputStream(raw, BUFFER_BYTES);
    } catch (IOException failure) {
      raw.close();
      throw failure;
    }
  }

  private static InputStream zip(Path file) throws IOException {
    ZipFile zip = new ZipFile(file.toFile());
    try {
      List<ZipEntry> entries = new ArrayList<>();
      boolean workbook = false;
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        workbook |= entry.getName().equals("[Content_Types].xml");
        if (!entry.isDirectory() && !entry.getName().startsWith("__MACOSX/")) {
          entries.add(entry);
        }
      }
      if (workbook) {
        throw refusal(file, Signature.EXCEL, "this is ");
      }
      if (entries.size() != 1) {
        throw new BadDataException(
            file,
            "this zip holds "
                + entries.size()
                + " files, and only one of a single file is read: unzip "
                + file
                + " -d DIRECTORY, and give the directory or the file");
      }
      return new FilterInputStream(zip.getInputStream(entries.get(0))) {
        @Override
        public void close() throws IOException {
          zip.close();
        }
      };
    } catch (IOException | RuntimeException failure) {
      zip.close();
      throw failure;
    }
  }
}

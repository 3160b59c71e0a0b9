package org.backtestrunner.worker.table.container;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.backtestrunner.worker.table.cell.BadDataException;

/** Opens zstd files. A class of its own, since the library is loaded together with it. */
final class Zstd {
  private Zstd() {}

  static InputStream open(Path file) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    try {
      return new ZstdInputStreamNoFinalizer(raw);
    } catch (LinkageError noLibrary) {
      raw.close();
      throw new BadDataException(
          file,
          "this machine cannot load the library for zstd ("
              + noLibrary.getMessage()
              + "): "
              + Signature.ZSTD.command(file.toString()));
    }
  }
}

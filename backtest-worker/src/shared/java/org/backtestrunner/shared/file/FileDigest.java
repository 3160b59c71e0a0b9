package org.backtestrunner.shared.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a file holds, in short.
 *
 * @param sha256 64 lower-case hexadecimal digits
 */
public record FileDigest(long bytes, String sha256) {

  public static FileDigest of(Path file) throws IOException {
    return of(Files.newInputStream(file));
  }

  /** Of all that a stream has left, which is closed. */
  public static FileDigest of(InputStream stream) throws IOException {
    byte[] buffer = new byte[1 << 16];
    try (DigestedInput in = new DigestedInput(stream)) {
      while (in.read(buffer, 0, buffer.length) >= 0) {}
      return in.digest();
    }
  }
}

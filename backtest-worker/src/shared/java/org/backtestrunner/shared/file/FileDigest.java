package org.backtestrunner.shared.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a file holds, in short.
 *
 * @param sha256 64 lower-case hexadecimal digits
 */
public record FileDigest(long bytes, String sha256) {

  public static FileDigest of(Path file) throws IOException {
    byte[] buffer = new byte[1 << 16];
    try (DigestedInput in = new DigestedInput(Files.newInputStream(file))) {
      while (in.read(buffer, 0, buffer.length) >= 0) {}
      return in.digest();
    }
  }
}

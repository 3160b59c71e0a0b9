package org.backtestrunner.orchestrator.harvest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a file holds, in short.
 *
 * @param sha256 64 lower-case hexadecimal digits
 */
record FileDigest(long bytes, String sha256) {

  static FileDigest of(Path file) throws IOException {
    Running running = new Running();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
        running.update(buffer, 0, count);
      }
    }
    return running.end();
  }

  /** The digest of a file that somebody else reads. */
  static final class Running {
    private final MessageDigest digest = newDigest();
    private long bytes;

    void update(byte[] buffer, int from, int count) {
      digest.update(buffer, from, count);
      bytes += count;
    }

    FileDigest end() {
      return new FileDigest(bytes, HexFormat.of().formatHex(digest.digest()));
    }
  }

  /** The SHA-256 of bytes, 64 lower-case hexadecimal digits. */
  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(newDigest().digest(bytes));
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JVM has SHA-256", impossible);
    }
  }
}

package org.backtestrunner.orchestrator.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * What a file holds, in short, or a directory of price files.
 *
 * @param sha256 64 lower-case hexadecimal digits
 */
public record FileDigest(long bytes, String sha256) {

  public static FileDigest of(Path file) throws IOException {
    Running running = new Running();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
        running.update(buffer, 0, count);
      }
    }
    return running.end();
  }

  /**
   * The digest of a directory of price files: the number of their bytes, and the SHA-256 of the
   * lines {@code name NUL size NUL sha256} of its files, sorted by name, which is a path below the
   * directory.
   */
  public static FileDigest ofDirectory(Path directory) throws IOException {
    StringBuilder lines = new StringBuilder();
    long bytes = 0;
    for (Path file : PriceDirectory.dataFiles(directory)) {
      FileDigest digest = of(file);
      bytes += digest.bytes();
      lines.append(directory.relativize(file)).append('\0').append(digest.bytes()).append('\0');
      lines.append(digest.sha256()).append('\n');
    }
    return new FileDigest(bytes, Sha256.of(lines.toString()));
  }

  /** The digest of a file that somebody else reads. */
  public static final class Running {
    private final MessageDigest digest = Sha256.digest();
    private long bytes;

    public void update(byte[] buffer, int from, int count) {
      digest.update(buffer, from, count);
      bytes += count;
    }

    public FileDigest end() {
      return new FileDigest(bytes, Sha256.hex(digest));
    }
  }
}

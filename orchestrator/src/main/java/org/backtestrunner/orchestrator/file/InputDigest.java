package org.backtestrunner.orchestrator.file;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.backtestrunner.shared.file.DigestedInput;
import org.backtestrunner.shared.file.FileDigest;
import org.backtestrunner.shared.file.Sha256;
import org.backtestrunner.shared.file.TableFiles;

/** What an input holds: a file, or a directory of tables. */
public final class InputDigest {
  private InputDigest() {}

  /**
   * The digest of a file; of a directory the number of its tables' bytes, and the SHA-256 of the
   * lines {@code path NUL size NUL sha256} of these, sorted by their paths below the directory.
   *
   * @param isWanted asked all the time, since a large file takes long
   * @throws InterruptedIOException once nobody needs the digest any more
   */
  public static FileDigest of(Path input, BooleanSupplier isWanted) throws IOException {
    if (!Files.isDirectory(input)) {
      return ofFile(input, isWanted);
    }
    StringBuilder lines = new StringBuilder();
    long bytes = 0;
    for (Path file : TableFiles.in(input)) {
      FileDigest digest = ofFile(file, isWanted);
      bytes += digest.bytes();
      lines.append(input.relativize(file)).append('\0').append(digest.bytes()).append('\0');
      lines.append(digest.sha256()).append('\n');
    }
    return new FileDigest(bytes, Sha256.of(lines.toString()));
  }

  private static FileDigest ofFile(Path file, BooleanSupplier isWanted) throws IOException {
    byte[] buffer = new byte[1 << 16];
    try (DigestedInput in = new DigestedInput(Files.newInputStream(file))) {
      do {
        if (!isWanted.getAsBoolean()) {
          throw new InterruptedIOException("not read to its end: " + file);
        }
      } while (in.read(buffer, 0, buffer.length) >= 0);
      return in.digest();
    }
  }
}

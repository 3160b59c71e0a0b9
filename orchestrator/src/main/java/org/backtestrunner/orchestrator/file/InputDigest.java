package org.backtestrunner.orchestrator.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.backtestrunner.shared.file.FileDigest;
import org.backtestrunner.shared.file.Sha256;
import org.backtestrunner.shared.file.TableFiles;

/** What an input holds: a file, or a directory of tables. */
public final class InputDigest {
  private InputDigest() {}

  /**
   * The digest of a file; of a directory the number of its tables' bytes, and the SHA-256 of the
   * lines {@code path NUL size NUL sha256} of these, sorted by their paths below the directory.
   */
  public static FileDigest of(Path input) throws IOException {
    if (!Files.isDirectory(input)) {
      return FileDigest.of(input);
    }
    StringBuilder lines = new StringBuilder();
    long bytes = 0;
    for (Path file : TableFiles.in(input)) {
      FileDigest digest = FileDigest.of(file);
      bytes += digest.bytes();
      lines.append(input.relativize(file)).append('\0').append(digest.bytes()).append('\0');
      lines.append(digest.sha256()).append('\n');
    }
    return new FileDigest(bytes, Sha256.of(lines.toString()));
  }
}

package org.backtestrunner.worker.store.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.backtestrunner.shared.file.FileDigest;
import org.backtestrunner.shared.file.Sha256;
import org.backtestrunner.worker.reading.InputDirectory;
import org.backtestrunner.worker.table.cell.BadDataException;

/** Names what is made from inputs by the SHA-256 of their contents. */
public final class EntryKey {
  private final MessageDigest digest = Sha256.digest();

  /** Adds a text, kept apart from what is added next. */
  public EntryKey text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
    return this;
  }

  /**
   * Adds the content of a file, or what a directory of files gives to a run: its own name, which
   * warnings tell, the names of what is in it, and the contents of the files that are read.
   *
   * @throws BadDataException where it cannot be read
   */
  public EntryKey content(Path path) {
    if (!Files.isDirectory(path)) {
      return text(sha256(path));
    }
    text("directory").text(path.toString());
    InputDirectory files = InputDirectory.of(path);
    for (InputDirectory.Part part : files.parts()) {
      text(path.relativize(part.file()).toString()).text(sha256(part.file()));
    }
    for (Path other : files.others()) {
      text(path.relativize(other).toString());
    }
    return this;
  }

  private static String sha256(Path file) {
    try {
      return FileDigest.of(file).sha256();
    } catch (IOException failure) {
      throw new BadDataException(file, "cannot be read: " + failure.getMessage());
    }
  }

  public String hex() {
    return Sha256.hex(digest);
  }
}

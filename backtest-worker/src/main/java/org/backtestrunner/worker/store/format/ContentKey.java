package org.backtestrunner.worker.store.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.backtestrunner.worker.format.Input;
import org.backtestrunner.worker.reading.InputFiles;
import org.backtestrunner.worker.table.cell.BadDataException;

/** Names what is made from inputs by the SHA-256 of their contents. */
public final class ContentKey {
  private final MessageDigest digest = sha256();

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  /** Adds a text; what is added next begins anew. */
  public ContentKey text(String text) {
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
  public ContentKey content(Path path) {
    if (!Files.isDirectory(path)) {
      return text(sha256(path));
    }
    text("directory").text(path.toString());
    InputFiles files = InputFiles.of(path);
    for (InputFiles.Part part : files.parts()) {
      text(path.relativize(part.file()).toString()).text(sha256(part.file()));
    }
    for (Path other : files.others()) {
      text(path.relativize(other).toString());
    }
    return this;
  }

  /**
   * Adds an input that is a table: where it is, since its name may be that of a symbol, its
   * content, and how it is written.
   *
   * @param format the name of a preset or the path of a format file
   */
  public ContentKey table(Path path, Optional<String> format) {
    text(path.toString()).content(path);
    if (format.isEmpty()) {
      return text("no format");
    }
    return Input.isPreset(format.get())
        ? text("preset").text(format.get())
        : text("format").content(Path.of(format.get()));
  }

  private static String sha256(Path file) {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      while (in.read(buffer) >= 0) {
        // The stream digests what is read.
      }
    } catch (IOException failure) {
      throw new BadDataException(file, "cannot be read: " + failure.getMessage());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}

package org.backtestrunner.orchestrator.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.backtestrunner.shared.file.PendingFile;

/** Writes files that appear whole or not at all, even if the machine loses power meanwhile. */
public final class AtomicFile {
  private static final String TEMPORARY = ".tmp";

  private AtomicFile() {}

  /** Writes the text as UTF-8. */
  public static void write(Path target, String text) {
    write(target, text.getBytes(StandardCharsets.UTF_8));
  }

  public static void write(Path target, byte[] bytes) {
    write(target, out -> out.write(bytes));
  }

  /**
   * Creates the file, or replaces it at once. Its directory must exist. An interrupted thread
   * writes like any other.
   *
   * @throws EnvironmentException if the file could not be written; what was there is unchanged
   */
  public static void write(Path target, PendingFile.Content content) {
    Path temporary =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + TEMPORARY);
    try {
      PendingFile.write(target, temporary, content);
    } catch (IOException e) {
      throw EnvironmentException.of("cannot write", target, e);
    }
  }

  /** Whether a file is one that a writer was killed over, and so is nobody's any more. */
  public static boolean isLeftover(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(".") && name.endsWith(TEMPORARY);
  }

  /** Deletes what killed writers have left in a directory, which nobody else may be writing to. */
  public static void deleteLeftovers(Path directory) {
    try (DirectoryStream<Path> leftovers =
        Files.newDirectoryStream(directory, AtomicFile::isLeftover)) {
      for (Path leftover : leftovers) {
        Files.delete(leftover);
      }
    } catch (IOException | DirectoryIteratorException failure) {
      // They are in nobody's way.
    }
  }
}

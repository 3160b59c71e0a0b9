package org.backtestrunner.orchestrator.config.parameter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.shared.file.TableFiles;

/** Turns the text of a path into a path. */
public final class InputPath {
  private InputPath() {}

  /** The path that the text means, as it is written. */
  public static Path of(String text) throws InvalidValueException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new InvalidValueException(
          "is no path that this system can express: "
              + Problem.quote(text)
              + " (with letters beyond ASCII, set LC_ALL to a UTF-8 locale)");
    }
  }

  /** The absolute path that the text means; a relative one starts at the working directory. */
  public static Path resolve(Path workingDirectory, String text) throws InvalidValueException {
    return workingDirectory.resolve(of(text)).toAbsolutePath();
  }

  /** Checks what may be a table or a directory of tables. */
  public static void checkReadableTables(Path path) throws InvalidValueException {
    if (!Files.isDirectory(path)) {
      checkReadable(path);
      return;
    }
    List<Path> files;
    try {
      refuseOtherDirectories(path);
      files = TableFiles.in(path);
    } catch (IOException unreadable) {
      throw new InvalidValueException("directory cannot be read: " + path);
    }
    if (files.isEmpty()) {
      throw new InvalidValueException(
          "the directory holds no file named .csv, .txt, .tsv, .parquet or .pq, plain or compressed: "
              + path);
    }
    for (Path file : files) {
      checkReadable(file);
    }
  }

  private static void refuseOtherDirectories(Path directory)
      throws IOException, InvalidValueException {
    for (Path entry : TableFiles.entries(directory)) {
      if (Files.isDirectory(entry)) {
        if (!TableFiles.isPartition(entry.getFileName().toString())) {
          throw new InvalidValueException(
              "the directory holds one that is not named key=value: " + entry);
        }
        refuseOtherDirectories(entry);
      }
    }
  }

  public static void checkReadable(Path file) throws InvalidValueException {
    if (!Files.exists(file)) {
      String path = file.toString();
      String hint = path.contains("/~") || path.contains("$") ? "; ~ and $ are not expanded" : "";
      throw new InvalidValueException("file not found: " + path + hint);
    }
    if (Files.isDirectory(file)) {
      throw new InvalidValueException("is a directory, not a file: " + file);
    }
    if (!Files.isRegularFile(file)) {
      throw new InvalidValueException("not a regular file, which every run could read: " + file);
    }
    if (!Files.isReadable(file)) {
      throw new InvalidValueException("file cannot be read, permission denied: " + file);
    }
  }
}

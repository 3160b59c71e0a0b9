package org.backtestrunner.orchestrator.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Turns the text of a path into a path. */
final class InputPath {
  private InputPath() {}

  /** The absolute path that the text means; a relative one starts at the working directory. */
  static Path resolve(Path workingDirectory, String text) throws InvalidValueException {
    try {
      return workingDirectory.resolve(text).toAbsolutePath();
    } catch (InvalidPathException e) {
      throw new InvalidValueException(
          "is no path that this system can express: "
              + Problem.quote(text)
              + " (with letters beyond ASCII, set LC_ALL to a UTF-8 locale)");
    }
  }

  static void checkReadable(Path file) throws InvalidValueException {
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

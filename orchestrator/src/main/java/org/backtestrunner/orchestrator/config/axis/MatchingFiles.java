package org.backtestrunner.orchestrator.config.axis;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.parameter.InputPath;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;

/** Finds the regular files that match a pattern, level by level. */
final class MatchingFiles {
  private MatchingFiles() {}

  /**
   * The files, as texts that begin as the pattern does, sorted.
   *
   * @param workingDirectory where relative patterns start; absolute
   * @throws InvalidValueException if there are none, or it is no pattern
   */
  static List<String> of(String pattern, Path workingDirectory) throws InvalidValueException {
    if (pattern.isBlank()) {
      throw new InvalidValueException("must not be empty");
    }
    if (pattern.contains("**")) {
      throw new InvalidValueException(
          "** means nothing here; write each level of directories, such as data/*/*.yaml");
    }
    List<String> found = List.of(pattern.startsWith("/") ? "/" : "");
    String[] levels = pattern.replaceFirst("^/+", "").split("/+");
    for (int i = 0; i < levels.length; i++) {
      List<String> next = new ArrayList<>();
      for (String above : found) {
        next.addAll(below(above, levels[i], i + 1 < levels.length, workingDirectory));
      }
      found = next;
    }
    if (found.isEmpty()) {
      throw new InvalidValueException(
          "no file matches " + Problem.quote(pattern) + " in " + workingDirectory);
    }
    if (found.size() > Axis.MOST_POINTS) {
      throw new InvalidValueException(
          "%d files match, more than an axis may have (%d)"
              .formatted(found.size(), Axis.MOST_POINTS));
    }
    return found.stream().sorted().toList();
  }

  private static List<String> below(
      String above, String level, boolean isDirectory, Path workingDirectory)
      throws InvalidValueException {
    List<String> found = new ArrayList<>();
    for (String name : names(above, level, workingDirectory)) {
      String path = above + name;
      Path file = InputPath.resolve(workingDirectory, path);
      if (isDirectory && Files.isDirectory(file)) {
        found.add(path + "/");
      } else if (!isDirectory && Files.isRegularFile(file)) {
        found.add(path);
      }
    }
    return found;
  }

  private static List<String> names(String above, String level, Path workingDirectory)
      throws InvalidValueException {
    if (!Wildcards.isIn(level)) {
      return List.of(level);
    }
    Wildcards wanted = Wildcards.of(level);
    Path directory = InputPath.resolve(workingDirectory, above);
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (wanted.matches(name) && (!name.startsWith(".") || level.startsWith("."))) {
          names.add(name);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException nothingThere) {
      return List.of();
    } catch (IOException | DirectoryIteratorException unreadable) {
      throw new InvalidValueException("directory cannot be read: " + directory);
    }
    return names;
  }
}

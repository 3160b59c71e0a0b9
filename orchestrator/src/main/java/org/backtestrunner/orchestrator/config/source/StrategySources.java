package org.backtestrunner.orchestrator.config.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.parameter.InputPath;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;

/**
 * The files in which strategies and factors of the user's stand.
 *
 * @param line of the config, where they are named
 * @param files Java sources and jars: absolute paths by what to call them
 */
public record StrategySources(int line, SortedMap<String, Path> files) {
  private static final String SOURCE = ".java";
  private static final String JAR = ".jar";

  public StrategySources {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /**
   * Finds the files.
   *
   * @param written Java files, jars, or directories of them, as the config has them
   */
  static StrategySources find(int line, List<String> written, Path workingDirectory)
      throws InvalidValueException {
    SortedMap<String, Path> files = new TreeMap<>();
    for (String each : written) {
      Path path = InputPath.resolve(workingDirectory, each);
      if (Files.isDirectory(path)) {
        List<Path> found = below(path);
        if (found.isEmpty()) {
          throw new InvalidValueException(
              "holds no .java file and no .jar: " + Problem.quote(each));
        }
        for (Path file : found) {
          files.put(Path.of(each).resolve(path.relativize(file)).toString(), file);
        }
      } else {
        InputPath.checkReadable(path);
        if (!isSource(path)) {
          throw new InvalidValueException(
              "is neither a .java file, nor a .jar, nor a directory of them: "
                  + Problem.quote(each));
        }
        files.put(each, path);
      }
    }
    return new StrategySources(line, files);
  }

  private static boolean isSource(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(SOURCE) || name.endsWith(JAR);
  }

  private static List<Path> below(Path directory) throws InvalidValueException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(StrategySources::isSource).filter(Files::isRegularFile).sorted().toList();
    } catch (IOException unreadable) {
      throw new InvalidValueException("directory cannot be read: " + directory);
    }
  }

  /** The Java sources. */
  public SortedMap<String, Path> javaFiles() {
    return named(SOURCE);
  }

  /** The jars. */
  public SortedMap<String, Path> jars() {
    return named(JAR);
  }

  private SortedMap<String, Path> named(String suffix) {
    SortedMap<String, Path> named = new TreeMap<>(files);
    named.values().removeIf(file -> !file.toString().endsWith(suffix));
    return named;
  }
}

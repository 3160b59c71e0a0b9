package org.backtestrunner.orchestrator.launch.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** An executable {@code java}. */
record JavaProgram(Path file) {

  /** {@code java} where that word starts the same JVM, else its path. */
  String word() {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    for (String directory : path.split(":")) {
      Path candidate = Path.of(directory, "java");
      if (Files.isExecutable(candidate)) {
        try {
          return candidate.toRealPath().equals(file.toRealPath()) ? "java" : file.toString();
        } catch (IOException goneMeanwhile) {
          return file.toString();
        }
      }
    }
    return file.toString();
  }
}

package org.backtestrunner.worker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The jar that this process runs from. */
final class WorkerJar {
  private WorkerJar() {}

  /** Its absolute path; empty where the class path is not one jar. */
  static Optional<Path> find() {
    // With java -jar, the class path is the jar as it was named.
    String classPath = System.getProperty("java.class.path");
    if (!classPath.endsWith(".jar") || classPath.indexOf(java.io.File.pathSeparatorChar) >= 0) {
      return Optional.empty();
    }
    Path jar = Path.of(classPath).toAbsolutePath();
    return Files.isRegularFile(jar) ? Optional.of(jar) : Optional.empty();
  }
}

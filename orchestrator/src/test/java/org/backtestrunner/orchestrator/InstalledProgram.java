package org.backtestrunner.orchestrator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A copy of script and jars, as one installs it: the script in its own place could find the program
 * out of date and build it.
 */
record InstalledProgram(Path home) {
  static InstalledProgram in(Path directory) throws IOException {
    for (String file :
        List.of(
            "scripts/cli",
            "scripts/jvm.options",
            "orchestrator/target/orchestrator.jar",
            "backtest-worker/target/backtest-worker.jar")) {
      Files.createDirectories(directory.resolve(file).getParent());
      Files.copy(
          CommandLineRun.HOME.resolve(file),
          directory.resolve(file),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    return new InstalledProgram(directory);
  }

  Path script() {
    return home.resolve("scripts/cli");
  }

  Path target() {
    return home.resolve("orchestrator/target");
  }

  /** All but the jar: the archive of the program's classes, and what is there while it is made. */
  List<Path> besideTheJar() {
    try (Stream<Path> files = Files.list(target())) {
      return files.filter(file -> !file.endsWith("orchestrator.jar")).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Waits for the archive that the first call has made in the background. */
  Path awaitArchive() {
    CommandLineRun.await(
        "an archive and nothing else",
        () -> besideTheJar().size() == 1 && besideTheJar().get(0).toString().endsWith(".jsa"));
    return besideTheJar().get(0);
  }
}

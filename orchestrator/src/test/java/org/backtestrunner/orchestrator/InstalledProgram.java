package org.backtestrunner.orchestrator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A copy of script and jars, as they are installed: the script in its own place could find the
 * program out of date and build it.
 */
record InstalledProgram(Path home) {
  private static final Map<String, String> PLACES =
      Map.of(
          "scripts/cli", "bin/cli",
          "scripts/jvm.options", "lib/jvm.options",
          "orchestrator/target/orchestrator.jar", "lib/orchestrator.jar",
          "backtest-worker/target/backtest-worker.jar", "lib/backtest-worker.jar");

  static InstalledProgram in(Path directory) throws IOException {
    for (Map.Entry<String, String> place : PLACES.entrySet()) {
      Path installed = directory.resolve(place.getValue());
      Files.createDirectories(installed.getParent());
      Files.copy(
          CommandLineRun.HOME.resolve(place.getKey()),
          installed,
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    return new InstalledProgram(directory);
  }

  Path script() {
    return home.resolve("bin/cli");
  }

  Path lib() {
    return home.resolve("lib");
  }

  /** The archive of the program's classes, and what is there while it is made. */
  List<Path> besideTheJars() {
    try (Stream<Path> files = Files.list(lib())) {
      return files.filter(file -> !PLACES.containsValue(home.relativize(file).toString())).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Waits for the archive that the first call has made in the background. */
  Path awaitArchive() {
    CommandLineRun.await(
        "an archive and nothing else",
        () -> besideTheJars().size() == 1 && besideTheJars().get(0).toString().endsWith(".jsa"));
    return besideTheJars().get(0);
  }

  /** The processes that make archives of this program and its worker, or wanted to. */
  List<ProcessHandle> makers() {
    return CommandLineRun.processes("make_archive", home.toString());
  }

  /** Waits until no process of a call that has ended writes below a test's directory any more. */
  void awaitEndOfMakers() {
    CommandLineRun.await("the end of all that make archives", () -> makers().isEmpty());
  }
}

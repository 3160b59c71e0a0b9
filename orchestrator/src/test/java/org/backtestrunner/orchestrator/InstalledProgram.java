package org.backtestrunner.orchestrator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A copy of script and jars, without sources: the script in its own place could find the program
 * out of date and build it.
 */
record InstalledProgram(Path home) {
  static InstalledProgram in(Path directory) throws IOException {
    for (String file :
        List.of(
            "scripts/cli",
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
}

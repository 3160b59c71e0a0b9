package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The batches that come with the program, called from the repository's directory as it says. */
class ExampleBatchesIT {
  @TempDir Path directory;

  private static Result call(String config, String... options) {
    String[] arguments = new String[3 + options.length];
    arguments[0] = "batch_backtest";
    arguments[1] = "--config-file";
    arguments[2] = "configs/" + config;
    System.arraycopy(options, 0, arguments, 3, options.length);
    return CommandLineRun.call(CommandLineRun.HOME, arguments);
  }

  @Test
  void theExampleOfTheReadmeSucceeds() {
    Result result = call("batch_example.yaml", "--output-root", directory.toString());

    assertEquals(0, result.exitCode(), result::told);
    BatchOutput output = new BatchOutput(directory.resolve("batch_example"));
    assertEquals(Set.of("success"), Set.copyOf(output.column("status")));
    assertEquals(5, output.rows().size());
    assertEquals(5, Set.copyOf(output.column("final_equity")).size());
    assertTrue(output.column("sharpe").stream().noneMatch(String::isEmpty), result::told);
    assertEquals(Set.of("0"), Set.copyOf(output.column("warnings")), result::told);
    Result health =
        CommandLineRun.call(directory, "check_health", "--batch-root", directory.toString());
    assertEquals(0, health.exitCode(), health::told);
  }

  @Test
  void theRobustnessExampleGivesAnotherResultForEveryDraw() {
    Result result = call("robustness.yaml", "--output-root", directory.toString());

    assertEquals(0, result.exitCode(), result::told);
    BatchOutput output = new BatchOutput(directory.resolve("robustness"));
    assertEquals(11, output.rows().size());
    assertEquals(11, Set.copyOf(output.column("final_equity")).size());
    assertEquals(10, output.column("run_id").stream().filter(id -> id.matches("seed_.*")).count());
  }

  static List<String> configs() throws IOException {
    try (Stream<Path> files = Files.list(CommandLineRun.HOME.resolve("configs"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("configs")
  void everyExampleHoldsNoMistake(String config) {
    assumeTrue(!config.startsWith("python") || PythonWorkerIT.isThere(), "python3 is missing");
    Result result = call(config, "--dry-run");

    assertEquals(0, result.exitCode(), result::told);
    assertEquals(List.of(), result.err());
  }
}

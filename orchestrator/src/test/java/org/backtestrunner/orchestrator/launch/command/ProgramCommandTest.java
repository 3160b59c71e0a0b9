package org.backtestrunner.orchestrator.launch.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.contract.ResultFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramCommandTest {
  private static final ProgramCommand COMMAND =
      new ProgramCommand(
          List.of("python3", "my backtest.py"), Path.of("/work"), Set.of("fast_days", "prices"));

  @Test
  void itIsToldItsOwnParametersAsDeclaredAndLastWhereItsResultsGo() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("prices", "/data/a b.csv");
    parameters.put("fast_days", "5");
    parameters.put("seed", "42");

    assertEquals(
        List.of("--prices=/data/a b.csv", "--fast_days=5", "--out=/run/backtest"),
        COMMAND.arguments(
            parameters, Path.of("/run/backtest"), ResultFile.ALL, Optional.of(Path.of("/store"))));
  }

  @Test
  void itIsCalledInTheCallersDirectoryWithTheFileOfItsArguments() {
    Path arguments = Path.of("/run/worker.args");
    List<String> words = List.of("python3", "my backtest.py", "@/run/worker.args");

    assertEquals(words, COMMAND.forRun(arguments));
    assertEquals(words, COMMAND.forReplay(arguments));
    assertEquals(Path.of("/work"), COMMAND.directory(Path.of("/run")));
    assertEquals(
        Map.of("BACKTEST_RUN_ID", "a", "BACKTEST_SEED", "7", "BACKTEST_OUT", "/out"),
        COMMAND.environment("a", Optional.of("7"), Path.of("/out")));
  }

  /** The causes are those that our worker would have with such a code. */
  @ParameterizedTest
  @CsvSource({
    "USAGE, 2, USAGE",
    "BAD_DATA, 65, BAD_DATA",
    "JVM, 1, PROGRAM_ERROR",
    "OUT_OF_MEMORY, 3, PROGRAM_ERROR",
    "WORKER_BUG, 70, PROGRAM_ERROR",
    "NO_OUTPUT, 74, PROGRAM_ERROR",
    "INTERRUPTED, 75, PROGRAM_ERROR",
    "JVM, 127, PROGRAM_ERROR",
    "KILLED, 137, KILLED",
    "JVM, 139, KILLED",
    "WORKER_BUG, 255, PROGRAM_ERROR"
  })
  void onlyItsOwnCodesMeanWhatIsAgreed(Cause general, int exitCode, Cause expected) {
    boolean ended = true;
    assertEquals(expected, COMMAND.cause(general, OptionalInt.of(exitCode), ended, () -> false));
  }

  @Test
  void whatWeEndedOrCouldNotStartHasItsCauseWhateverTheCode() {
    OptionalInt code = OptionalInt.of(143);
    assertEquals(Cause.TIMEOUT, COMMAND.cause(Cause.TIMEOUT, code, false, () -> false));
    assertEquals(Cause.FAIL_FAST, COMMAND.cause(Cause.FAIL_FAST, code, false, () -> false));
    assertEquals(
        Cause.PROGRAM_ERROR, COMMAND.cause(Cause.JVM, OptionalInt.empty(), false, () -> false));
  }
}

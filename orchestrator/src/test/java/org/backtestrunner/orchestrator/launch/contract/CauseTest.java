package org.backtestrunner.orchestrator.launch.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CauseTest {
  @ParameterizedTest
  @CsvSource({
    "1, JVM",
    "2, USAGE",
    "3, OUT_OF_MEMORY",
    "4, WORKER_BUG",
    "65, BAD_DATA",
    "70, WORKER_BUG",
    "71, STRATEGY_ERROR",
    "75, INTERRUPTED",
    "126, JVM",
    "127, JVM",
    "128, WORKER_BUG",
    "129, KILLED",
    "130, KILLED",
    "134, JVM",
    "135, JVM",
    "137, KILLED",
    "139, JVM",
    "143, KILLED",
    "192, KILLED",
    "193, WORKER_BUG",
    "255, WORKER_BUG"
  })
  void everyExitCodeButZeroHasACause(int exitCode, Cause cause) {
    assertEquals(Optional.of(cause), WorkerExit.cause(exitCode));
  }

  @Test
  void exitCodeZeroHasNoCause() {
    assertEquals(Optional.empty(), WorkerExit.cause(0));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "65, 65",
    "128, 128",
    "129, 129 (SIGHUP)",
    "130, 130 (SIGINT)",
    "134, 134 (SIGABRT)",
    "137, 137 (SIGKILL)",
    "139, 139 (SIGSEGV)",
    "143, 143 (SIGTERM)",
    "159, 159 (SIGSYS)",
    "162, 162 (signal 34)",
    "255, 255"
  })
  void aSignalIsNamedBesideItsExitCode(int exitCode, String text) {
    assertEquals(text, WorkerExit.describe(exitCode));
  }

  @Test
  void theNamesInFilesDoNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertEquals(
          List.of(
              "usage",
              "bad_data",
              "worker_bug",
              "strategy_error",
              "program_error",
              "jvm",
              "out_of_memory",
              "killed",
              "node",
              "timeout",
              "no_output",
              "invalid_output",
              "fail_fast",
              "interrupted",
              "not_selected"),
          Arrays.stream(Cause.values()).map(Cause::label).toList());
      assertEquals(
          List.of("success", "failed", "timeout", "skipped"),
          Arrays.stream(Status.values()).map(Status::label).toList());
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "USAGE, FAILED",
    "BAD_DATA, FAILED",
    "WORKER_BUG, FAILED",
    "PROGRAM_ERROR, FAILED",
    "JVM, FAILED",
    "OUT_OF_MEMORY, FAILED",
    "KILLED, FAILED",
    "NODE, FAILED",
    "TIMEOUT, TIMEOUT",
    "NO_OUTPUT, FAILED",
    "INVALID_OUTPUT, FAILED",
    "FAIL_FAST, SKIPPED",
    "INTERRUPTED, SKIPPED"
  })
  void everyCauseKnowsItsStatus(Cause cause, Status status) {
    assertEquals(status, cause.status());
  }
}

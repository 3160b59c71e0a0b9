package org.backtestrunner.orchestrator.config;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the keys of the top level may be. */
class TopLevelKeysTest {
  private static final String ONE_RUN = Configs.BASE + "runs: [{id: one}]\n";

  @TempDir private Path directory;
  private Configs configs;

  @BeforeEach
  void inputs() {
    configs = new Configs(directory);
  }

  private static void assertOnly(String problem, List<String> problems) {
    assertEquals(List.of(problem), problems);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max_workers: 0 | must be auto or a whole number in [1, 2147483647], not '0'",
        "max_workers: four | must be auto or a whole number in [1, 2147483647], not 'four'",
        "max_workers: 1.5 | must be auto or a whole number in [1, 2147483647], not '1.5'",
        "max_workers: [1] | must be a single value, not a list",
        "max_workers: | has no value; write one, or leave the key out",
        "max_runs: 99999999999999999999 | must be a whole number in [1, 1000000],"
            + " not '99999999999999999999'",
        "fail_fast: yes | must be true or false, not 'yes'",
        "seed: 4.2 | must be a whole number, not '4.2'",
        "seed: {a: 1} | must be a single value, not a mapping",
        "description: [a] | must be a single value, not a list",
        "output_root: '' | must not be empty",
        "worker_memory: 512 | must be a size like 512m or 2g, not '512'",
        "worker_memory: 1m | must be in [16m, 1024g], not 1m",
        "worker_memory: 9999g | must be in [16m, 1024g], not 9999g",
        "timeout_per_run: 10 minutes | must be a length of time like 90s, 5m, 1h or plain seconds,"
            + " not '10 minutes'",
        "timeout_per_run: 0 | must be longer than 0 and at most 30 days, not '0'",
        "retries: -1 | must be a whole number in [0, 100], not '-1'",
        "retry_backoff: 800h | must be longer than 0 and at most 30 days, not '800h'",
        "retry_timeouts: maybe | must be true or false, not 'maybe'",
        "circuit_breaker: closed | must be on or off, not 'closed'",
        "cache: never | must be on or off, not 'never'",
        "cache_dir: ' ' | must not be empty",
        "cache_size: 2 | must be a size like 512m or 2g, not '2'",
        "worker_jvm_args: -Xss4m | must be a list, not '-Xss4m'",
        "outputs: orders | must be a list, not 'orders'",
        "strategy: buy_and_hold | is a parameter of a run: belongs into base_args",
        "colour: red | unknown key",
        "grid: [1] | must be keys with values, not a list",
      })
  void aBadKeyOfTheTopLevelIsReported(String line, String problem) {
    String key = line.substring(0, line.indexOf(':'));
    assertOnly("batch.yaml:8: " + key + ": " + problem, configs.problems(ONE_RUN + line + "\n"));
  }

  @Test
  void withoutSuchKeysThereIsNoLimitNoRetryAndACircuitBreaker() {
    BatchConfig config = configs.read(ONE_RUN);
    assertEquals(
        new AttemptPolicy(Optional.empty(), 0, Duration.ofSeconds(1), false), config.attempts());
    assertTrue(config.execution().circuitBreaker());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        " | EQUITY ORDERS POSITIONS",
        "outputs: [orders] | EQUITY ORDERS",
        "outputs: [positions, equity, positions] | EQUITY POSITIONS",
        "outputs: [equity] | EQUITY",
        "outputs: [] | EQUITY",
      })
  void theEquityCurveIsAlwaysLeftWhetherItIsNamedOrNot(String line, String files) {
    BatchConfig config = configs.read(ONE_RUN + (line == null ? "" : line) + "\n");
    assertEquals(files, config.outputs().files().stream().map(Enum::name).collect(joining(" ")));
  }

  @Test
  void anUnknownResultFileIsNamedWithTheNearest() {
    assertOnly(
        "batch.yaml:8: outputs[1]: must be one of equity, orders, positions, not 'order'"
            + " (did you mean orders?)",
        configs.problems(ONE_RUN + "outputs: [equity, order]\n"));
  }

  @Test
  void thePauseBeforeARetryDoublesUpToAMinute() {
    AttemptPolicy policy = new AttemptPolicy(Optional.empty(), 10, Duration.ofSeconds(10), false);
    assertEquals(
        List.of(10L, 20L, 40L, 60L, 60L),
        IntStream.rangeClosed(1, 5)
            .mapToObj(retry -> policy.backoffBefore(retry).toSeconds())
            .toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "Auto", "\"auto\""})
  void autoIsAsManyWorkersAsThisMachineHasProcessors(String auto) {
    BatchConfig config = configs.read(ONE_RUN + "max_workers: " + auto + "\n");
    assertEquals(
        ManagementFactory.getOperatingSystemMXBean().getAvailableProcessors(),
        config.execution().maxWorkers());
  }

  @Test
  void anEndlessIdNamesNoDirectory() {
    assertOnly(
        "batch.yaml:7: runs[0].id: an id has at most 500 characters",
        configs.problems(Configs.BASE + "runs: [{id: " + "x".repeat(501) + "}]\n"));
  }

  @Test
  void theBatchNeedsAName() {
    String nameless = ONE_RUN.replace("batch_name: \"batch\"\n", "");
    assertOnly(
        "batch.yaml:1: batch_name: missing; every batch needs a name", configs.problems(nameless));
    assertOnly(
        "batch.yaml:1: batch_name: must be at most 100 letters A-Z, a-z, digits, _ and -, not '"
            + "x".repeat(80)
            + "...'",
        configs.problems(ONE_RUN.replace("\"batch\"", "x".repeat(101))));
    assertEquals(
        "x".repeat(100),
        configs.read(ONE_RUN.replace("\"batch\"", "x".repeat(100))).identity().name());
  }

  @Test
  void aConfigWithoutRunsIsRefused() {
    String sentence = "runs: neither runs nor grid: there is nothing to run; write one";
    assertOnly("batch.yaml:1: " + sentence, configs.problems(Configs.BASE));
    assertOnly("batch.yaml:7: " + sentence, configs.problems(Configs.BASE + "runs: []\n"));
    assertOnly("batch.yaml:7: " + sentence, configs.problems(Configs.BASE + "grid: {}\n"));
    assertOnly(
        "batch.yaml:8: " + sentence,
        configs.problems(Configs.BASE + "\nruns:\n#  - {id: one}\ngrid:\n"));
  }

  @Test
  void baseArgsMustBeAMapping() {
    assertOnly(
        "batch.yaml:2: base_args: must be keys with values, not a list",
        configs.problems("batch_name: x\nbase_args: [1]\nruns: [{id: a}]\n"));
  }

  @Test
  void aKeyOfTheTopLevelAmongTheBaseArgsIsSentThere() {
    assertOnly(
        "batch.yaml:7: base_args.max_workers: not a parameter of a run:"
            + " belongs to the top level of the file",
        configs.problems(Configs.BASE + "  max_workers: 2\nruns: [{id: one}]\n"));
  }
}

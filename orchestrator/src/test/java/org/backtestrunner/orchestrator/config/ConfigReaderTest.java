package org.backtestrunner.orchestrator.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.backtestrunner.orchestrator.config.document.ConfigException;
import org.backtestrunner.orchestrator.config.key.MemorySize;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;
import org.backtestrunner.orchestrator.config.parameter.WorkerJars;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
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

  @Test
  void everyKeyOfTheTopLevelIsRead() {
    BatchConfig config =
        configs.read(
            """
            batch_name: "exposure-grid_1"
            description: "Grid over exposure"
            output_root: "results/batches"
            seed: 007
            max_workers: 3
            fail_fast: true
            worker_memory: "2g"
            base_args: {strategy: buy_and_hold, price_file: prices.csv}
            runs:
              - {id: one, start_date: 2015-01-01, end_date: 2015-12-31, tags: [a, "1"]}
            """);
    assertEquals("exposure-grid_1", config.identity().name());
    assertEquals("Grid over exposure", config.identity().description());
    assertEquals(directory.resolve("results/batches"), config.identity().outputRoot());
    assertEquals("7", config.runs().seed().orElseThrow().normalised());
    assertEquals(3, config.execution().maxWorkers());
    assertTrue(config.execution().failFast());
    assertEquals(Optional.of(new MemorySize(2048)), config.jvm().memory());
    assertEquals("2048m", config.jvm().memory().orElseThrow().toString());
    assertEquals(
        new ParameterValue("prices.csv", "prices.csv", "base_args.price_file", 8),
        config.runs().baseArgs().get("price_file"));
    assertEquals(List.of("a", "1"), config.runs().single().get(0).tags());
    assertEquals(Optional.empty(), config.runs().grid());
  }

  @Test
  void whatIsNotWrittenHasItsDefault() {
    BatchConfig config = configs.read(ONE_RUN);
    assertEquals("", config.identity().description());
    assertEquals(directory.resolve("output/batch_backtests"), config.identity().outputRoot());
    assertEquals(Optional.empty(), config.runs().seed());
    assertEquals(4, config.execution().maxWorkers());
    assertFalse(config.execution().failFast());
    assertEquals(Optional.empty(), config.jvm().memory());
    assertEquals(directory.resolve("worker.jar"), config.worker().jar());
  }

  @Test
  void theCommandLineStandsAboveTheConfig() {
    String yaml =
        ONE_RUN
            + "max_workers: 8\noutput_root: a\nfail_fast: false\n"
            + "timeout_per_run: 10m\nretries: 1\nretry_backoff: 500ms\nretry_timeouts: true\n"
            + "circuit_breaker: off\n";
    byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
    Map<String, String> options =
        Map.of(
            "--output-root", "b",
            "--max-workers", "2",
            "--fail-fast", "true",
            "--timeout-per-run", "5m",
            "--retries", "3");
    BatchConfig config = configs.read("batch.yaml", bytes, options);
    assertEquals(directory.resolve("b"), config.identity().outputRoot());
    assertEquals(2, config.execution().maxWorkers());
    assertTrue(config.execution().failFast());
    assertEquals(
        new AttemptPolicy(Optional.of(Duration.ofMinutes(5)), 3, Duration.ofMillis(500), true),
        config.attempts());
    assertFalse(config.execution().circuitBreaker());

    BatchConfig one = configs.read("batch.yaml", bytes, Map.of("--serial", "1"));
    assertEquals(1, one.execution().maxWorkers());
    assertEquals(directory.resolve("a"), one.identity().outputRoot());
    assertFalse(one.execution().failFast());
    assertEquals(
        new AttemptPolicy(Optional.of(Duration.ofMinutes(10)), 1, Duration.ofMillis(500), true),
        one.attempts());
  }

  @Test
  void aMistakeOfTheFileIsToldEvenWhereTheCommandLineTakesPrecedence() {
    byte[] bytes = (ONE_RUN + "retries: many\n").getBytes(StandardCharsets.UTF_8);
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () -> configs.read("batch.yaml", bytes, Map.of("--retries", "3")));
    assertEquals(
        "batch.yaml:8: retries: must be a whole number in [0, 100], not 'many'", e.getMessage());
  }

  @Test
  void aLimitOfTheCommandLineReplacesThatOfTheFile() {
    byte[] bytes =
        (Configs.BASE + "max_runs: 2\ngrid: {seed: [1, 2, 3]}\n").getBytes(StandardCharsets.UTF_8);
    assertEquals(
        3,
        configs
            .read("batch.yaml", bytes, Map.of("--max-runs", "3"))
            .runs()
            .grid()
            .orElseThrow()
            .size());
  }

  @Test
  void theCacheIsOffWhereTheFileOrTheCommandLineSaysSo() {
    byte[] on = (ONE_RUN + "cache: on\ncache_size: 2g\n").getBytes(StandardCharsets.UTF_8);
    assertEquals(
        new CachePolicy(true, Optional.empty(), new MemorySize(10 << 10)),
        configs.read(ONE_RUN).cache());
    assertFalse(configs.read(ONE_RUN + "cache: off\n").cache().enabled());
    assertEquals(
        new CachePolicy(false, Optional.empty(), new MemorySize(2048)),
        configs.read("batch.yaml", on, Map.of("--no-cache", "off")).cache());
    assertEquals(
        Optional.of(directory.resolve("kept")),
        configs.read("batch.yaml", on, Map.of("--cache-dir", "kept")).cache().directory());
  }

  @Test
  void theBytesOfTheFileAreKeptAsTheyAre() throws Exception {
    byte[] bytes = ("\uFEFF" + ONE_RUN.replace("\n", "\r\n")).getBytes(StandardCharsets.UTF_8);
    BatchConfig config = configs.read("batch.yml", bytes);
    Files.writeString(directory.resolve("batch.yml"), "changed");
    assertArrayEquals(bytes, config.source().bytes());
    assertEquals(directory.resolve("batch.yml"), config.source().lastingFile().orElseThrow());
  }

  @Test
  void jsonSaysTheSameAsYaml() {
    BatchConfig config =
        configs.read(
            "batch.json",
            """
            {"batch_name": "batch", "max_workers": 2, "fail_fast": true,
            \t"base_args": {"strategy": "buy_and_hold", "price_file": "prices.csv",
             "start_date": "2015-01-01", "end_date": "2020-12-31", "commission_bps": 0.50},
             "grid": {"max_gross_exposure": [0.60, 1e0]}}
            """);
    assertEquals(2, config.execution().maxWorkers());
    assertEquals("0.50", config.runs().baseArgs().get("commission_bps").text());
    assertEquals("0.5", config.runs().baseArgs().get("commission_bps").normalised());
    assertEquals(2, config.runs().grid().orElseThrow().size());
    assertEquals(
        List.of("0.60", "1e0"),
        IntStream.range(0, 2)
            .mapToObj(i -> config.runs().grid().orElseThrow().overrides(i))
            .map(overrides -> overrides.get("max_gross_exposure").text())
            .toList());
  }

  @Test
  void problemsInJsonHaveTheirLinesToo() {
    byte[] json =
        """
        {"batch_name": "batch",
         "base_args": {"strategy": "buy_and_hold", "price_file": "prices.csv",
         "start_date": "2015-01-01", "end_date": "2020-12-31",
         "seed": null,
         "seed": 1},
         "runs": [{"id": "one"}]}
        """
            .getBytes(StandardCharsets.UTF_8);
    assertEquals(
        List.of(
            "batch.json:4: base_args.seed: has no value; write one, or leave the key out",
            "batch.json:5: base_args.seed: duplicate key, first written in line 4"),
        configs.problems("batch.json", json));
  }

  @Test
  void tenMistakesAreReportedAtOnceInTheOrderOfTheirLines() {
    List<String> problems =
        configs.problems(
            """
            batch_name: "grid over exposure"
            max_wrokers: 4
            base_args:
              strategy: "buy_and_hold"
              price_file: "no/prices.csv"
              comission_bps: 1
              start_date: "2020-13-45"
              end_date: "2020-12-31"
              end_date: "2020-12-30"
            runs:
              - id: "../escape"
              - id: "two"
                symbols_file: "prices.csv"
              - id: "two"
                overrides: {max_gross_exposure: -0.5}
            grid:
              seed: []
            """);
    assertEquals(
        List.of(
            "batch.yaml:1: batch_name: must be at most 100 letters A-Z, a-z, digits, _ and -,"
                + " not 'grid over exposure'",
            "batch.yaml:2: max_wrokers: unknown key (did you mean max_workers?)",
            "batch.yaml:5: base_args.price_file: file not found: "
                + directory.resolve("no/prices.csv"),
            "batch.yaml:6: base_args.comission_bps: unknown parameter"
                + " (did you mean commission_bps?)",
            "batch.yaml:7: base_args.start_date: there is no date 2020-13-45",
            "batch.yaml:9: base_args.end_date: duplicate key, first written in line 8",
            "batch.yaml:11: runs[0].id: an id consists of letters A-Z, a-z, digits, _ and -,"
                + " not '../escape'",
            "batch.yaml:13: runs[1].symbols_file: is a parameter of a run:"
                + " belongs into runs[1].overrides",
            "batch.yaml:14: runs[2].id: Run ID already exists: 'two';"
                + " it is the id of runs[1] in line 12",
            "batch.yaml:15: runs[2].overrides.max_gross_exposure: must be in (0, 1000], not -0.5",
            "batch.yaml:17: grid.seed: an axis without values spans no runs; give it one at least"),
        problems);
  }

  @Test
  void theWorkerJarOfTheConfigStandsAboveTheDefault() throws Exception {
    Path other = Files.createDirectory(directory.resolve("other"));
    WorkerJars.withAllParameters(other);
    BatchConfig config = configs.read(ONE_RUN + "worker_jar: other/worker.jar\n");
    assertEquals(other.resolve("worker.jar"), config.worker().jar());
  }

  @Test
  void aMissingWorkerJarIsNoMistakeOfTheConfig() {
    EnvironmentException e =
        assertThrows(
            EnvironmentException.class, () -> configs.read(ONE_RUN + "worker_jar: no.jar\n"));
    assertEquals("worker jar not found: " + directory.resolve("no.jar"), e.getMessage());
  }

  @Test
  void namesInMessagesCannotBreakTheTerminalOrTheLine() {
    assertOnly(
        "batch.yaml:8: a\\u001b[31m\\u000ab: unknown key",
        configs.problems(ONE_RUN + "\"a\\e[31m\\nb\": 1\n"));
  }

  @Test
  void aPathThatWouldBreakTheLinesOfAnArgumentFileIsRefused() {
    assertOnly(
        "batch.yaml:8: output_root: must not hold line breaks or control characters",
        configs.problems(ONE_RUN + "output_root: \"a\\nb\"\n"));
  }

  @Test
  void ofAHostOfProblemsAThousandAreTold() {
    StringBuilder yaml = new StringBuilder(ONE_RUN);
    for (int i = 0; i < 1500; i++) {
      yaml.append("zzzzzz").append(i).append(": 1\n");
    }
    List<String> problems = configs.problems(yaml.toString());
    assertEquals(1001, problems.size());
    assertEquals("batch.yaml: and 500 more problems", problems.get(1000));
  }
}

package org.backtestrunner.orchestrator.config.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.config.ConfigKeys;
import org.backtestrunner.orchestrator.config.axis.AxisReader;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.grid.GridReader;
import org.backtestrunner.orchestrator.config.run.RunSetKeys;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigSchemaTest {
  private static final String VALID =
      """
      batch_name: "batch"
      description: "What for"
      seed: 7
      max_workers: 2
      max_runs: 100
      fail_fast: false
      timeout_per_run: "10m"
      retries: 2
      retry_backoff: 0.5
      retry_timeouts: true
      circuit_breaker: off
      worker_memory: "512m"
      worker_jvm_args: ["-Xss4m"]
      cache: on
      cache_dir: "kept"
      cache_size: "2g"
      base_args:
        strategy: "buy_and_hold"
        price_file: "prices.csv"
        start_date: "2015-01-01"
        end_date: "2020-12-31"
        top_quantile: 0.3
      runs:
        - id: "first"
          tags: ["one", "two"]
          overrides: {max_gross_exposure: 0.5}
      grid:
        commission_bps: [0.0, 1.5]
        where: ["commission_bps < 1"]
      """;

  private static SchemaFixture fixture;

  @BeforeAll
  static void makeFixture(@TempDir Path directory) {
    fixture = new SchemaFixture(directory);
  }

  @Test
  void theSchemaIsOneOfDraft7() {
    String draft7 = SpecificationVersion.DRAFT_7.getDialectId();
    assertEquals(
        List.of(),
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(SchemaLocation.of(draft7))
            .validate(fixture.json, InputFormat.JSON));
    assertTrue(fixture.json.contains("\"$schema\": \"" + draft7), fixture.json);
  }

  @Test
  void theSchemaHasExactlyTheKeysOfTheReader() throws IOException {
    JsonNode root = fixture.tree();
    List<String> parameters = List.copyOf(fixture.worker.names());
    JsonNode run = root.at("/else/properties/runs/items");

    assertEquals(ConfigKeys.names(), keys(root));
    assertEquals(RunSetKeys.RUN.names(), keys(run));
    assertEquals(parameters, keys(root.at("/definitions/parameters")));
    assertEquals(
        Stream.concat(parameters.stream(), GridReader.KEYS.names().stream()).toList(),
        properties(root.at("/definitions/grid")));
    assertEquals(parameters, keys(root.at("/definitions/case")));
    assertEquals(
        AxisReader.RANGE.names().subList(0, 4),
        keys(root.at("/definitions/case/properties/ema_fast/else/then")));
    assertEquals(
        List.of("glob"), keys(root.at("/definitions/case/properties/bundle_path/else/then")));
  }

  /** The keys of an object that allows no others. */
  private static List<String> keys(JsonNode object) {
    assertFalse(object.path("additionalProperties").asBoolean(true), object.toPrettyString());
    return properties(object);
  }

  private static List<String> properties(JsonNode object) {
    List<String> keys = new ArrayList<>();
    object.path("properties").fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  @Test
  void parametersHaveTypeRangeDefaultAndDescription() throws IOException {
    JsonNode parameters = fixture.tree().at("/definitions/parameters/properties");

    assertEquals("[\"1d\",\"5min\"]", parameters.at("/freq/enum").toString());
    assertEquals("1d", parameters.at("/freq/default").textValue());
    JsonNode sample = parameters.path("universe_sample");
    assertEquals("0", sample.path("exclusiveMinimum").toString());
    assertEquals("1", sample.path("maximum").toString());
    assertEquals("1.0", sample.path("default").toString());
    assertEquals("20", parameters.at("/ema_fast/default").toString());
    assertEquals("100000", parameters.at("/start_capital/default").toString());
    String fast = parameters.at("/ema_fast/description").textValue();
    assertTrue(fast.endsWith(" Used by trend_baseline."), fast);
    parameters.forEach(each -> assertFalse(each.path("description").asText().isBlank()));
  }

  @Test
  void theTextDoesNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertEquals(fixture.json, ConfigSchema.json(fixture.worker));
    } finally {
      Locale.setDefault(before);
    }
  }

  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(SchemaFixture.HOME.resolve("configs"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleSatisfiesSchemaAndReaderAndNamesTheSchema(Path example) throws IOException {
    String text = Files.readString(example);

    assertEquals(List.of(), fixture.schemaProblems(text));
    // Sources are compiled against a whole worker, as ExampleBatchesIT has it.
    List<Problem> problems =
        text.contains("strategy_sources:")
            ? List.of()
            : fixture.readerProblems(example, SchemaFixture.HOME);
    assumeTrue(
        problems.stream().noneMatch(each -> each.message().contains("no program 'python3'")),
        "python3 is not installed");
    assertEquals(List.of(), problems);
    assertEquals(
        "# yaml-language-server: $schema=batch.schema.json", text.lines().findFirst().get());
  }

  @Test
  void aConfigThatUsesManyKeysSatisfiesBoth() {
    assertEquals(List.of(), fixture.schemaProblems(VALID));
    assertEquals(List.of(), fixture.readerProblems(VALID));

    String auto = VALID.replace("max_workers: 2", "max_workers: auto");
    assertEquals(List.of(), fixture.schemaProblems(auto));
    assertEquals(List.of(), fixture.readerProblems(auto));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          max_workers: 2             | max_worker: 2                | max_worker
          max_workers: 2             | max_workers: 0               | max_workers
          max_workers: 2             | max_workers: 2.5             | max_workers
          max_workers: 2             | max_workers: many            | max_workers
          max_workers: 2             | max_workers: automatic       | max_workers
          max_workers: 2             | max_workers:                 | max_workers
          max_runs: 100              | max_runs: 1000001            | max_runs
          fail_fast: false           | fail_fast: maybe             | fail_fast
          fail_fast: false           | fail_fast: 1                 | fail_fast
          worker_memory: "512m"      | worker_memory: 512           | worker_memory
          timeout_per_run: "10m"     | timeout_per_run: "10 min"    | timeout_per_run
          timeout_per_run: "10m"     | timeout_per_run: 0           | timeout_per_run
          timeout_per_run: "10m"     | timeout_per_run: 2592001     | timeout_per_run
          retries: 2                 | retries: 101                 | retries
          retries: 2                 | retrys: 2                    | retrys
          retry_timeouts: true       | retry_timeouts: often        | retry_timeouts
          circuit_breaker: off       | circuit_breaker: 0           | circuit_breaker
          worker_memory: "512m"      | output_root: " "             | output_root
          ["-Xss4m"]                 | "-Xss4m"                     | worker_jvm_args
          ["-Xss4m"]                 | ["Xss4m"]                    | worker_jvm_args
          cache: on                  | cache: maybe                 | cache
          cache_dir: "kept"          | cache_dir: ""                | cache_dir
          cache_size: "2g"           | cache_size: 2                | cache_size
          description: "What for"    | description: [What, for]     | description
          seed: 7                    | seed: 7.5                    | seed
          batch_name: "batch"        | batch_name: "a/b"            | batch_name
          batch_name: "batch"        | batch_name: ""               | batch_name
          batch_name: "batch"        | name: "batch"                | batch_name
          top_quantile: 0.3          | top_quantil: 0.3             | top_quantil
          top_quantile: 0.3          | top_quantile: 0.51           | top_quantile
          top_quantile: 0.3          | top_quantile: "a third"      | top_quantile
          top_quantile: 0.3          | top_quantile: [0.3]          | top_quantile
          top_quantile: 0.3          | max_gross_exposure: 0        | max_gross_exposure
          top_quantile: 0.3          | execution_lag: 1.5           | execution_lag
          strategy: "buy_and_hold"   | strategy: "buy_and_sell"     | strategy
          price_file: "prices.csv"   | price_file: {file: a}        | price_file
          start_date: "2015-01-01"   | start_date: "2015-13-01"     | start_date
          start_date: "2015-01-01"   | start_date: "2015-02-30"     | start_date
          start_date: "2015-01-01"   | start_date: "1.1.2015"       | start_date
          start_date: "2015-01-01"   | start_date: 2015             | start_date
          id: "first"                | id: "../first"               | id
          id: "first"                | name: "first"                | id
          tags: ["one", "two"]       | tags: "one"                  | tags
          tags: ["one", "two"]       | tag: ["one"]                 | tag
          tags: ["one", "two"]       | seed: 7                      | seed
          max_gross_exposure: 0.5    | max_gros_exposure: 0.5       | max_gros_exposure
          max_gross_exposure: 0.5    | max_gross_exposure: -1       | max_gross_exposure
          ["commission_bps < 1"]     | []                           | where
          ["commission_bps < 1"]     | [5]                          | where
          ["commission_bps < 1"]     | {a: b}                       | where
          ["commission_bps < 1"]     | ''                           | where
          [0.0, 1.5]                 | []                           | commission_bps
          [0.0, 1.5]                 | x                            | commission_bps
          [0.0, 1.5]                 | {from: 1, to: 2, stop: 1}    | commission_bps
          [0.0, 1.5]                 | {from: 1, step: 1}           | commission_bps
          [0.0, 1.5]                 | {glob: "*"}                  | commission_bps
          [0.0, 1.5]                 | {a: {ema_fast: 5}}           | commission_bps
          [0.0, 1.5]                 | [1]\\n  a: {b: {ema_fst: 5}} | ema_fst
          [0.0, 1.5]                 | [1]\\n  a: {b: 5}            | a
          [0.0, 1.5]                 | [1]\\n  a: {b c: {seed: 5}}  | a
          [0.0, 1.5]                 | [1]\\n  a: [{ema_fast: x}]   | ema_fast
          [0.0, 1.5]                 | [1]\\n  seeed: {from: 1, to: 2, step: 1} | seeed
          [0.0, 1.5]                 | [1]\\n  sample: {n: 0}       | n
          [0.0, 1.5]                 | [1]\\n  sample: {m: 3}       | sample
          [0.0, 1.5]                 | [1]\\n  vary: all            | vary
          [0.0, 1.5]                 | [0.0, -1.5]                  | commission_bps
          [0.0, 1.5]                 | [0.0, 0.0]                   | commission_bps
          [0.0, 1.5]                 | [0.0, ]\\n  seeds: [1]       | seeds
          """)
  void aBrokenConfigIsRefusedByBothForTheSameReason(String valid, String broken, String place) {
    assertTrue(VALID.contains(valid), valid);
    String config = VALID.replace(valid, broken.replace("\\n", "\n"));

    assertNamed(place, fixture.schemaProblems(config), config);
    assertNamed(place, fixture.readerProblems(config), config);
  }

  @ParameterizedTest
  @CsvSource({"''", "'runs:\ngrid:'", "'runs: []'", "'grid: {}'", "'runs: []\ngrid: {}'"})
  void aConfigWithoutRunsIsRefusedByBoth(String end) {
    String config = VALID.substring(0, VALID.indexOf("runs:\n")) + end + "\n";

    assertNamed("runs", fixture.schemaProblems(config), config);
    assertNamed("runs", fixture.readerProblems(config), config);
  }

  @ParameterizedTest
  @ValueSource(strings = {"runs:", "runs: null", "runs: []"})
  void emptyRunsBesideAGridSatisfyBoth(String runs) {
    int start = VALID.indexOf("runs:\n");
    String config =
        VALID.substring(0, start) + runs + "\n" + VALID.substring(VALID.indexOf("grid"));

    assertEquals(List.of(), fixture.schemaProblems(config));
    assertEquals(List.of(), fixture.readerProblems(config));
  }

  private static void assertNamed(String place, List<?> problems, String config) {
    assertTrue(
        problems.stream().anyMatch(problem -> problem.toString().contains(place)),
        problems + "\n" + config);
  }
}

package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The orchestrator and the worker share no code: here their two halves are held together. */
class WorkerContractIT {
  /**
   * Name, type, allowed values, default; where not all use it: the strategies that do; and without
   * which other parameter it counts for nothing.
   */
  private static final String PARAMETERS =
      """
      strategy|choice|multifactor_long_short trend_baseline buy_and_hold target_weights|required||
      freq|choice|1d 5min|1d||
      data_source|choice|local|local||
      price_file|file||required||
      symbols_file|file||||
      bundle_path|file|||multifactor_long_short|
      factor_file|file|||multifactor_long_short|
      groups_file|file|||multifactor_long_short|
      weights_file|file|||target_weights|
      price_format|file_or_preset|PRESETS|||
      factor_format|file_or_preset|PRESETS||multifactor_long_short|factor_file
      weights_format|file_or_preset|PRESETS||target_weights|weights_file
      groups_format|file_or_preset|PRESETS||multifactor_long_short|groups_file
      start_date|date||required||
      end_date|date||required||
      rebalance_freq|choice|D W M Q|M|multifactor_long_short trend_baseline|
      top_quantile|number|[0, 0.5]|0.2|multifactor_long_short|
      bottom_quantile|number|[0, 0.5]|0.2|multifactor_long_short|
      max_gross_exposure|number|(0, inf)|1.0||
      start_capital|number|(0, inf)|100000||
      commission_bps|number|[0, inf)|0||
      spread_bps|number|[0, inf)|0||
      slippage_bps|number|[0, inf)|0||
      borrow_bps_per_year|number|[0, inf)|0||
      financing_bps_per_year|number|[0, inf)|0||
      delisting_return|number|[-1, 0]|0||
      max_stale_days|integer|[0, inf)|20||
      factor_max_age_days|integer|[0, inf)|0|multifactor_long_short|factor_file
      execution_lag|integer|[0, inf)|1||
      fill_price|choice|open close|close||
      lot_size|number|[0, inf)|0||
      ema_fast|integer|[1, inf)|20|trend_baseline|
      ema_slow|integer|[1, inf)|60|trend_baseline|
      universe_sample|number|(0, 1]|1.0||
      seed|integer||42||universe_sample
      """;

  /** What breaks a rule between parameters, and before it the parameter that the worker names. */
  private static final List<String> CONFLICTS =
      List.of(
          "start_date: start_date=2016-01-01",
          "fill_price: fill_price=open execution_lag=0",
          "ema_fast: strategy=trend_baseline ema_fast=60",
          "ema_fast: strategy=trend_baseline ema_slow=20",
          "bundle_path: strategy=multifactor_long_short",
          "top_quantile: strategy=multifactor_long_short bundle_path=bundle.yaml top_quantile=0"
              + " bottom_quantile=0.0",
          "weights_file: strategy=target_weights");

  private static final String USUAL =
      "strategy=buy_and_hold price_file=prices.csv start_date=2015-01-01 end_date=2015-12-31";

  /** Of a config that begins with {@link #USUAL}. */
  private static final int FIRST_LINE_OF_RUNS = 9;

  private static final String FACTORS = "strategy=multifactor_long_short bundle_path=bundle.yaml ";

  /** At the ends of the ranges, or beyond all reason. */
  private static final List<String> ALLOWED =
      List.of(
          FACTORS + "top_quantile=0",
          FACTORS + "top_quantile=0.5 bottom_quantile=0.5",
          FACTORS + "factor_max_age_days=9223372036854775807",
          "strategy=trend_baseline ema_fast=1 ema_slow=9223372036854775807",
          "max_gross_exposure=4.9e-324",
          "max_gross_exposure=1e308",
          "start_capital=4.9e-324",
          "start_capital=1e308",
          "commission_bps=1e308",
          "borrow_bps_per_year=1e308",
          "financing_bps_per_year=1e308",
          "delisting_return=-1",
          "delisting_return=-0.0",
          "max_stale_days=0",
          "max_stale_days=9223372036854775807",
          "execution_lag=0",
          "execution_lag=9223372036854775807",
          "lot_size=4.9e-324",
          "lot_size=1e308",
          "universe_sample=4.9e-324",
          "universe_sample=1e0",
          "seed=-9223372036854775808",
          "seed=+9223372036854775807",
          "start_date=0000-01-01",
          "end_date=9999-12-31");

  private static final List<String> FORBIDDEN =
      List.of(
          "top_quantile=0.5000001",
          "bottom_quantile=-0.1",
          "max_gross_exposure=0",
          "start_capital=0.0",
          "spread_bps=-4.9e-324",
          "slippage_bps=NaN",
          "commission_bps=1e309",
          "delisting_return=4.9e-324",
          "max_stale_days=9223372036854775808",
          "execution_lag=0.5",
          "lot_size=0x1p3",
          "ema_fast=0",
          "universe_sample=0",
          "universe_sample=1.0000000000000002",
          "seed=1e3",
          "start_date=2015-02-29",
          "end_date=20151231",
          "strategy=buy_and_sell",
          "fill_price=vwap");

  @TempDir Path directory;
  private BatchFixture fixture;

  @BeforeEach
  void setUp() {
    fixture = new BatchFixture(directory);
    fixture.writePrices("prices.csv", 6, 40);
    fixture.writeBundle("bundle.yaml");
  }

  @Test
  void theWorkersJarTellsTheParametersOfTheContract() throws Exception {
    List<String> told = new ArrayList<>();
    try (JarFile jar = new JarFile(CommandLineRun.WORKER_JAR.toFile());
        InputStream document = jar.getInputStream(jar.getEntry("META-INF/backtest-worker.json"))) {
      JsonNode root = new ObjectMapper().readTree(document);
      assertEquals(1, root.get("schema_version").asInt());
      for (JsonNode parameter : root.get("parameters")) {
        String choices = words(parameter.get("choices"));
        String allowed =
            parameter.get("range").asText(choices.startsWith("binance ") ? "PRESETS" : choices);
        String value =
            parameter.get("required").asBoolean()
                ? "required"
                : parameter.get("default").asText("");
        told.add(
            String.join(
                "|",
                parameter.get("name").asText(),
                parameter.get("type").asText(),
                allowed,
                value,
                words(parameter.get("strategies")),
                parameter.get("only_with").asText("")));
      }
    }
    assertEquals(PARAMETERS.lines().toList(), told);
  }

  private static String words(JsonNode array) {
    List<String> words = new ArrayList<>();
    array.forEach(word -> words.add(word.asText()));
    return String.join(" ", words);
  }

  @Test
  void whatBreaksARuleBetweenParametersIsRefusedByBoth() {
    assertBothRefuse(CONFLICTS);
  }

  @Test
  void aValueOutOfRangeOrOfAnotherTypeIsRefusedByBoth() {
    assertBothRefuse(
        FORBIDDEN.stream().map(value -> value.replaceFirst("=.*", ": " + value)).toList());
  }

  /** Each case is the parameter that the worker names, and what was given. */
  private void assertBothRefuse(List<String> cases) {
    StringBuilder config = new StringBuilder(configWithoutRuns());
    for (int i = 0; i < cases.size(); i++) {
      String given = cases.get(i).split(": ")[1];
      config.append(run(i, given));
      String option = "--" + cases.get(i).split(": ")[0].replace('_', '-');
      Result worker = callWorker(given);
      assertEquals(2, worker.exitCode(), () -> given + "\n" + worker.told());
      assertTrue(worker.errText().startsWith("ERROR " + option), worker::told);
    }
    fixture.write("batch.yaml", config.toString());
    Result plan = fixture.batch("--dry-run");

    assertEquals(2, plan.exitCode(), plan::told);
    assertEquals(cases.size() + 1, plan.err().size(), plan::told);
    for (int i = 0; i < cases.size(); i++) {
      String place = "batch.yaml:%d: runs[%d]".formatted(FIRST_LINE_OF_RUNS + i, i);
      assertTrue(plan.err().get(i).startsWith(place), plan::told);
    }
  }

  private Result callWorker(String given) {
    Map<String, String> values = new TreeMap<>();
    for (String value : (USUAL + " " + given).split(" ")) {
      values.put(value.split("=")[0], value.split("=")[1]);
    }
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-jar", CommandLineRun.WORKER_JAR.toString(), "--out=never"));
    values.forEach((name, value) -> arguments.add("--" + name.replace('_', '-') + "=" + value));
    return CommandLineRun.call(
        directory, Map.of(), CommandLineRun.java(arguments.toArray(String[]::new)));
  }

  @Test
  void whatTheOrchestratorAllowsTheWorkerAccepts() {
    StringBuilder config = new StringBuilder(configWithoutRuns());
    for (int i = 0; i < ALLOWED.size(); i++) {
      config.append(run(i, ALLOWED.get(i)));
    }
    fixture.write("batch.yaml", config.toString());
    Result result = fixture.batch("-q");

    BatchOutput output = fixture.output("contract");
    assertEquals(ALLOWED.size(), output.rows().size(), result::told);
    for (Map<String, String> row : output.rows()) {
      // Numbers beyond all reason may make the equity infinite, which no file can hold.
      assertTrue(List.of("", "bad_data").contains(row.get("cause")), row::toString);
    }
  }

  private static String configWithoutRuns() {
    return "batch_name: contract\noutput_root: out\nbase_args:\n  "
        + USUAL.replace(" ", "\n  ").replace("=", ": ")
        + "\nruns:\n";
  }

  private static String run(int index, String given) {
    String overrides = given.replace("=", ": ").replaceAll("([^:]) ", "$1, ");
    return "  - {id: r%d, overrides: {%s}}\n".formatted(index, overrides);
  }
}

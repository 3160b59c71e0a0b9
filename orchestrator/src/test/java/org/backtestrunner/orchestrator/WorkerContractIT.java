package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The orchestrator and the worker share no meaning: here their two halves are held together. */
class WorkerContractIT {
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
          "max_gross_exposure=1e3",
          "start_capital=4.9e-324",
          "start_capital=1e15",
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
          "bars_per_year=4.9e-324",
          "bars_per_year=1e308",
          "bars_per_day=1",
          "bars_per_day=288",
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
          "max_gross_exposure=1000.0001",
          "start_capital=0.0",
          "start_capital=1e307",
          "spread_bps=-4.9e-324",
          "slippage_bps=NaN",
          "commission_bps=1e309",
          "delisting_return=4.9e-324",
          "max_stale_days=9223372036854775808",
          "execution_lag=0.5",
          "lot_size=0x1p3",
          "ema_fast=0",
          "bars_per_year=0",
          "bars_per_day=0",
          "bars_per_day=289",
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

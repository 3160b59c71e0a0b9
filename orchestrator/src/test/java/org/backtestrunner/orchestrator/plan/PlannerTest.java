package org.backtestrunner.orchestrator.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.backtestrunner.orchestrator.config.Configs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerTest {
  private static final String EXAMPLE =
      """
      batch_name: "exposure_commission_grid"
      base_args:
        strategy: "multifactor_long_short"
        price_file: "prices.csv"
        bundle_path: "bundle.yaml"
        start_date: "2015-01-01"
        end_date: "2020-12-31"
        spread_bps: 2.0
        ema_slow: 90
      grid:
        max_gross_exposure: [0.60, 0.8, 1.0]
        commission_bps: [0.0, 0.5, 1e0]
      runs:
        - id: "baseline"
          tags: ["baseline"]
          overrides: {max_gross_exposure: 0.50}
        - id: "ref"
          start_date: "2016-01-01"
          end_date: "2016-12-31"
          tags: [reference, trend]
          overrides: {strategy: trend_baseline, ema_fast: 10}
      """;

  @TempDir private Path directory;
  private Configs configs;

  @BeforeEach
  void inputs() {
    configs = new Configs(directory);
  }

  private List<RunPlan> plan(String yaml) {
    return Planner.plan(configs.read(yaml)).runs();
  }

  private static String line(RunPlan run) {
    String overrides =
        run.overrides().entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(","));
    return String.format(
        Locale.ROOT,
        "%04d | %s | %s | %s | %s",
        run.index(),
        run.id(),
        run.paramsHash(),
        String.join(",", run.tags()),
        overrides);
  }

  /** Ids, order and hashes were derived from the contract by another program. */
  @Test
  void theExampleExpandsToTheGoldenPlan() throws IOException {
    String golden;
    try (InputStream in = getClass().getResourceAsStream("plan.golden")) {
      golden = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertEquals(golden.lines().toList(), plan(EXAMPLE).stream().map(PlannerTest::line).toList());
  }

  @Test
  void valuesKeepTheTextThatTheUserWrote() {
    List<RunPlan> runs =
        plan(
            Configs.BASE.replace("prices.csv", "./prices.csv")
                + "grid: {lot_size: [0.60, 1e1, '007'], seed: [-5, 0005]}\n");
    assertEquals(
        List.of(
            "lot_size_0_60_seed__5",
            "lot_size_0_60_seed_0005",
            "lot_size_1e1_seed__5",
            "lot_size_1e1_seed_0005",
            "lot_size_007_seed__5",
            "lot_size_007_seed_0005"),
        runs.stream().map(RunPlan::id).toList());
    assertEquals(Map.of("lot_size", "0.60", "seed", "-5"), runs.get(0).overrides());
    assertEquals("0.60", runs.get(0).parameters().get("lot_size"));
    assertEquals("0.6", runs.get(0).normalised("lot_size"));
    assertEquals("7", runs.get(5).normalised("lot_size"));
    assertEquals("./prices.csv", runs.get(0).parameters().get("price_file"));
  }

  @Test
  void overridesStandAboveTheRunsOwnKeysAboveBaseArgsAboveDefaults() {
    List<RunPlan> runs =
        plan(
            Configs.BASE
                + """
                runs:
                  - {id: base}
                  - {id: own, start_date: 2016-01-01}
                  - id: overridden
                    start_date: 2016-01-01
                    overrides: {start_date: 2017-01-01, freq: 5min}
                grid:
                  start_date: [2018-01-01]
                """);
    assertEquals(
        List.of("2015-01-01", "2016-01-01", "2017-01-01", "2018-01-01"),
        runs.stream().map(run -> run.parameters().get("start_date")).toList());
    assertEquals(
        List.of("1d", "1d", "5min", "1d"),
        runs.stream().map(run -> run.parameters().get("freq")).toList());
  }

  @Test
  void everyRunInheritsTheSeedOfTheConfigUnlessItSetsOne() {
    String rest = "runs: [{id: a}, {id: b, overrides: {seed: 3}}]\ngrid: {seed: [4]}\n";
    assertEquals(
        List.of("42", "3", "4"),
        plan(Configs.BASE + rest).stream().map(run -> run.parameters().get("seed")).toList());
    assertEquals(
        List.of("1", "3", "4"),
        plan(Configs.BASE + "seed: 1\n" + rest).stream()
            .map(run -> run.parameters().get("seed"))
            .toList());
    assertEquals(
        List.of("2", "3", "4"),
        plan(Configs.BASE + "  seed: 2\nseed: 1\n" + rest).stream()
            .map(run -> run.parameters().get("seed"))
            .toList());
  }

  @Test
  void effectiveParametersAreInTheOrderOfTheWorkerAndWithoutWhatHasNoValue() {
    Map<String, String> parameters = plan(Configs.BASE + "runs: [{id: a}]\n").get(0).parameters();
    assertEquals(
        List.of(
            "strategy",
            "freq",
            "bars_per_year",
            "bars_per_day",
            "data_source",
            "price_file",
            "weights_roll",
            "start_date",
            "end_date"),
        parameters.keySet().stream().limit(9).toList());
    assertEquals("1.0", parameters.get("max_gross_exposure"));
    assertEquals("42", parameters.get("seed"));
    assertFalse(parameters.containsKey("symbols_file"));
  }

  @Test
  void tenThousandRunsHaveTenThousandIdsInOrder() {
    String hundred =
        IntStream.rangeClosed(1, 100).mapToObj(Integer::toString).collect(Collectors.joining(","));
    List<RunPlan> runs =
        plan(
            Configs.BASE
                + "  universe_sample: 0.5\ngrid:\n  commission_bps: [%s]\n  seed: [%s]\n"
                    .formatted(hundred, hundred));
    assertEquals(10_000, runs.size());
    assertEquals("commission_bps_1_seed_2", runs.get(1).id());
    assertEquals("commission_bps_2_seed_1", runs.get(100).id());
    assertEquals("commission_bps_100_seed_100", runs.get(9999).id());
    assertEquals(10_000, runs.stream().map(RunPlan::paramsHash).distinct().count());
  }
}

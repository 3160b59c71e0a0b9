package org.backtestrunner.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import org.backtestrunner.worker.WorkerProcess.Ended;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packaged worker as users, scripts and an orchestrator meet it. */
class WorkerJarIT {
  @TempDir Path directory;

  private static Ended worker(Map<String, String> environment, List<String> arguments)
      throws Exception {
    return WorkerProcess.run(
        WorkerProcess.runningJdk(), List.of("-XX:TieredStopAtLevel=1"), environment, arguments);
  }

  private static Ended worker(String... arguments) throws Exception {
    return worker(Map.of(), List.of(arguments));
  }

  @Test
  void helpAndVersionEndWithZeroOnStandardOutput() throws Exception {
    Ended help = worker("--help");
    assertEquals(0, help.code());
    assertEquals("", help.err());
    assertTrue(help.out().startsWith("Usage: backtest-worker "), help.out());
    Ended version = worker("--version");
    assertEquals(0, version.code());
    assertEquals("", version.err());
    assertTrue(version.out().matches("backtest-worker \\d+\\.\\d+\\.\\d+\\S*\n"), version.out());
  }

  @Test
  void theExitCodeOfTheProcessTellsWhatIsWrong() throws Exception {
    CommandLineFixture files = new CommandLineFixture(directory);
    List<String> good = files.goodOptions();
    assertEquals(0, worker(Map.of(), good).code());
    assertEquals(2, worker(Map.of(), good.subList(1, good.size())).code());
    assertEquals(2, worker(Map.of(), with(good, "--top-quantile=2")).code());
    Path unwritable = files.path("prices.csv").resolve("out");
    assertEquals(74, worker(Map.of(), with(good.subList(0, 4), "--out=" + unwritable)).code());
    Files.writeString(files.path("prices.csv"), "timestamp,symbol\n");
    assertEquals(65, worker(Map.of(), good).code());
  }

  private static List<String> with(List<String> options, String further) {
    List<String> all = new ArrayList<>(options);
    all.add(further);
    return all;
  }

  @Test
  void aWorkerWhoseOrchestratorIsNotItsParentEndsAtOnceAndLeavesNothing() throws Exception {
    CommandLineFixture files = new CommandLineFixture(directory);
    StringBuilder prices = new StringBuilder("timestamp,symbol,close\n");
    for (int i = 0; i < 200_000; i++) {
      prices.append("2020-01-0").append(1 + i % 2).append(",S").append(i / 2).append(",10\n");
    }
    files.write("prices.csv", prices.toString());
    String pid = Long.toString(ProcessHandle.current().pid());
    Map<String, String> parent = Map.of("BACKTEST_ORCHESTRATOR_PID", pid);
    Map<String, String> stranger = Map.of("BACKTEST_ORCHESTRATOR_PID", pid + "1");
    Ended orphan = worker(stranger, files.goodOptions());
    assertEquals(75, orphan.code());
    assertTrue(
        orphan.err().matches("ERROR BACKTEST_ORCHESTRATOR_PID is set to " + pid + "1, .*unset.*\n"),
        orphan.err());
    assertEquals(List.of(), files.filesIn("out"));
    assertEquals(0, worker(parent, files.goodOptions()).code());
    assertEquals(3, files.filesIn("out").size());
  }

  @Test
  void anArgumentFileThatWasMovedWithItsRunWritesBesideItselfAndNotWhereItWas() throws Exception {
    CommandLineFixture files = new CommandLineFixture(directory);
    files.write("prices.csv", "timestamp,symbol,close\n2020-01-01,S,10\n2020-01-02,S,10\n");
    Path run = Files.createDirectories(directory.resolve("batch/runs/0000_x"));
    List<String> lines = new ArrayList<>(files.goodOptions());
    lines.removeIf(line -> line.startsWith("--out"));
    lines.add(0, "# backtest-worker arguments, one a line");
    lines.add("--out=" + run.resolve("backtest"));
    Files.writeString(run.resolve("worker.args"), String.join("\n", lines) + "\n");
    Path moved = Files.move(directory.resolve("batch"), directory.resolve("moved"));

    assertEquals(
        0, worker(Map.of(), List.of("@" + moved.resolve("runs/0000_x/worker.args"))).code());

    assertFalse(Files.exists(run));
    assertTrue(Files.exists(moved.resolve("runs/0000_x/backtest/portfolio_equity_1d.csv")));
    Path link = Files.createSymbolicLink(directory.resolve("batch"), moved);
    assertEquals(
        0, worker(Map.of(), List.of("@" + link.resolve("runs/0000_x/worker.args"))).code());
    Ended elsewhere =
        worker(
            Map.of(),
            List.of("@" + moved.resolve("runs/0000_x/worker.args"), "--out", directory + "/again"));
    assertEquals(0, elsewhere.code(), elsewhere.err());
    assertTrue(Files.exists(directory.resolve("again/portfolio_equity_1d.csv")));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aNameBeyondAsciiIsAUsageErrorWhereTheSystemCannotWriteIt() throws Exception {
    CommandLineFixture files = new CommandLineFixture(directory);
    List<String> lines = new ArrayList<>(files.goodOptions());
    lines.set(1, "--price-file=/tmp/päivä.csv");
    lines.add(0, "# backtest-worker arguments, one a line");
    Path file = files.write("worker.args", String.join("\n", lines) + "\n");
    Map<String, String> ascii = Map.of("LC_ALL", "C", "LANG", "C");
    Ended ended = worker(ascii, List.of("@" + file));
    assertEquals(2, ended.code());
    assertTrue(ended.err().startsWith("ERROR --price-file: '/tmp/päivä.csv' cannot"), ended.err());
    assertEquals(1, ended.err().lines().count());
  }

  @Test
  void theDocumentInTheJarListsEveryParameterAsUsersAreTold() throws Exception {
    List<String> told = new ArrayList<>();
    for (JsonNode parameter : document().get("parameters")) {
      boolean required = parameter.get("required").asBoolean();
      told.add(
          String.join(
              "|",
              parameter.get("name").asText(),
              parameter.get("type").asText(),
              parameter.get("range").asText(words(parameter.get("choices"))),
              required ? "required" : standard(parameter),
              words(parameter.get("strategies")),
              parameter.get("only_with").asText("")));
      assertTrue(parameter.get("description").asText().endsWith("."), parameter.toString());
    }
    assertEquals(
        ParameterTable.ROWS.stream()
            .map(
                row ->
                    String.join(
                        "|",
                        row.name(),
                        row.type(),
                        row.allowed(),
                        row.standard(),
                        row.users(),
                        row.onlyWith()))
            .toList(),
        told);
  }

  @Test
  void theDocumentInTheJarTellsAssumptionsFromChoicesAndNamesNaturalEnds() throws Exception {
    List<String> assumptions = new ArrayList<>();
    List<String> ends = new ArrayList<>();
    for (JsonNode parameter : document().get("parameters")) {
      String name = parameter.get("name").asText();
      if (parameter.get("assumption").asBoolean()) {
        assumptions.add(name);
      }
      if (!parameter.get("natural_ends").isEmpty()) {
        ends.add(name + " " + words(parameter.get("natural_ends")));
      }
    }
    assertEquals(
        Set.of(
            ("data_source price_file price_format factor_format weights_format groups_format"
                    + " symbols_file freq bars_per_year bars_per_day start_date end_date"
                    + " start_capital commission_bps spread_bps slippage_bps market_impact_bps"
                    + " impact_exponent costs_file borrow_bps_per_year"
                    + " financing_bps_per_year delisting_return execution_lag fill_price lot_size"
                    + " max_stale_days universe_sample seed")
                .split(" ")),
        Set.copyOf(assumptions));
    assertEquals(
        List.of(
            "rebalance_freq D Q",
            "top_quantile 0 0.5",
            "bottom_quantile 0 0.5",
            "max_signal_age_days 0",
            "factor_max_age_days 0"),
        ends);
  }

  private static String standard(JsonNode parameter) {
    String times = parameter.get("default_times").asText("");
    return parameter.get("default").asText("") + (times.isEmpty() ? "" : " x " + times);
  }

  private static String words(JsonNode array) {
    List<String> words = new ArrayList<>();
    array.forEach(word -> words.add(word.asText()));
    return String.join(" ", words);
  }

  @Test
  void theDocumentInTheJarTellsTheRulesBetweenParameters() throws Exception {
    List<String> told = new ArrayList<>();
    for (JsonNode rule : document().get("rules")) {
      told.add(
          rule.get("kind").asText()
              + " "
              + rule.get("first").asText()
              + (rule.has("first_value") ? " " + rule.get("first_value").asText() : "")
              + " "
              + rule.get("second").asText()
              + (rule.has("second_value") ? " " + rule.get("second_value").asText() : ""));
    }
    assertEquals(
        List.of(
            "not_after start_date end_date",
            "exclude fill_price open execution_lag 0",
            "less ema_fast ema_slow",
            "exclude top_quantile 0 bottom_quantile 0"),
        told);
  }

  @Test
  void theDocumentInTheJarListsStrategiesAndFactors() throws Exception {
    assertEquals(
        List.of("multifactor_long_short", "trend_baseline", "buy_and_hold", "target_weights"),
        names(document().get("strategies")));
    List<String> factors = names(document().get("factors"));
    assertEquals(17, factors.size());
    assertTrue(factors.containsAll(List.of("momentum_12m_excl_1m", "vov_20_60")), "" + factors);
  }

  private static List<String> names(JsonNode entries) {
    List<String> names = new ArrayList<>();
    entries.forEach(entry -> names.add(entry.get("name").asText()));
    return names;
  }

  private static JsonNode document() throws Exception {
    try (JarFile jar = new JarFile(WorkerProcess.jar().toFile());
        InputStream in = jar.getInputStream(jar.getEntry("META-INF/backtest-worker.json"))) {
      return new ObjectMapper().readTree(in);
    }
  }
}

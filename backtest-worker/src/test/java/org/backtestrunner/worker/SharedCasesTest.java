package org.backtestrunner.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The folder of cases that is shared beside the repository, each with what its text expects. Other
 * folders may be given by the property {@code cases.files}; without one, all this is skipped.
 */
class SharedCasesTest {
  private static final Path FILES =
      Path.of(System.getProperty("cases.files", "../../shared/cases/files"));

  /** What has to be said about a case: the name of a preset, or the text of a format file. */
  private static final Map<String, String> FORMATS =
      Map.ofEntries(
          Map.entry("binance_klines", "binance"),
          Map.entry("binance_zip", "binance"),
          Map.entry("crsp_dsf", "crsp"),
          Map.entry("databento_raw_zst", "databento"),
          Map.entry("dukascopy", "dukascopy"),
          Map.entry("german_excel", "german_excel"),
          Map.entry("investing_com", "investing"),
          Map.entry("lean_csv", "lean"),
          Map.entry("nasdaq_com", "nasdaq"),
          Map.entry("parquet_capital", "columns: {close: Close}"),
          Map.entry("quantmod", "columns: {timestamp: Index, close: AAPL.Adjusted}"),
          Map.entry("raw_and_adjusted_split4", "columns: {adjusted_close: adj_close}"),
          Map.entry("sharadar_sep", "sharadar"),
          Map.entry("tiingo", "tiingo"),
          Map.entry("tradingview", "time_zone: America/New_York"),
          Map.entry("yfinance_single", "columns: {close: Close}"));

  /** What is refused, and the reason that must be said. */
  private static final Map<String, String> REFUSED =
      Map.of(
          "alpaca_json", "this is JSON",
          "groups_match_nothing",
              "no symbol of the universe has a group 'sector'; 'aapl' differs from 'AAPL'",
          "json_lines", "this is JSON lines",
          "monthly_as_1d",
              "122 bars in 10.1 years are about 12 a year, not 252: set bars_per_year: 12",
          "one_minute_as_5min", "2020-03-02T14:31:00Z is not on the five-minute grid",
          "xlsx", "this is an Excel workbook",
          "zipline_csvdir", "give ");

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> everyCaseIsRightOrRefusedAsItsTextSays() throws IOException {
    assumeTrue(Files.isDirectory(FILES), "there is no folder " + FILES.toAbsolutePath());
    List<Path> cases;
    try (Stream<Path> all = Files.list(FILES)) {
      cases = all.filter(Files::isDirectory).sorted().toList();
    }
    return cases.stream().map(folder -> DynamicTest.dynamicTest(name(folder), () -> check(folder)));
  }

  /** What the case says of the bars that the refusal of monthly closes asks to be counted. */
  @Test
  void monthlyClosesAreRightWhereTheRunSaysSo() throws IOException {
    Path folder = FILES.resolve("monthly_as_1d");
    assumeTrue(Files.isDirectory(folder), "there is no folder " + folder.toAbsolutePath());
    String text = Files.readString(folder.resolve("expected.txt"));
    Map<String, String> parameters = parameters(folder, text);
    parameters.put("bars_per_year", "12");
    WorkerRun run = run("monthly", parameters).assertDone();
    double[] equity =
        run.files()
            .get("portfolio_equity_1d.csv")
            .lines()
            .skip(1)
            .mapToDouble(row -> Double.parseDouble(row.split(",")[1]))
            .toArray();
    assertEquals(122, equity.length);
    assertEquals(291_153.1054405392, equity[121], 1e-6);
    assertEquals(0.7207, sharpe(equity, 12), 5e-5);
    assertFalse(run.out().contains("WARN frequency"), run.out());
  }

  private static double sharpe(double[] equity, double perYear) {
    double[] returns = new double[equity.length - 1];
    for (int i = 0; i < returns.length; i++) {
      returns[i] = equity[i + 1] / equity[i] - 1;
    }
    double mean = Arrays.stream(returns).average().orElseThrow();
    double squares = Arrays.stream(returns).map(r -> (r - mean) * (r - mean)).sum();
    return mean / Math.sqrt(squares / (returns.length - 1)) * Math.sqrt(perYear);
  }

  private static String name(Path folder) {
    return folder.getFileName().toString();
  }

  private void check(Path folder) throws IOException {
    String name = name(folder);
    String text = Files.readString(folder.resolve("expected.txt"));
    Map<String, String> parameters = parameters(folder, text);
    if (REFUSED.containsKey(name)) {
      run(name, parameters).assertRefused(REFUSED.get(name));
      return;
    }
    if (FORMATS.containsKey(name)) {
      WorkerRun unsaid = run(name + "-unsaid", parameters);
      assertTrue(unsaid.exitCode() == 65 || isRight(unsaid, text), "as it is: " + unsaid.out());
      parameters.put("price_format", format(name));
    }
    WorkerRun run = run(name, parameters).assertDone();
    assertTrue(isRight(run, text), run.files().get("portfolio_equity_1d.csv") + text);
    assertTrue(run.out().contains("INFO read_as "), run.out());
  }

  private String format(String name) throws IOException {
    String format = FORMATS.get(name);
    return format.indexOf(':') < 0
        ? format
        : Files.writeString(directory.resolve(name + ".yaml"), format + "\n").toString();
  }

  private WorkerRun run(String name, Map<String, String> parameters) {
    return WorkerRun.of(parameters, directory.resolve(name));
  }

  private Map<String, String> parameters(Path folder, String text) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("price_file", "prices.csv");
    parameters.put("start_date", value(text, "start_date").orElse("2020-01-01"));
    parameters.put("end_date", value(text, "end_date").orElse("2020-02-28"));
    for (String key :
        List.of("price_file", "freq", "factor_file", "weights_file", "symbols_file", "strategy")) {
      value(text, key).ifPresent(value -> parameters.put(key, value));
    }
    if (Files.exists(folder.resolve("f7b.csv"))) {
      parameters.put("factor_file", "f7b.csv");
    }
    // The strategy's line may go on with further parameters.
    List<String> words = List.of(parameters.get("strategy").split(", "));
    parameters.put("strategy", words.get(0));
    for (String word : words.subList(1, words.size())) {
      parameters.put(word.split(" ")[0], word.split(" ")[1]);
    }
    parameters.computeIfPresent("factor_file", (key, value) -> value.split(" ")[0]);
    for (String key : List.of("price_file", "factor_file", "weights_file", "symbols_file")) {
      parameters.computeIfPresent(key, (k, value) -> folder.resolve(value).toString());
    }
    parameters.computeIfPresent("bundle_path", (k, value) -> folder.resolve(value).toString());
    value(text, "groups_file").ifPresent(groups -> neutralise(folder, groups, parameters));
    return parameters;
  }

  /** A case of groups names them and the group in one line, and leaves its bundle to be written. */
  private void neutralise(Path folder, String groups, Map<String, String> parameters) {
    String[] words = groups.split(", neutralize_by ");
    parameters.put("groups_file", folder.resolve(words[0]).toString());
    parameters.put("factor_file", folder.resolve("f0.csv").toString());
    Path bundle = directory.resolve("neutral.yaml");
    try {
      Files.writeString(
          bundle,
          "factors: [{name: alpha, weight: 1}]\noptions: {neutralize_by: " + words[1] + "}\n");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    parameters.put("bundle_path", bundle.toString());
  }

  private static Optional<String> value(String text, String key) {
    Matcher matcher = Pattern.compile("(?m)^" + key + ": (.+)$").matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1).trim()) : Optional.empty();
  }

  /** Whether a run has the final equity, and the days, that the text expects. */
  private static boolean isRight(WorkerRun run, String text) {
    List<String> rows =
        new ArrayList<>(run.files().getOrDefault("portfolio_equity_1d.csv", "").lines().toList());
    if (run.exitCode() != 0 || rows.size() < 2) {
      return false;
    }
    assertEquals(41, rows.size(), text);
    assertTrue(rows.get(1).startsWith("2020-01-02,"), rows.get(1));
    assertTrue(rows.get(40).startsWith("2020-02-28,"), rows.get(40));
    double equity = Double.parseDouble(rows.get(40).split(",")[1]);
    // Where a text says "the same", both of its files have the values of this one.
    double expected = numbers(text).or(() -> equalTo(text)).orElse(equity);
    return Math.abs(equity / expected - 1) <= 1e-9;
  }

  private static Optional<Double> numbers(String text) {
    Matcher matcher =
        Pattern.compile("(?:expect final equity: |final equity )([0-9]+\\.[0-9]+)").matcher(text);
    return matcher.find() ? Optional.of(Double.parseDouble(matcher.group(1))) : Optional.empty();
  }

  private static Optional<Double> equalTo(String text) {
    return text.contains("the same as with an empty cell")
        ? Optional.of(94_745.87462658231)
        : Optional.empty();
  }
}

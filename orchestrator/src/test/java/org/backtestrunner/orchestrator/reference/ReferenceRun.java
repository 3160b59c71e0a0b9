package org.backtestrunner.orchestrator.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A run as its files tell it. */
final class ReferenceRun {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Which strategies use a parameter; all where it is not named. */
  private static final Map<String, String> USERS =
      Map.ofEntries(
          Map.entry("bundle_path", "multifactor_long_short"),
          Map.entry("factor_file", "multifactor_long_short"),
          Map.entry("factor_format", "multifactor_long_short"),
          Map.entry("groups_file", "multifactor_long_short"),
          Map.entry("groups_format", "multifactor_long_short"),
          Map.entry("factor_max_age_days", "multifactor_long_short"),
          Map.entry("top_quantile", "multifactor_long_short"),
          Map.entry("bottom_quantile", "multifactor_long_short"),
          Map.entry("rebalance_freq", "multifactor_long_short trend_baseline"),
          Map.entry("ema_fast", "trend_baseline"),
          Map.entry("ema_slow", "trend_baseline"),
          Map.entry("weights_file", "target_weights"),
          Map.entry("weights_roll", "target_weights"),
          Map.entry("weights_format", "target_weights"),
          Map.entry("max_signal_age_days", "multifactor_long_short trend_baseline buy_and_hold"));

  final int index;
  final String id;
  final String status;
  final String cause;
  final String hash;
  final List<String> tags = new ArrayList<>();
  final Map<String, String> overrides = new LinkedHashMap<>();
  final Map<String, String> parameters = new HashMap<>();
  final JsonNode metrics;
  final JsonNode warnings;
  final Map<String, String> canonical = new TreeMap<>();
  final Path directory;
  final String freq;
  final double barsPerYear;
  final double barsPerDay;

  /** Rows of the equity file. */
  final List<String> timestamps = new ArrayList<>();

  double[] equity = {};

  /** With the start capital before where the engine's page says so. */
  double[] full = {};

  double[] r = {};
  final List<String> dates = new ArrayList<>();
  double[] daily = {};

  ReferenceRun(Path batch, JsonNode planned, JsonNode told) {
    index = told.get("run_index").asInt();
    id = told.get("run_id").asText();
    status = told.get("status").asText();
    cause = told.path("cause").asText();
    hash = told.get("params_hash").asText();
    planned.get("tags").forEach(tag -> tags.add(tag.asText()));
    planned
        .get("overrides")
        .properties()
        .forEach(o -> overrides.put(o.getKey(), o.getValue().asText()));
    told.get("parameters")
        .properties()
        .forEach(p -> parameters.put(p.getKey(), p.getValue().asText()));
    metrics = told.get("metrics");
    directory =
        batch
            .resolve("runs")
            .resolve("%04d_%s".formatted(index, id.substring(0, Math.min(80, id.length()))));
    freq = parameters.get("freq");
    barsPerYear = Double.parseDouble(parameters.get("bars_per_year"));
    barsPerDay = freq.equals("1d") ? 1 : Double.parseDouble(parameters.get("bars_per_day"));
    JsonNode manifest = json(directory.resolve("run_manifest.json"));
    warnings = manifest.get("warnings");
    if (manifest.hasNonNull("content")) {
      parse(manifest.get("content").get("parameters").asText())
          .properties()
          .forEach(p -> canonical.put(p.getKey(), p.getValue().asText()));
    }
    if (isSuccess()) {
      readEquity();
    }
  }

  static JsonNode json(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readEquity() {
    List<String> rows = lines(directory.resolve("backtest/portfolio_equity_" + freq + ".csv"));
    int column = List.of(rows.get(0).split(",")).indexOf("equity");
    equity = new double[rows.size() - 1];
    for (int i = 1; i < rows.size(); i++) {
      String[] cells = rows.get(i).split(",", -1);
      timestamps.add(cells[0]);
      equity[i - 1] = Double.parseDouble(cells[column]);
    }
    double start = Double.parseDouble(parameters.get("start_capital"));
    boolean put = Math.abs(equity[0] - start) > 1e-9 * start;
    full = new double[equity.length + (put ? 1 : 0)];
    full[0] = start;
    System.arraycopy(equity, 0, full, put ? 1 : 0, equity.length);
    r = new double[full.length - 1];
    int n = 0;
    while (n < r.length && full[n] > 0) {
      r[n] = full[n + 1] / full[n] - 1;
      n++;
    }
    r = Numbers.part(r, 0, n);
    List<Double> last = new ArrayList<>();
    for (int i = 0; i < equity.length; i++) {
      String date = timestamps.get(i).substring(0, 10);
      if (!dates.isEmpty() && dates.get(dates.size() - 1).equals(date)) {
        last.set(last.size() - 1, equity[i]);
      } else {
        dates.add(date);
        last.add(equity[i]);
      }
    }
    daily = new double[last.size() - 1];
    boolean alive = true;
    for (int t = 1; t < last.size(); t++) {
      alive &= last.get(t - 1) > 0;
      daily[t - 1] = alive ? last.get(t) / last.get(t - 1) - 1 : 0;
    }
  }

  boolean isSuccess() {
    return status.equals("success");
  }

  double sharpe() {
    return Numbers.sharpe(r) * Math.sqrt(barsPerYear);
  }

  boolean isCurve() {
    return isSuccess() && !Double.isNaN(sharpe());
  }

  double metric(String name) {
    return metrics.has(name) ? metrics.get(name).asDouble() : Double.NaN;
  }

  boolean tagged(String tag) {
    return tags.contains(tag);
  }

  double daysPerYear() {
    return barsPerYear / barsPerDay;
  }

  boolean sameCalendar(ReferenceRun other) {
    return freq.equals(other.freq)
        && barsPerYear == other.barsPerYear
        && barsPerDay == other.barsPerDay
        && dates.equals(other.dates);
  }

  boolean sameEquity(ReferenceRun other) {
    return timestamps.equals(other.timestamps) && java.util.Arrays.equals(equity, other.equity);
  }

  /** The value of a parameter as the run has it; null where its strategy does not use it. */
  String value(String parameter) {
    String users = USERS.getOrDefault(parameter, parameters.get("strategy"));
    boolean used = List.of(users.split(" ")).contains(parameters.get("strategy"));
    if (parameter.equals("seed")) {
      used &= Double.parseDouble(parameters.get("universe_sample")) != 1;
    }
    if (parameter.equals("bars_per_day")) {
      used &= !freq.equals("1d");
    }
    if (List.of("factor_max_age_days", "factor_format").contains(parameter)) {
      used &= parameters.containsKey("factor_file");
    }
    return used ? parameters.get(parameter) : null;
  }

  /** Equal for equal values. */
  static String same(String text) {
    return isNumber(text) ? new BigDecimal(text).stripTrailingZeros().toPlainString() : text;
  }

  static boolean isNumber(String text) {
    return text.matches("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");
  }

  /** Monthly returns by month, in order. */
  Map<String, Double> months() {
    List<String> days = new ArrayList<>();
    if (full.length > equity.length) {
      days.add(timestamps.get(0).substring(0, 7));
    }
    timestamps.forEach(t -> days.add(t.substring(0, 7)));
    Map<String, Double> months = new LinkedHashMap<>();
    for (int i = 1; i < full.length; i++) {
      if (i > r.length) {
        continue;
      }
      String month = days.get(i);
      int first = days.indexOf(month);
      int last = days.lastIndexOf(month);
      months.put(month, full[last] / full[Math.max(0, first - 1)] - 1);
    }
    return months;
  }

  int year(int t) {
    return LocalDate.parse(dates.get(t + 1)).getYear();
  }

  List<String> positions() {
    Path file = directory.resolve("backtest/positions_" + freq + ".csv");
    return Files.exists(file) ? lines(file) : List.of();
  }
}

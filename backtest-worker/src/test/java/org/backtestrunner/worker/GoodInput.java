package org.backtestrunner.worker;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A run on good files, one of which is a table that can be changed.
 *
 * @param name what kind of table it is
 * @param mutated the name of its file
 * @param separator between its cells
 * @param parameters by name; {@code @NAME} is the path of a file
 * @param files texts by name
 */
record GoodInput(
    String name,
    String mutated,
    char separator,
    Map<String, String> parameters,
    Map<String, String> files) {
  private static final int DAYS = 70;
  private static final List<String> SYMBOLS = List.of("S1", "S2", "S3", "S4");
  private static final LocalDate FIRST_DAY = LocalDate.of(2021, 3, 1);
  private static final String LAST_DAY = days().get(DAYS - 1).toString();

  static List<GoodInput> all() {
    GoodInput prices =
        new GoodInput(
            "closes of all symbols",
            "prices.csv",
            ',',
            new TreeMap<>(
                Map.of(
                    "strategy", "trend_baseline",
                    "ema_fast", "3",
                    "ema_slow", "8",
                    "rebalance_freq", "D",
                    "price_file", "@prices.csv",
                    "start_date", days().get(21).toString(),
                    "end_date", LAST_DAY)),
            new TreeMap<>(Map.of("prices.csv", longTable("close", ','))));
    GoodInput factors =
        prices
            .file("bundle.yaml", "factors: [{name: alpha, weight: 1}]\n")
            .file("factors.csv", longTable("alpha", ','))
            .with("strategy", "multifactor_long_short")
            .with("bundle_path", "@bundle.yaml")
            .with("factor_file", "@factors.csv")
            .with("top_quantile", "0.25")
            .with("bottom_quantile", "0.25");
    return List.of(
        prices,
        prices
            .named("bars of all symbols", "prices.csv", ',')
            .file("prices.csv", longTable("open high low close volume", ','))
            .with("fill_price", "open"),
        prices
            .named("wide closes", "prices.csv", ',')
            .file("prices.csv", wideTable())
            .file("wide.yaml", "layout: wide\n")
            .with("price_format", "@wide.yaml"),
        ofDirectory(prices),
        factors.named("factors", "factors.csv", ','),
        prices
            .named("weights", "weights.csv", ',')
            .file("weights.csv", weights())
            .with("strategy", "target_weights")
            .with("weights_file", "@weights.csv"),
        factors
            .named("groups", "groups.csv", ',')
            .file("groups.csv", "symbol,sector\nS1,tech\nS2,tech\nS3,oil\nS4,oil\n")
            .file(
                "bundle.yaml",
                "factors: [{name: alpha, weight: 1}]\noptions: {neutralize_by: sector}\n")
            .with("groups_file", "@groups.csv"),
        prices
            .named("symbols", "symbols.txt", ',')
            .file("symbols.txt", "# ours\nS1\nS2\nS4\n")
            .with("symbols_file", "@symbols.txt"),
        fiveMinutes(prices),
        prices
            .named("German closes", "prices.csv", ';')
            .file("prices.csv", longTable("close", ';').replace("timestamp;", "Datum;"))
            .file(
                "german.yaml",
                "columns: {timestamp: Datum}\nseparator: \";\"\ndecimal: \",\"\nthousands: \".\"\n")
            .with("price_format", "@german.yaml"));
  }

  boolean isOfPrices() {
    return mutated.startsWith("prices");
  }

  private static GoodInput ofDirectory(GoodInput prices) {
    GoodInput directory = prices.named("a file a symbol", "prices/S1.csv", ',');
    directory.files().remove("prices.csv");
    for (String symbol : SYMBOLS) {
      StringBuilder text = new StringBuilder("date,close\n");
      longTable("close", ',')
          .lines()
          .filter(line -> line.contains("," + symbol + ","))
          .forEach(line -> text.append(line.replace("," + symbol, "")).append('\n'));
      directory.files().put("prices/" + symbol + ".csv", text.toString());
    }
    return directory.with("price_file", "@prices");
  }

  private static GoodInput fiveMinutes(GoodInput prices) {
    Random random = new Random(5);
    StringBuilder text = new StringBuilder("timestamp,symbol,close\n");
    for (LocalDate day : days().subList(0, 3)) {
      for (int bar = 1; bar <= 78; bar++) {
        for (String symbol : SYMBOLS) {
          text.append(day.atTime(14, 30).plusMinutes(5L * bar)).append(":00Z,").append(symbol);
          text.append(String.format(Locale.ROOT, ",%.4f\n", 100 + random.nextDouble()));
        }
      }
    }
    return prices
        .named("bars of five minutes", "prices.csv", ',')
        .file("prices.csv", text.toString())
        .with("freq", "5min")
        .with("start_date", days().get(1).toString())
        .with("end_date", days().get(2).toString());
  }

  private GoodInput named(String otherName, String otherMutated, char otherSeparator) {
    return new GoodInput(
        otherName, otherMutated, otherSeparator, new TreeMap<>(parameters), new TreeMap<>(files));
  }

  private GoodInput with(String parameter, String value) {
    GoodInput copy = named(name, mutated, separator);
    copy.parameters.put(parameter, value);
    return copy;
  }

  private GoodInput file(String file, String text) {
    GoodInput copy = named(name, mutated, separator);
    copy.files.put(file, text);
    return copy;
  }

  private static List<LocalDate> days() {
    List<LocalDate> days = new ArrayList<>();
    for (LocalDate day = FIRST_DAY; days.size() < DAYS; day = day.plusDays(1)) {
      if (day.getDayOfWeek().getValue() <= 5) {
        days.add(day);
      }
    }
    return days;
  }

  /** A row for each symbol and day; the German one with commas as decimal marks. */
  private static String longTable(String columns, char separator) {
    StringBuilder text = new StringBuilder("timestamp,symbol");
    text.append(" ".concat(columns).replace(' ', ',')).append('\n');
    Random random = new Random(1);
    double[] close = {40, 900, 1300, 75};
    for (LocalDate day : days()) {
      for (int s = 0; s < SYMBOLS.size(); s++) {
        double open = close[s];
        close[s] *= 1 + 0.02 * random.nextGaussian();
        text.append(day).append(',').append(SYMBOLS.get(s));
        for (String column : columns.split(" ")) {
          double value =
              switch (column) {
                case "open" -> open;
                case "high" -> Math.max(open, close[s]) * 1.01;
                case "low" -> Math.min(open, close[s]) * 0.99;
                case "volume" -> 1000;
                case "alpha" -> random.nextGaussian();
                default -> close[s];
              };
          text.append(String.format(Locale.ROOT, ",%.4f", value));
        }
        text.append('\n');
      }
    }
    return separator == ','
        ? text.toString()
        : text.toString().replace(',', separator).replace('.', ',');
  }

  private static String wideTable() {
    StringBuilder text = new StringBuilder("date," + String.join(",", SYMBOLS));
    String last = "";
    for (String line : longTable("close", ',').lines().skip(1).toList()) {
      String[] cells = line.split(",");
      text.append(cells[0].equals(last) ? "" : "\n" + cells[0]).append(',').append(cells[2]);
      last = cells[0];
    }
    return text.append('\n').toString();
  }

  private static String weights() {
    StringBuilder text = new StringBuilder("timestamp,symbol,weight\n");
    Random random = new Random(2);
    for (int day = 0; day < DAYS; day += 7) {
      for (String symbol : SYMBOLS) {
        text.append(days().get(day)).append(',').append(symbol);
        text.append(String.format(Locale.ROOT, ",%.4f\n", random.nextDouble() / 4));
      }
    }
    return text.toString();
  }
}

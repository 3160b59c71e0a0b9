package org.backtestrunner.orchestrator;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link Situations} with inputs of our own, which are small and made by rules. */
class SituationsIT {
  private static final LocalDate FIRST_DAY = LocalDate.of(2019, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(2019, 6, 28);
  private static final String RANGE = "start_date: 2019-01-02, end_date: 2019-06-28";

  @TempDir Path directory;
  private BatchFixture fixture;

  @BeforeEach
  void setUp() {
    fixture = new BatchFixture(directory);
  }

  private void writeBatch(String name, String baseArgs, String runsOrGrid) {
    writeBatch("batch.yaml", name, baseArgs, runsOrGrid);
  }

  private void writeBatch(String file, String name, String baseArgs, String runsOrGrid) {
    fixture.write(
        file,
        "batch_name: %s\nbase_args: {%s, %s}\n%s\n".formatted(name, RANGE, baseArgs, runsOrGrid));
  }

  private static boolean isWeekday(LocalDate day) {
    return day.getDayOfWeek().getValue() <= 5;
  }

  /** A price that waves around a trend, differently for each symbol. */
  private static double price(String symbol, LocalDate day) {
    int kind = symbol.hashCode() % 7 - 3;
    double t = day.toEpochDay() - FIRST_DAY.toEpochDay();
    return 50 * Math.exp(0.001 * kind * t + 0.05 * Math.sin(t / (5 + kind)));
  }

  /** One row for each symbol and each day on which it trades. */
  private static String rows(
      String symbols, Predicate<LocalDate> trades, BiFunction<String, LocalDate, String> row) {
    StringBuilder text = new StringBuilder();
    for (LocalDate day = FIRST_DAY; !day.isAfter(LAST_DAY); day = day.plusDays(1)) {
      for (String symbol : symbols.split(" ")) {
        if (trades.test(day)) {
          text.append(row.apply(symbol, day)).append('\n');
        }
      }
    }
    return text.toString();
  }

  private static String closeRow(String symbol, LocalDate day) {
    return String.format(Locale.ROOT, "%s,%s,%.4f", day, symbol, price(symbol, day));
  }

  private static String closes(String symbols) {
    return "timestamp,symbol,close\n"
        + rows(symbols, SituationsIT::isWeekday, SituationsIT::closeRow);
  }

  private void writeBundle(String name, String factor) {
    fixture.write(name, "factors:\n  - {name: %s, weight: 1.0}\n".formatted(factor));
  }

  @Test
  void stampsOfOtherZones() {
    writeBundle("sig.yaml", "sig");
    for (String zone : new String[] {"", " 00:00:00+09:00", " 00:00:00+01:00"}) {
      String name = zone.isEmpty() ? "plain" : zone.endsWith("+09:00") ? "tokyo" : "berlin";
      fixture.write(
          "prices_" + name + ".csv",
          "timestamp,symbol,open,close\n"
              + rows(
                  "A B C D E F",
                  SituationsIT::isWeekday,
                  (s, d) ->
                      "%s%s,%s,%s,%s".formatted(d, zone, s, price(s, d) * 1.01, price(s, d))));
      fixture.write(
          "sig_" + name + ".csv",
          "timestamp,symbol,sig\n"
              + rows(
                  "A B C D E F",
                  SituationsIT::isWeekday,
                  (s, d) ->
                      "%s%s,%s,%s".formatted(d, zone, s, price(s, d) - price(s, d.minusDays(2)))));
      fixture.write(
          "weights_" + name + ".csv",
          "timestamp,symbol,weight\n"
              + rows(
                  "A B",
                  day -> isWeekday(day) && day.getDayOfMonth() % 7 == 3,
                  (s, d) -> "%s%s,%s,%s".formatted(d, zone, s, d.getDayOfYear() % 5 / 10.0)));
    }
    writeBatch(
        "tz",
        "strategy: multifactor_long_short, bundle_path: sig.yaml, price_file: prices_plain.csv,"
            + " rebalance_freq: D, fill_price: open, top_quantile: 0.34, bottom_quantile: 0.34",
        """
        runs:
          - {id: plain, overrides: {factor_file: sig_plain.csv}}
          - {id: tokyo, overrides: {factor_file: sig_tokyo.csv}}
          - {id: berlin, overrides: {factor_file: sig_berlin.csv}}
          - {id: weights_plain, overrides: {strategy: target_weights, weights_file: weights_plain.csv}}
          - {id: weights_tokyo, overrides: {strategy: target_weights, weights_file: weights_tokyo.csv}}
          - {id: weekly_plain, overrides: {strategy: trend_baseline, rebalance_freq: W, ema_fast: 3, ema_slow: 8}}
          - {id: weekly_tokyo, overrides: {strategy: trend_baseline, rebalance_freq: W, ema_fast: 3, ema_slow: 8, price_file: prices_tokyo.csv}}
        """);
    Situations.stampsOfOtherZones(fixture);
  }

  @Test
  void exchangesThatCloseOnDifferentDays() {
    writeBundle("mom.yaml", "returns_1m");
    LocalDate firstOfMarch = LocalDate.of(2019, 3, 1);
    LocalDate firstOfApril = LocalDate.of(2019, 4, 1);
    String header = "timestamp,symbol,close\n";
    fixture.write(
        "two_exchanges.csv",
        header
            + rows("K1 K2 K3 K4", d -> isWeekday(d) && !d.equals(firstOfApril), this::extremeRow)
            + rows("U1 U2 U3 U4", d -> isWeekday(d) && !d.equals(firstOfMarch), this::extremeRow));
    fixture.write(
        "stocks_and_coin.csv",
        header
            + rows("S1 S2 S3 S4", SituationsIT::isWeekday, this::extremeRow)
            + rows("C1", day -> true, this::extremeRow));
    writeBatch(
        "calendars",
        "strategy: multifactor_long_short, bundle_path: mom.yaml, top_quantile: 0.25,"
            + " bottom_quantile: 0.25",
        """
        runs:
          - {id: exchanges_M, overrides: {price_file: two_exchanges.csv}}
          - {id: exchanges_W, overrides: {price_file: two_exchanges.csv, rebalance_freq: W}}
          - {id: coin_M, overrides: {price_file: stocks_and_coin.csv}}
          - {id: coin_trend, overrides: {price_file: stocks_and_coin.csv, strategy: trend_baseline, ema_fast: 5, ema_slow: 15}}
        """);
    Situations.exchangesThatCloseOnDifferentDays(fixture);
  }

  /** Of each exchange the first symbol rises the most and the second falls the most. */
  private String extremeRow(String symbol, LocalDate day) {
    double slope = new double[] {0.003, -0.003, 0.0002, -0.0001}[symbol.charAt(1) - '1'];
    double faster = symbol.charAt(0) == 'C' ? 1.5 : 1;
    double t = day.toEpochDay() - FIRST_DAY.toEpochDay();
    return String.format(Locale.ROOT, "%s,%s,%.4f", day, symbol, 50 * Math.exp(faster * slope * t));
  }

  @Test
  void runsThatTradeNothing() {
    writeBundle("sig.yaml", "sig");
    fixture.write("prices.csv", closes("A B C D E F"));
    fixture.write(
        "sig_month_ends.csv",
        "timestamp,symbol,sig\n"
            + rows(
                "A B C D E F",
                day -> isWeekday(day) && day.getMonth() != day.plusDays(1).getMonth(),
                SituationsIT::closeRow));
    fixture.write(
        "sig_other_names.csv",
        closes("A B C D E F").replace("close", "sig").replaceAll(",([A-F]),", ",$1 US,"));
    writeBatch(
        "silent",
        "strategy: multifactor_long_short, bundle_path: sig.yaml, price_file: prices.csv",
        """
        runs:
          - {id: month_ends, overrides: {factor_file: sig_month_ends.csv}}
          - {id: other_names, overrides: {factor_file: sig_other_names.csv}}
          - {id: lots_too_large, overrides: {strategy: buy_and_hold, start_capital: 100, lot_size: 10}}
          - {id: lag_too_long, overrides: {strategy: buy_and_hold, execution_lag: 600}}
        """);
    Situations.runsThatTradeNothing(fixture);
  }

  @Test
  void aSignalWithoutOrder() {
    writeBundle("sig.yaml", "sig");
    fixture.write("prices.csv", closes("A B C D E F"));
    for (int values : new int[] {1, 3}) {
      fixture.write(
          values == 1 ? "constant.csv" : "three_values.csv",
          "timestamp,symbol,sig\n"
              + rows(
                  "A B C D E F",
                  SituationsIT::isWeekday,
                  (s, d) -> "%s,%s,%d".formatted(d, s, s.charAt(0) % values)));
    }
    writeBatch(
        "ties",
        "strategy: multifactor_long_short, bundle_path: sig.yaml, price_file: prices.csv,"
            + " top_quantile: 0.17, bottom_quantile: 0.17",
        "grid: {factor_file: [constant.csv, three_values.csv]}");
    Situations.aSignalWithoutOrder(fixture);
  }

  @Test
  void directoriesWithOddNames() {
    for (String symbol : new String[] {"A", "B", "C"}) {
      String text =
          "timestamp,close\n"
              + rows(symbol, SituationsIT::isWeekday, (s, d) -> "%s,%s".formatted(d, price(s, d)));
      String ending = symbol.equals("A") ? ".CSV" : ".csv";
      fixture.write("good/" + symbol + ".csv", text);
      fixture.write("upper_case/" + symbol + ending, text);
      fixture.write("download_copy/" + symbol + ".csv", text);
      if (symbol.equals("A")) {
        fixture.write("download_copy/A (1).csv", text);
      }
    }
    writeBatch(
        "names", "strategy: buy_and_hold", "grid: {price_file: [good, upper_case, download_copy]}");
    Situations.directoriesWithOddNames(fixture);
  }

  @Test
  void pairsThatContradictThemselves() {
    fixture.write("prices.csv", closes("A B C"));
    writeBatch(
        "corners",
        "strategy: trend_baseline, price_file: prices.csv",
        "grid: {ema_fast: [5, 20, 50], ema_slow: [20, 50, 100]}");
    Situations.pairsThatContradictThemselves(fixture);
  }

  @Test
  void filesWithAlmostOneName() {
    fixture.write("a-b.csv", closes("A B"));
    fixture.write("a_b.csv", closes("C D"));
    writeBatch("collide", "strategy: buy_and_hold", "grid: {price_file: [a-b.csv, a_b.csv]}");
    Situations.filesWithAlmostOneName(fixture);
  }

  @Test
  void aSweepThatGoesOn() {
    fixture.write("prices.csv", closes("A B"));
    String base = "strategy: buy_and_hold, price_file: prices.csv";
    writeBatch("first.yaml", "r", base, "grid: {commission_bps: [1, 2]}");
    writeBatch("axis_added.yaml", "r", base, "grid: {commission_bps: [1, 2], spread_bps: [0, 3]}");
    writeBatch("text_of_value.yaml", "r", base, "grid: {commission_bps: [1.0, 2]}");
    writeBatch(
        "as_runs.yaml",
        "r",
        base,
        """
        runs:
          - {id: cheap, overrides: {commission_bps: 1}}
          - {id: dear, overrides: {commission_bps: 2}}
        """);
    Situations.aSweepThatGoesOn(fixture);
  }

  @Test
  void aCacheWithAColon() {
    fixture.write("prices.csv", closes("A B"));
    writeBatch(
        "colon", "strategy: buy_and_hold, price_file: prices.csv", "grid: {commission_bps: [1]}");
    Situations.aCacheWithAColon(fixture);
  }

  @Test
  void aConfigOutOfAPipe() {
    fixture.write("prices.csv", closes("A B"));
    writeBatch(
        "batch.yaml.tmpl",
        "\"@NAME@\"",
        "strategy: buy_and_hold, price_file: prices.csv",
        "grid: {commission_bps: [1]}");
    Situations.aConfigOutOfAPipe(fixture);
  }
}

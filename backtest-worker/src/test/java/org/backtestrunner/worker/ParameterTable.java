package org.backtestrunner.worker;

import java.util.List;

/**
 * What users are told of each parameter, written down by hand: a new parameter is a row here, and
 * tests compare the rows with the worker's list, its jar and what it takes and refuses.
 */
final class ParameterTable {
  private static final String ALL = "";
  private static final String MULTIFACTOR = "multifactor_long_short";

  private static final String PRESETS =
      "binance bloomberg_wide crsp cryptodatadownload databento dukascopy eodhd firstrate"
          + " german_excel investing kaggle_sp500 kibot lean metatrader4 metatrader5 nasdaq polygon"
          + " qlib sharadar stooq tiingo yfinance yfinance_wide";

  private static final List<String> NO_NUMBERS =
      List.of("x", "", "NaN", "Infinity", "1e400", "1d", "0x1p3", "1,5");
  private static final List<String> CAPITALS = List.of("0.01", "1e12", "1e15");
  private static final List<String> NO_CAPITALS =
      List.of("0", "1.1e15", "1e307", "x", "", "NaN", "Infinity", "1e400", "1d", "0x1p3", "1,5");
  private static final List<String> RATES = List.of("0", "0.5", "1e-3", "+2", "-0");
  private static final List<String> NO_RATES =
      List.of("-0.001", "-1", "NaN", "Infinity", "five", "1_000", " 1");
  private static final List<String> COUNTS = List.of("0", "21");
  private static final List<String> NO_COUNTS =
      List.of("-1", "1.5", "1e3", "x", "", "9223372036854775808");
  private static final List<String> NO_SPANS = List.of("0", "-1", "2.0");
  private static final List<String> NO_DATES =
      List.of("2020-13-45", "2020-02-30", "20200101", "2020-1-1", "yesterday", "2020-01-01T00");

  /**
   * One parameter.
   *
   * @param allowed words with blanks between them, or an interval
   * @param standard the default, {@code required}, or nothing
   * @param users the strategies that use it, with blanks between them; empty: all
   * @param onlyWith the parameter without which it counts for nothing, or nothing
   * @param good values that it takes
   * @param bad values that it refuses
   */
  record Row(
      String name,
      String type,
      String allowed,
      String standard,
      String users,
      String onlyWith,
      List<String> good,
      List<String> bad) {

    String option() {
      return "--" + name.replace('_', '-');
    }

    /** What the worker says that its values are. */
    String description() {
      return switch (type) {
        case "choice" -> "one of " + allowed.replace(" ", ", ");
        case "file" -> allowed.isEmpty() ? "a file" : "a file or a preset";
        case "date" -> "an ISO date such as 2020-01-31";
        case "integer" -> allowed.isEmpty() ? "an integer" : "an integer in " + allowed;
        case "number" -> "a number in " + allowed;
        default -> throw new IllegalArgumentException(type);
      };
    }
  }

  static final List<Row> ROWS =
      List.of(
          new Row(
              "strategy",
              "choice",
              "multifactor_long_short trend_baseline buy_and_hold target_weights",
              "required",
              ALL,
              "",
              List.of("buy_and_hold", "trend_baseline"),
              List.of("momentum", "Buy_And_Hold", "")),
          choice("freq", "1d 5min", "1d", ALL, List.of("1h", "1D", "")),
          number(
              "bars_per_year",
              "(0, inf)",
              "252 x bars_per_day",
              List.of("12", "365.25", "1e-9"),
              List.of("0", "-1", "NaN", "")),
          integer(
              "bars_per_day",
              "[1, 288]",
              "78",
              ALL,
              "freq",
              List.of("1", "288"),
              List.of("0", "289", "48.5", "-1")),
          choice("data_source", "local", "local", ALL, List.of("yahoo", "LOCAL")),
          file("price_file", "required", ALL),
          file("symbols_file", "", ALL),
          file("bundle_path", "required", MULTIFACTOR),
          file("factor_file", "", MULTIFACTOR),
          file("groups_file", "", MULTIFACTOR),
          file("weights_file", "required", "target_weights"),
          choice(
              "weights_roll",
              "refuse next previous",
              "refuse",
              "target_weights",
              List.of("Next", "nearest", "")),
          format("price_format", ALL, ""),
          format("factor_format", MULTIFACTOR, "factor_file"),
          format("weights_format", "target_weights", "weights_file"),
          format("groups_format", MULTIFACTOR, "groups_file"),
          date("start_date", List.of("2019-12-31", "0001-01-01")),
          date("end_date", List.of("2020-02-29", "9999-12-31")),
          choice(
              "rebalance_freq",
              "D W M Q",
              "M",
              "multifactor_long_short trend_baseline",
              List.of("Y", "m", "")),
          quantile("top_quantile"),
          quantile("bottom_quantile"),
          number(
              "max_gross_exposure",
              "(0, 1000]",
              "1.0",
              List.of("1e-9", "20", "1000"),
              List.of("0", "1000.1", "1e308")),
          number("start_capital", "(0, 1000000000000000]", "100000", CAPITALS, NO_CAPITALS),
          number("commission_bps", "[0, inf)", "0", RATES, NO_RATES),
          number("spread_bps", "[0, inf)", "0", RATES, NO_RATES),
          number("slippage_bps", "[0, inf)", "0", RATES, NO_RATES),
          number("market_impact_bps", "[0, inf)", "0", List.of("0", "-0"), NO_RATES),
          new Row(
              "impact_exponent",
              "number",
              "(0, 2]",
              "0.5",
              ALL,
              "market_impact_bps",
              List.of("0.5", "1", "2", "0.6"),
              List.of("0", "-0.5", "2.1", "NaN", "")),
          number("borrow_bps_per_year", "[0, inf)", "0", RATES, NO_RATES),
          number("financing_bps_per_year", "[0, inf)", "0", RATES, NO_RATES),
          file("costs_file", "", ALL),
          number(
              "delisting_return",
              "[-1, 0]",
              "0",
              List.of("-1", "0", "-0.3"),
              List.of("-1.01", "0.01", "1")),
          integer("max_stale_days", "[0, inf)", "20", ALL, "", COUNTS, NO_COUNTS),
          integer(
              "max_signal_age_days",
              "[0, inf)",
              "5",
              "multifactor_long_short trend_baseline buy_and_hold",
              "",
              COUNTS,
              NO_COUNTS),
          integer(
              "factor_max_age_days",
              "[0, inf)",
              "0",
              MULTIFACTOR,
              "factor_file",
              COUNTS,
              NO_COUNTS),
          integer("execution_lag", "[0, inf)", "1", ALL, "", List.of("0", "1"), NO_COUNTS),
          choice("fill_price", "open close", "close", ALL, List.of("high", "Close")),
          number("lot_size", "[0, inf)", "0", RATES, NO_RATES),
          integer("ema_fast", "[1, inf)", "20", "trend_baseline", "", List.of("1", "59"), NO_SPANS),
          integer("ema_slow", "[1, inf)", "60", "trend_baseline", "", List.of("61"), NO_SPANS),
          number(
              "universe_sample",
              "(0, 1]",
              "1.0",
              List.of("1", "1e-9", "0.5"),
              List.of("0", "1.01", "-1", "80%")),
          integer(
              "seed",
              "",
              "42",
              ALL,
              "universe_sample",
              List.of("0", "-1", "-9223372036854775808", "9223372036854775807"),
              List.of("1.5", "x", "", "9223372036854775808", "0x10")));

  private ParameterTable() {}

  private static Row choice(
      String name, String words, String standard, String users, List<String> bad) {
    return new Row(name, "choice", words, standard, users, "", List.of(words.split(" ")), bad);
  }

  /** Which files are good is for tests of their own. */
  private static Row file(String name, String standard, String users) {
    return new Row(name, "file", "", standard, users, "", List.of(), List.of(""));
  }

  /** What a preset does is for tests of their own. */
  private static Row format(String name, String users, String onlyWith) {
    return new Row(name, "file", PRESETS, "", users, onlyWith, List.of(), List.of(""));
  }

  private static Row date(String name, List<String> good) {
    return new Row(name, "date", "", "required", ALL, "", good, NO_DATES);
  }

  private static Row quantile(String name) {
    return new Row(
        name,
        "number",
        "[0, 0.5]",
        "0.2",
        MULTIFACTOR,
        "",
        List.of("0", "0.5"),
        List.of("0.51", "-1"));
  }

  private static Row number(
      String name, String range, String standard, List<String> good, List<String> bad) {
    return new Row(name, "number", range, standard, ALL, "", good, bad);
  }

  private static Row integer(
      String name,
      String range,
      String standard,
      String users,
      String onlyWith,
      List<String> good,
      List<String> bad) {
    return new Row(name, "integer", range, standard, users, onlyWith, good, bad);
  }
}

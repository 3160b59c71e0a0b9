package org.backtestrunner.worker.reference;

import static java.util.Map.entry;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** The parameters of a run by their underscored names, with the defaults of the contract. */
final class ReferenceParameters {
  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          entry("freq", "1d"),
          entry("bars_per_day", "78"),
          entry("data_source", "local"),
          entry("rebalance_freq", "M"),
          entry("top_quantile", "0.2"),
          entry("bottom_quantile", "0.2"),
          entry("max_gross_exposure", "1.0"),
          entry("start_capital", "100000"),
          entry("commission_bps", "0"),
          entry("spread_bps", "0"),
          entry("slippage_bps", "0"),
          entry("market_impact_bps", "0"),
          entry("impact_exponent", "0.5"),
          entry("borrow_bps_per_year", "0"),
          entry("financing_bps_per_year", "0"),
          entry("delisting_return", "0"),
          entry("max_stale_days", "20"),
          entry("max_signal_age_days", "5"),
          entry("factor_max_age_days", "0"),
          entry("weights_roll", "refuse"),
          entry("execution_lag", "1"),
          entry("fill_price", "close"),
          entry("lot_size", "0"),
          entry("ema_fast", "20"),
          entry("ema_slow", "60"),
          entry("universe_sample", "1.0"),
          entry("seed", "42"));

  private final Map<String, String> given;

  ReferenceParameters(Map<String, String> given) {
    this.given = Map.copyOf(given);
    if (text("fill_price").equals("open") && integer("execution_lag") == 0) {
      throw new IllegalArgumentException("fill_price open with execution_lag 0");
    }
    if (number("top_quantile") == 0 && number("bottom_quantile") == 0) {
      throw new IllegalArgumentException("both quantiles 0");
    }
    if (integer("ema_fast") >= integer("ema_slow")) {
      throw new IllegalArgumentException("ema_fast must be below ema_slow");
    }
  }

  String text(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("no " + name));
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(given.getOrDefault(name, DEFAULTS.get(name)));
  }

  double number(String name) {
    return Double.parseDouble(text(name));
  }

  long integer(String name) {
    return Long.parseLong(text(name));
  }

  LocalDate date(String name) {
    return LocalDate.parse(text(name));
  }

  BarTime barTime() {
    return BarTime.ofFreq(text("freq"));
  }

  int barsPerDay() {
    return barTime() == BarTime.DAILY ? 1 : (int) integer("bars_per_day");
  }

  double barsPerYear() {
    return find("bars_per_year").map(Double::parseDouble).orElse(252.0 * barsPerDay());
  }

  boolean fillsAtOpen() {
    return text("fill_price").equals("open");
  }

  /** Whether a date lies between start_date and end_date, both inclusive. */
  boolean covers(LocalDate date) {
    return !date.isBefore(date("start_date")) && !date.isAfter(date("end_date"));
  }
}

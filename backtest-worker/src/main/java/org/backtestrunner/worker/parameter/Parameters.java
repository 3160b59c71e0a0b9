package org.backtestrunner.worker.parameter;

import static org.backtestrunner.worker.parameter.ParameterDraft.choice;
import static org.backtestrunner.worker.parameter.ParameterDraft.date;
import static org.backtestrunner.worker.parameter.ParameterDraft.file;
import static org.backtestrunner.worker.parameter.ParameterDraft.integer;
import static org.backtestrunner.worker.parameter.ParameterDraft.number;
import static org.backtestrunner.worker.parameter.PreparedPart.BUNDLE;
import static org.backtestrunner.worker.parameter.PreparedPart.FACTORS;
import static org.backtestrunner.worker.parameter.PreparedPart.FACTOR_FILE;
import static org.backtestrunner.worker.parameter.PreparedPart.PRICES;

import java.util.List;

/**
 * The list of all run parameters: the one source of names, types, ranges, defaults and rules. The
 * command line, the argument files, the document inside the jar and {@code --help} are derived from
 * it.
 */
public final class Parameters {
  public static final String MULTIFACTOR_LONG_SHORT = "multifactor_long_short";
  public static final String TREND_BASELINE = "trend_baseline";
  public static final String BUY_AND_HOLD = "buy_and_hold";
  public static final String TARGET_WEIGHTS = "target_weights";

  /** The formats that come with the worker, in the order of the alphabet. */
  private static final String[] PRESETS = {
    "binance",
    "bloomberg_wide",
    "crsp",
    "cryptodatadownload",
    "databento",
    "dukascopy",
    "eodhd",
    "firstrate",
    "german_excel",
    "investing",
    "kaggle_sp500",
    "kibot",
    "lean",
    "metatrader4",
    "metatrader5",
    "nasdaq",
    "polygon",
    "qlib",
    "sharadar",
    "stooq",
    "tiingo",
    "yfinance",
    "yfinance_wide"
  };

  private static final Range QUANTILE = Range.closed("0", "0.5");
  private static final Range RATE = Range.atLeast("0");
  private static final Range COUNT = Range.atLeast("0");
  private static final Range SPAN = Range.atLeast("1");

  /** Every parameter, in the order of the documentation. */
  public static final ParameterList LIST =
      new ParameterList(
          List.of(
              choice(
                      "strategy",
                      MULTIFACTOR_LONG_SHORT,
                      TREND_BASELINE,
                      BUY_AND_HOLD,
                      TARGET_WEIGHTS)
                  .required()
                  .says("The rule that turns data into target weights."),
              choice("freq", "1d", "5min")
                  .assumption()
                  .decides(PRICES)
                  .standard("1d")
                  .says("The length of a bar."),
              number("bars_per_year", Range.above("0"))
                  .assumption()
                  .standard("252", "bars_per_day")
                  .decides(FACTORS)
                  .says("Bars that make a year, by which yearly figures are reckoned."),
              integer("bars_per_day", Range.closed("1", "288"))
                  .assumption()
                  .standard("78")
                  .onlyWith("freq")
                  .decides(FACTORS)
                  .says("Bars that make a day; with 1d it is always one."),
              choice("data_source", "local")
                  .assumption()
                  .standard("local")
                  .says("Where prices come from: local files."),
              file("price_file")
                  .assumption()
                  .orDirectory()
                  .decides(PRICES)
                  .required()
                  .says(
                      "Prices, text or Parquet, or a directory of such files:"
                          + " timestamp,symbol,close and optionally open,high,low,volume."),
              file("symbols_file")
                  .assumption()
                  .decides(PRICES)
                  .says("Text file with one symbol a line that restricts the universe."),
              file("bundle_path")
                  .decides(BUNDLE)
                  .usedBy(MULTIFACTOR_LONG_SHORT)
                  .required()
                  .says("Factor bundle (YAML): which factors count, and how much."),
              file("factor_file")
                  .orDirectory()
                  .decides(FACTOR_FILE)
                  .usedBy(MULTIFACTOR_LONG_SHORT)
                  .says("Further factor columns, CSV or Parquet: timestamp,symbol,<factor>..."),
              file("groups_file")
                  .orDirectory()
                  .usedBy(MULTIFACTOR_LONG_SHORT)
                  .says("CSV symbol,<group>... for the bundle option neutralize_by."),
              file("weights_file")
                  .orDirectory()
                  .usedBy(TARGET_WEIGHTS)
                  .required()
                  .says("Target weights to trade, CSV or Parquet: timestamp,symbol,weight."),
              choice("weights_roll", "refuse", "next", "previous")
                  .standard("refuse")
                  .usedBy(TARGET_WEIGHTS)
                  .says(
                      "Weights dated on a day without a bar: refused, or in effect at the next or"
                          + " the previous bar."),
              file("price_format", PRESETS)
                  .assumption()
                  .decides(PRICES)
                  .says(howWritten("price_file")),
              file("factor_format", PRESETS)
                  .assumption()
                  .decides(FACTOR_FILE)
                  .usedBy(MULTIFACTOR_LONG_SHORT)
                  .onlyWith("factor_file")
                  .says(howWritten("factor_file")),
              file("weights_format", PRESETS)
                  .assumption()
                  .usedBy(TARGET_WEIGHTS)
                  .onlyWith("weights_file")
                  .says(howWritten("weights_file")),
              file("groups_format", PRESETS)
                  .assumption()
                  .usedBy(MULTIFACTOR_LONG_SHORT)
                  .onlyWith("groups_file")
                  .says(howWritten("groups_file")),
              date("start_date")
                  .assumption()
                  .required()
                  .says("First date of the backtest, inclusive."),
              date("end_date")
                  .assumption()
                  .required()
                  .says("Last date of the backtest, inclusive."),
              choice("rebalance_freq", "D", "W", "M", "Q")
                  .naturalEnds("D", "Q")
                  .standard("M")
                  .usedBy(MULTIFACTOR_LONG_SHORT, TREND_BASELINE)
                  .says(
                      "How often targets are decided: at the first bar of a new day, week, month,"
                          + " quarter."),
              number("top_quantile", QUANTILE)
                  .naturalEnds("0", "0.5")
                  .standard("0.2")
                  .usedBy(MULTIFACTOR_LONG_SHORT)
                  .says("Share of the cross-section held long; 0: no long side."),
              number("bottom_quantile", QUANTILE)
                  .naturalEnds("0", "0.5")
                  .standard("0.2")
                  .usedBy(MULTIFACTOR_LONG_SHORT)
                  .says("Share of the cross-section held short; 0: no short side."),
              number("max_gross_exposure", Range.openClosed("0", "1000"))
                  .standard("1.0")
                  .says("Long plus short market value as a fraction of equity."),
              number("start_capital", Range.openClosed("0", "1000000000000000"))
                  .assumption()
                  .standard("100000")
                  .says("Cash at the start."),
              number("commission_bps", RATE)
                  .assumption()
                  .standard("0")
                  .says("Commission, basis points of traded notional."),
              number("spread_bps", RATE)
                  .assumption()
                  .standard("0")
                  .says("Full quoted spread, basis points; a trade pays half of it."),
              number("slippage_bps", RATE)
                  .assumption()
                  .standard("0")
                  .says("Slippage, basis points of traded notional."),
              number("market_impact_bps", RATE)
                  .assumption()
                  .standard("0")
                  .says(
                      "What a trade as large as all that is traded at its bar costs by moving the"
                          + " price, basis points of its notional; above 0 it needs volumes."),
              number("impact_exponent", Range.openClosed("0", "2"))
                  .assumption()
                  .standard("0.5")
                  .onlyWith("market_impact_bps")
                  .says(
                      "The power of a trade's share of its bar's volume by which the market impact"
                          + " grows; 0.5: its square root."),
              number("borrow_bps_per_year", RATE)
                  .assumption()
                  .standard("0")
                  .says("Borrow fee on short market value, basis points a year."),
              number("financing_bps_per_year", RATE)
                  .assumption()
                  .standard("0")
                  .says("Interest on negative cash, basis points a year."),
              file("costs_file")
                  .assumption()
                  .says(
                      "What a symbol costs: CSV symbol and any of commission_bps, spread_bps,"
                          + " slippage_bps, borrow_bps_per_year, instead of the run's own."),
              number("delisting_return", Range.closed("-1", "0"))
                  .assumption()
                  .standard("0")
                  .says("Return applied to the last close of a delisted position."),
              integer("max_stale_days", COUNT)
                  .assumption()
                  .standard("20")
                  .says("A position not observed for longer is closed; 0: never."),
              integer("max_signal_age_days", COUNT)
                  .naturalEnds("0")
                  .standard("5")
                  .usedBy(MULTIFACTOR_LONG_SHORT, TREND_BASELINE, BUY_AND_HOLD)
                  .says(
                      "How many days old a symbol's last observation may be at a decision; 0:"
                          + " observed at the bar itself."),
              integer("factor_max_age_days", COUNT)
                  .naturalEnds("0")
                  .decides(FACTOR_FILE)
                  .standard("0")
                  .usedBy(MULTIFACTOR_LONG_SHORT)
                  .onlyWith("factor_file")
                  .says("How old a value of the factor file may be; 0: exactly of the bar."),
              integer("execution_lag", COUNT)
                  .assumption()
                  .standard("1")
                  .says("Bars between a decision and its fill."),
              choice("fill_price", "open", "close")
                  .assumption()
                  .standard("close")
                  .says("The price of the bar that fills."),
              number("lot_size", Range.atLeast("0"))
                  .assumption()
                  .standard("0")
                  .says("Quantities are multiples of it, rounded towards zero; 0: fractional."),
              integer("ema_fast", SPAN)
                  .standard("20")
                  .usedBy(TREND_BASELINE)
                  .says("Span of the fast average, bars."),
              integer("ema_slow", SPAN)
                  .standard("60")
                  .usedBy(TREND_BASELINE)
                  .says("Span of the slow average, bars."),
              number("universe_sample", Range.openClosed("0", "1"))
                  .assumption()
                  .standard("1.0")
                  .says("Share of the universe that is traded, drawn at random with the seed."),
              integer("seed", Range.ANY)
                  .assumption()
                  .standard("42")
                  .onlyWith("universe_sample")
                  .says("Seed of everything random in a run.")),
          List.of(
              Rule.notAfter("start_date", "end_date"),
              Rule.exclude(
                  "fill_price",
                  "open",
                  "execution_lag",
                  "0",
                  "would fill before the decision at the close; it cannot stand with",
                  "--fill-price: open needs --execution-lag 1 or more: a decision at the close of"
                      + " a bar cannot be filled at its open"),
              Rule.less("ema_fast", "ema_slow"),
              Rule.exclude(
                  "top_quantile",
                  "0",
                  "bottom_quantile",
                  "0",
                  "leaves nothing to trade together with",
                  "--top-quantile, --bottom-quantile: both are 0, so nothing would ever be"
                      + " held")));

  private Parameters() {}

  private static String howWritten(String file) {
    return "How " + file + " is written: the name of a preset, or a format file (YAML).";
  }
}

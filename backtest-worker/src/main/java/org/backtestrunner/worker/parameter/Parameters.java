package org.backtestrunner.worker.parameter;

import static org.backtestrunner.worker.parameter.Parameter.Type.CHOICE;
import static org.backtestrunner.worker.parameter.Parameter.Type.DATE;
import static org.backtestrunner.worker.parameter.Parameter.Type.FILE;
import static org.backtestrunner.worker.parameter.Parameter.Type.FILE_OR_PRESET;
import static org.backtestrunner.worker.parameter.Parameter.Type.INTEGER;
import static org.backtestrunner.worker.parameter.Parameter.Type.NUMBER;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The list of all run parameters: the one source of names, types, ranges and defaults. The command
 * line, the argument files, the document inside the jar and {@code --help} are derived from it.
 */
public final class Parameters {
  public static final String MULTIFACTOR_LONG_SHORT = "multifactor_long_short";
  public static final String TREND_BASELINE = "trend_baseline";
  public static final String BUY_AND_HOLD = "buy_and_hold";
  public static final String TARGET_WEIGHTS = "target_weights";

  private static final String[] ALL_STRATEGIES = {};
  private static final String[] MULTIFACTOR = {MULTIFACTOR_LONG_SHORT};
  private static final String[] TREND = {TREND_BASELINE};

  /** Every parameter, in the order of the documentation. */
  public static final List<Parameter> ALL = list();

  private Parameters() {}

  private static List<Parameter> list() {
    List<Parameter> all = new ArrayList<>();
    all.add(
        choice(
            "strategy",
            List.of(MULTIFACTOR_LONG_SHORT, TREND_BASELINE, BUY_AND_HOLD, TARGET_WEIGHTS),
            null,
            "The rule that turns data into target weights."));
    all.add(choice("freq", List.of("1d", "5min"), "1d", "The length of a bar."));
    all.add(
        choice("data_source", List.of("local"), "local", "Where prices come from: local files."));
    all.add(
        file(
            "price_file",
            true,
            ALL_STRATEGIES,
            "Prices, text or Parquet, or a directory of such files:"
                + " timestamp,symbol,close and optionally open,high,low,volume."));
    all.add(
        file(
            "symbols_file",
            false,
            ALL_STRATEGIES,
            "Text file with one symbol a line that restricts the universe."));
    all.add(
        file(
            "bundle_path",
            false,
            MULTIFACTOR,
            "Factor bundle (YAML): which factors count, and how much; required by this strategy."));
    all.add(
        file(
            "factor_file",
            false,
            MULTIFACTOR,
            "Further factor columns, CSV or Parquet: timestamp,symbol,<factor>..."));
    all.add(
        file(
            "groups_file",
            false,
            MULTIFACTOR,
            "CSV symbol,<group>... for the bundle option neutralize_by."));
    all.add(
        file(
            "weights_file",
            false,
            new String[] {TARGET_WEIGHTS},
            "Target weights to trade, CSV or Parquet: timestamp,symbol,weight;"
                + " required by this strategy."));
    all.add(format("price", ALL_STRATEGIES));
    all.add(format("factor", MULTIFACTOR));
    all.add(format("weights", new String[] {TARGET_WEIGHTS}));
    all.add(format("groups", MULTIFACTOR));
    all.add(date("start_date", "First date of the backtest, inclusive."));
    all.add(date("end_date", "Last date of the backtest, inclusive."));
    all.add(
        new Parameter(
            "rebalance_freq",
            CHOICE,
            List.of("D", "W", "M", "Q"),
            Range.ANY,
            Optional.of("M"),
            false,
            List.of(MULTIFACTOR_LONG_SHORT, TREND_BASELINE),
            Optional.empty(),
            "How often targets are decided: at the first bar of a new day, week, month, quarter."));
    all.add(
        number(
            "top_quantile",
            Range.closed("0", "0.5"),
            "0.2",
            MULTIFACTOR,
            "Share of the cross-section held long; 0: no long side."));
    all.add(
        number(
            "bottom_quantile",
            Range.closed("0", "0.5"),
            "0.2",
            MULTIFACTOR,
            "Share of the cross-section held short; 0: no short side."));
    all.add(
        number(
            "max_gross_exposure",
            Range.above("0"),
            "1.0",
            ALL_STRATEGIES,
            "Long plus short market value as a fraction of equity."));
    all.add(
        number("start_capital", Range.above("0"), "100000", ALL_STRATEGIES, "Cash at the start."));
    all.add(costs("commission_bps", "Commission, basis points of traded notional."));
    all.add(costs("spread_bps", "Full quoted spread, basis points; a trade pays half of it."));
    all.add(costs("slippage_bps", "Slippage, basis points of traded notional."));
    all.add(costs("borrow_bps_per_year", "Borrow fee on short market value, basis points a year."));
    all.add(costs("financing_bps_per_year", "Interest on negative cash, basis points a year."));
    all.add(
        number(
            "delisting_return",
            Range.closed("-1", "0"),
            "0",
            ALL_STRATEGIES,
            "Return applied to the last close of a delisted position."));
    all.add(
        integer(
            "max_stale_days",
            Range.atLeast("0"),
            "20",
            ALL_STRATEGIES,
            null,
            "A position not observed for longer is closed; 0: never."));
    all.add(
        integer(
            "factor_max_age_days",
            Range.atLeast("0"),
            "0",
            MULTIFACTOR,
            "factor_file",
            "How old a value of the factor file may be; 0: exactly of the bar."));
    all.add(
        integer(
            "execution_lag",
            Range.atLeast("0"),
            "1",
            ALL_STRATEGIES,
            null,
            "Bars between a decision and its fill."));
    all.add(
        choice(
            "fill_price", List.of("open", "close"), "close", "The price of the bar that fills."));
    all.add(
        number(
            "lot_size",
            Range.atLeast("0"),
            "0",
            ALL_STRATEGIES,
            "Quantities are multiples of it, rounded towards zero; 0: fractional."));
    all.add(
        integer(
            "ema_fast", Range.atLeast("1"), "20", TREND, null, "Span of the fast average, bars."));
    all.add(
        integer(
            "ema_slow", Range.atLeast("1"), "60", TREND, null, "Span of the slow average, bars."));
    all.add(
        number(
            "universe_sample",
            Range.openClosed("0", "1"),
            "1.0",
            ALL_STRATEGIES,
            "Share of the universe that is traded, drawn at random with the seed."));
    all.add(
        integer(
            "seed",
            Range.ANY,
            "42",
            ALL_STRATEGIES,
            "universe_sample",
            "Seed of everything random in a run."));
    return List.copyOf(all);
  }

  private static Parameter choice(
      String name, List<String> choices, String defaultValue, String description) {
    return new Parameter(
        name,
        CHOICE,
        choices,
        Range.ANY,
        Optional.ofNullable(defaultValue),
        defaultValue == null,
        List.of(),
        Optional.empty(),
        description);
  }

  private static Parameter file(
      String name, boolean required, String[] strategies, String description) {
    return new Parameter(
        name,
        FILE,
        List.of(),
        Range.ANY,
        Optional.empty(),
        required,
        List.of(strategies),
        Optional.empty(),
        description);
  }

  /** How a table is written; counts together with it. */
  private static Parameter format(String table, String[] strategies) {
    return new Parameter(
        table + "_format",
        FILE_OR_PRESET,
        List.of(),
        Range.ANY,
        Optional.empty(),
        false,
        List.of(strategies),
        // Every run has prices.
        table.equals("price") ? Optional.empty() : Optional.of(table + "_file"),
        "How " + table + "_file is written: the name of a preset, or a format file (YAML).");
  }

  private static Parameter date(String name, String description) {
    return new Parameter(
        name,
        DATE,
        List.of(),
        Range.ANY,
        Optional.empty(),
        true,
        List.of(),
        Optional.empty(),
        description);
  }

  private static Parameter number(
      String name, Range range, String defaultValue, String[] strategies, String description) {
    return new Parameter(
        name,
        NUMBER,
        List.of(),
        range,
        Optional.of(defaultValue),
        false,
        List.of(strategies),
        Optional.empty(),
        description);
  }

  private static Parameter costs(String name, String description) {
    return number(name, Range.atLeast("0"), "0", ALL_STRATEGIES, description);
  }

  private static Parameter integer(
      String name,
      Range range,
      String defaultValue,
      String[] strategies,
      String onlyWith,
      String description) {
    return new Parameter(
        name,
        INTEGER,
        List.of(),
        range,
        Optional.of(defaultValue),
        false,
        List.of(strategies),
        Optional.ofNullable(onlyWith),
        description);
  }
}

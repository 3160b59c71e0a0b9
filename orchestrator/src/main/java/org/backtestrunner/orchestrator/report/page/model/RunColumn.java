package org.backtestrunner.orchestrator.report.page.model;

import static org.backtestrunner.orchestrator.report.page.model.RunColumn.Form.COUNT;
import static org.backtestrunner.orchestrator.report.page.model.RunColumn.Form.PERCENT;
import static org.backtestrunner.orchestrator.report.page.model.RunColumn.Form.RATIO;
import static org.backtestrunner.orchestrator.report.page.model.RunColumn.Form.SHARE;
import static org.backtestrunner.orchestrator.report.page.model.RunColumn.Form.TIMES;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.analysis.BatchAnalysis;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.report.statistics.Figures;
import org.backtestrunner.orchestrator.report.table.RankedColumns;

/**
 * A number of each run that a page shows.
 *
 * @param name in files
 * @param heading short
 * @param meaning in some words
 */
public record RunColumn(String name, String heading, String meaning, Form form) {
  public static final RunColumn SHARPE = new RunColumn("sharpe", "Sharpe", "Sharpe ratio", RATIO);

  /** What the ranking always shows. */
  public static final List<RunColumn> STANDARD =
      List.of(
          SHARPE,
          new RunColumn("deflated_sharpe", "deflated", "deflated Sharpe ratio", SHARE),
          new RunColumn("cagr", "return/yr", "return a year", SHARE),
          new RunColumn("volatility", "vol.", "volatility a year", SHARE),
          new RunColumn("max_dd_pct", "worst loss", "worst loss from a peak", PERCENT),
          new RunColumn("turnover", "turnover", "turnover a year", TIMES),
          new RunColumn("information_ratio", "excess", "Sharpe ratio of the difference", RATIO),
          new RunColumn("first_half_sharpe", "1st half", "Sharpe ratio, first half", RATIO),
          new RunColumn("second_half_sharpe", "2nd half", "Sharpe ratio, second half", RATIO),
          new RunColumn("neighbours_mean", "neighbours", "mean Sharpe ratio one step away", RATIO),
          new RunColumn("top_10_share", "10 days", "share of the ten best days in growth", SHARE));

  /** What it shows on demand. */
  public static final List<RunColumn> FURTHER =
      List.of(
          new RunColumn("smooth", "smooth", "mean of the run and its neighbours", RATIO),
          new RunColumn("psr", "P(> 0)", "probability of skill, no search counted", SHARE),
          new RunColumn("sortino", "Sortino", "Sortino ratio", RATIO),
          new RunColumn("calmar", "Calmar", "return over worst loss", RATIO),
          new RunColumn("total_return", "total", "total return", SHARE),
          new RunColumn("max_dd_days", "days down", "longest time below a peak, days", COUNT),
          new RunColumn("ulcer_index", "ulcer", "ulcer index", RATIO),
          new RunColumn("skewness", "skew", "skewness of returns", RATIO),
          new RunColumn("kurtosis", "kurtosis", "kurtosis of returns, normal 3", RATIO),
          new RunColumn("var_95", "VaR 95", "5 % quantile of returns", SHARE),
          new RunColumn("cvar_95", "CVaR 95", "mean of the 5 % worst returns", SHARE),
          new RunColumn("best_month", "best month", "best month", SHARE),
          new RunColumn("worst_month", "worst month", "worst month", SHARE),
          new RunColumn("positive_months", "months up", "share of months with a gain", SHARE),
          new RunColumn("avg_gross_exposure", "gross", "mean gross exposure", RATIO),
          new RunColumn("avg_net_exposure", "net", "mean net exposure", RATIO),
          new RunColumn("avg_positions", "positions", "mean number of positions", TIMES),
          new RunColumn("orders", "orders", "orders", COUNT),
          new RunColumn("cost_drag", "cost drag", "costs a year", SHARE),
          new RunColumn("beta", "beta", "beta to the benchmark", RATIO),
          new RunColumn("alpha", "alpha", "alpha a year", SHARE),
          new RunColumn("correlation", "corr.", "correlation with the benchmark", RATIO),
          new RunColumn("tracking_error", "track. err.", "tracking error a year", SHARE),
          new RunColumn("excess_return", "excess/yr", "return a year above the benchmark's", SHARE),
          new RunColumn("up_capture", "up", "capture of the benchmark's gains", SHARE),
          new RunColumn("down_capture", "down", "capture of the benchmark's losses", SHARE));

  /** What a heat map can show. */
  public static final List<RunColumn> OF_HEAT_MAPS =
      Stream.of("sharpe", "deflated_sharpe", "cagr", "max_dd_pct", "turnover")
          .map(name -> find(name).orElseThrow())
          .toList();

  /** How people read a number. */
  public enum Form {
    RATIO(2, 1, ""),
    /** A share of 1, in percent. */
    SHARE(1, 100, " %"),
    /** In percent already. */
    PERCENT(1, 1, " %"),
    TIMES(1, 1, ""),
    COUNT(0, 1, "");

    private final int decimals;
    private final double factor;
    private final String unit;

    Form(int decimals, double factor, String unit) {
      this.decimals = decimals;
      this.factor = factor;
      this.unit = unit;
    }

    public int decimals() {
      return decimals;
    }

    public String unit() {
      return unit;
    }

    public String text(double value) {
      return Figures.fixed(factor * value, decimals) + unit;
    }

    /** All digits that are shown, as a whole number. */
    public long digits(double value) {
      return new BigDecimal(factor * value)
          .setScale(decimals, RoundingMode.HALF_EVEN)
          .unscaledValue()
          .longValue();
    }
  }

  /** Those of the ranking, then those on demand. */
  public static List<RunColumn> all() {
    return Stream.concat(STANDARD.stream(), FURTHER.stream()).toList();
  }

  public static Optional<RunColumn> find(String name) {
    return all().stream().filter(column -> column.name().equals(name)).findFirst();
  }

  public OptionalDouble value(BatchAnalysis analysis, AnalysedRun run) {
    return RankedColumns.value(analysis, run, name);
  }

  public boolean isSmallerBetter() {
    return RankedColumns.isSmallerBetter(name);
  }

  public String text(BatchAnalysis analysis, AnalysedRun run) {
    OptionalDouble value = value(analysis, run);
    return value.isPresent() ? form.text(value.getAsDouble()) : Figures.UNDEFINED;
  }

  /** The digits of the text; empty where it is undefined. */
  public OptionalLong digits(BatchAnalysis analysis, AnalysedRun run) {
    OptionalDouble value = value(analysis, run);
    return value.isPresent()
        ? OptionalLong.of(form.digits(value.getAsDouble()))
        : OptionalLong.empty();
  }
}

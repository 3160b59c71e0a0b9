package org.backtestrunner.orchestrator.report.page.model;

import java.util.Map;
import java.util.Set;
import org.backtestrunner.orchestrator.report.statistics.Figures;

/** How the columns of {@code walk_forward.csv} are headed, and how people read their numbers. */
public final class WalkForwardColumns {
  private static final String COST = "switch_cost_pct";
  private static final String STABILITY = "stability.";
  private static final double PERCENT = 100;

  /** How a column is headed; those that are not named have their own name. */
  private static final Map<String, String> HEADINGS =
      Map.ofEntries(
          Map.entry("out_of_sample", "out of sample"),
          Map.entry("in_sample", "in sample"),
          Map.entry("select", "chosen by"),
          Map.entry("folds_traded", "folds held"),
          Map.entry("start_date", "from"),
          Map.entry("end_date", "to"),
          Map.entry("sharpe", "Sharpe"),
          Map.entry("deflated_sharpe", "deflated"),
          Map.entry("deflated_sharpe_ever", "deflated, all trials"),
          Map.entry("cagr", "return/yr"),
          Map.entry("max_dd_pct", "worst loss"),
          Map.entry("total_return", "total return"),
          Map.entry("final_equity", "final equity"),
          Map.entry("no_choice_sharpe", "Sharpe without choosing"),
          Map.entry("is_sharpe", "Sharpe in sample"),
          Map.entry("oos_rank", "rank out of sample"),
          Map.entry("below_median_pct", "below median"),
          Map.entry("profitable_folds_pct", "folds with a gain"),
          Map.entry("largest_fold_share", "largest fold"),
          Map.entry("switch_cost_pct", "cost of switching"),
          Map.entry("next_run_id", "next"));

  private static final Set<String> SETTINGS =
      Set.of(
          "in_sample",
          "out_of_sample",
          "anchored",
          "purge",
          "select",
          "candidates",
          "folds",
          "folds_traded",
          "start_date",
          "end_date");
  private static final Set<String> RATIOS =
      Set.of("sharpe", "no_choice_sharpe", "is_sharpe", "efficiency", "oos_rank");
  private static final Set<String> SHARES =
      Set.of(
          "deflated_sharpe",
          "deflated_sharpe_ever",
          "cagr",
          "volatility",
          "total_return",
          "largest_fold_share");
  private static final Set<String> PERCENTAGES =
      Set.of("max_dd_pct", "below_median_pct", "profitable_folds_pct");
  private static final Set<String> WHOLE =
      Set.of("purge", "candidates", "folds", "folds_traded", "switches", "final_equity");

  private WalkForwardColumns() {}

  public static String heading(String column) {
    return column.startsWith(STABILITY)
        ? "keeps " + column.substring(STABILITY.length())
        : HEADINGS.getOrDefault(column, column.replace('_', ' '));
  }

  /** Whether it says what a walk-forward is about, and not what came of it. */
  public static boolean isSetting(String column) {
    return SETTINGS.contains(column);
  }

  public static boolean isNumber(String column) {
    return RATIOS.contains(column)
        || SHARES.contains(column)
        || PERCENTAGES.contains(column)
        || WHOLE.contains(column)
        || column.startsWith(STABILITY)
        || column.equals(COST);
  }

  /** A cell of such a column; a dash where it is undefined. */
  public static String text(String column, String cell) {
    if (cell.isEmpty()) {
      return Figures.UNDEFINED;
    }
    double value = Double.parseDouble(cell);
    if (column.equals(COST)) {
      return cost(value / PERCENT);
    }
    return RATIOS.contains(column)
        ? Figures.ratio(value)
        : SHARES.contains(column) || column.startsWith(STABILITY)
            ? Figures.percent(value)
            : PERCENTAGES.contains(column)
                ? Figures.percent(value / PERCENT)
                : Figures.whole(value);
  }

  /** What switching costs, in percent; mostly less than one. */
  public static String cost(double share) {
    return Figures.fixed(PERCENT * share, 2) + " %";
  }
}

package org.backtestrunner.orchestrator.report.console;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.harvest.RunResult.Success;
import org.backtestrunner.orchestrator.harvest.metric.DeflatedSharpe;
import org.backtestrunner.orchestrator.harvest.metric.Metric;
import org.backtestrunner.orchestrator.harvest.metric.Metrics;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.report.BatchSummary;
import org.backtestrunner.orchestrator.report.Rounding;
import org.backtestrunner.orchestrator.report.console.TextTable.Column;
import org.backtestrunner.orchestrator.report.console.TextTable.Need;

/**
 * The best runs and the worst, and the benchmark. On a terminal a run is told by its index and what
 * sets it apart from the others, elsewhere by its id.
 */
final class RankingTable {
  private static final int BEST = 15;
  private static final int WORST = 3;
  private static final int PERCENT_DECIMALS = 2;

  private final BatchSummary summary;
  private final Optional<Integer> benchmark;
  private final ConsoleView view;

  RankingTable(Closing closing, ConsoleView view) {
    this.summary = closing.summary();
    this.benchmark = closing.benchmark().map(RunPlan::index);
    this.view = view;
  }

  /** Empty where no run succeeded. */
  List<String> lines() {
    List<Success> ranked = view.ranking().of(summary);
    if (ranked.isEmpty()) {
      return List.of();
    }
    boolean all = ranked.size() <= BEST + WORST;
    List<Success> shown = new ArrayList<>(all ? ranked : ranked.subList(0, BEST));
    if (!all) {
      shown.addAll(ranked.subList(ranked.size() - WORST, ranked.size()));
    }
    Optional<Success> beside =
        ranked.stream()
            .filter(run -> benchmark.equals(Optional.of(run.plan().index())))
            .filter(run -> !shown.contains(run))
            .findFirst();
    beside.ifPresent(shown::add);
    List<String> lines =
        new ArrayList<>(new TextTable(columns(shown)).fitted(view.columns()).lines());
    if (!all) {
      int between = ranked.size() - BEST - WORST;
      lines.add(1 + BEST, "... " + between + " more in batch_summary.csv; the last " + WORST + ":");
    }
    if (beside.isPresent()) {
      lines.add(lines.size() - 1, "the benchmark:");
    }
    return lines;
  }

  private List<Column> columns(List<Success> runs) {
    List<Column> columns = new ArrayList<>();
    if (view.columns().isEmpty()) {
      columns.add(texts("run_id", runs, RunPlan::id));
    } else {
      columns.add(new Column("#", true, Need.ALWAYS, each(runs, run -> "" + run.plan().index())));
      columns.addAll(labels(runs));
    }
    for (String metric : metrics()) {
      Need need = isDispensable(metric) ? Need.DISPENSABLE : Need.ALWAYS;
      columns.add(new Column(heading(metric), true, need, each(runs, run -> cell(run, metric))));
    }
    columns.add(
        new Column(
            "sec",
            true,
            Need.NEGLIGIBLE,
            each(runs, run -> Rounding.seconds(run.trace().runtime()))));
    return columns;
  }

  /** Names that users gave, and the values of what differs in grids. */
  private List<Column> labels(List<Success> runs) {
    List<RunPlan> planned = summary.results().stream().map(RunResult::plan).toList();
    List<Column> labels = new ArrayList<>();
    Axes axes = Axes.of(planned);
    boolean isNamed =
        planned.stream().anyMatch(run -> !run.isOfGrid() || !run.source().gridName().isEmpty());
    if (axes.names().isEmpty() || isNamed) {
      Function<RunPlan, String> name =
          run -> axes.names().isEmpty() || !run.isOfGrid() ? run.id() : run.source().gridName();
      labels.add(texts("run", runs, name));
    }
    for (String axis : axes.names()) {
      labels.add(texts(axes.shortName(axis), runs, run -> axes.value(run, axis)));
    }
    return labels;
  }

  private static Column texts(String heading, List<Success> runs, Function<RunPlan, String> text) {
    return new Column(heading, false, Need.SHORTENED, each(runs, run -> text.apply(run.plan())));
  }

  private static List<String> each(List<Success> runs, Function<Success, String> text) {
    return runs.stream().map(text).toList();
  }

  private Set<String> metrics() {
    Set<String> metrics = new LinkedHashSet<>(List.of("sharpe", DeflatedSharpe.NAME));
    metrics.add(view.ranking().metric());
    metrics.addAll(List.of("cagr", "max_dd_pct", "volatility", "turnover"));
    return metrics;
  }

  private boolean isDispensable(String metric) {
    return Set.of("volatility", "turnover").contains(metric)
        && !metric.equals(view.ranking().metric());
  }

  private static String heading(String metric) {
    return switch (metric) {
      case DeflatedSharpe.NAME -> "deflated";
      case "max_dd_pct" -> "max_dd";
      case "max_dd" -> "max_dd_money";
      case "volatility" -> "vol";
      default -> metric;
    };
  }

  private String cell(Success run, String metric) {
    Map<String, Number> metrics = summary.metrics(run);
    return Optional.ofNullable(metrics.get(metric))
        .map(value -> format(metric).apply(value.doubleValue()))
        .orElse("-");
  }

  private static DoubleFunction<String> format(String name) {
    if (name.equals(DeflatedSharpe.NAME)) {
      return value -> Rounding.fixed(value, DeflatedSharpe.PRECISION);
    }
    Metric metric = Metrics.named(name);
    return switch (metric.unit()) {
      case FRACTION -> value -> Rounding.fixed(value * 100, PERCENT_DECIMALS) + "%";
      case PERCENT -> value -> Rounding.fixed(value, PERCENT_DECIMALS) + "%";
      case RATIO, MONEY, COUNT -> value -> Rounding.fixed(value, metric.precision());
    };
  }
}

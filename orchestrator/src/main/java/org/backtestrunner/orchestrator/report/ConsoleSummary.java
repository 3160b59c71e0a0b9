package org.backtestrunner.orchestrator.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.harvest.RunResult.Failure;
import org.backtestrunner.orchestrator.harvest.RunResult.Success;
import org.backtestrunner.orchestrator.harvest.metric.DeflatedSharpe;
import org.backtestrunner.orchestrator.harvest.metric.Metric;
import org.backtestrunner.orchestrator.harvest.metric.Metrics;
import org.backtestrunner.orchestrator.launch.contract.Status;
import org.backtestrunner.orchestrator.launch.execute.ShellText;

/**
 * The text that a batch ends with: best runs first, then what failed and how to replay it, then
 * what makes results doubtful.
 */
public final class ConsoleSummary {
  private static final int MOST_RUNS = 20;
  private static final int MOST_FAILURES = 5;
  private static final int MOST_LOG_LINES = 5;
  private static final int LONGEST_ID = 60;
  private static final int PERCENT_DECIMALS = 2;

  /** What stands between the run's id and its time: a heading and the metric below it. */
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("sharpe", "sharpe"),
          new Column(
              "deflated", DeflatedSharpe.NAME, v -> Rounding.fixed(v, DeflatedSharpe.PRECISION)),
          Column.of("cagr", "cagr"),
          Column.of("vol", "volatility"),
          Column.of("max_dd", "max_dd_pct"),
          Column.of("turnover", "turnover"));

  private ConsoleSummary() {}

  private record Column(String heading, String metric, DoubleFunction<String> text) {
    static Column of(String heading, String name) {
      Metric metric = Metrics.named(name);
      return new Column(heading, name, value -> text(metric, value));
    }

    private static String text(Metric metric, double value) {
      return switch (metric.unit()) {
        case FRACTION -> Rounding.fixed(value * 100, PERCENT_DECIMALS) + "%";
        case PERCENT -> Rounding.fixed(value, PERCENT_DECIMALS) + "%";
        case RATIO, MONEY, COUNT -> Rounding.fixed(value, metric.precision());
      };
    }

    String cell(Map<String, Number> metrics) {
      return Optional.ofNullable(metrics.get(metric))
          .map(value -> text.apply(value.doubleValue()))
          .orElse("-");
    }
  }

  /**
   * Lines without line breaks.
   *
   * @param verdict on the whole batch, in one sentence
   */
  public static List<String> lines(BatchSummary summary, Optional<String> verdict) {
    List<String> lines = new ArrayList<>();
    addBest(lines, summary);
    addFailures(lines, summary);
    lines.addAll(SeriousWarnings.lines(summary));
    verdict.ifPresent(sentence -> lines.addAll(List.of(sentence, "")));
    lines.add(counts(summary));
    return lines;
  }

  private static void addBest(List<String> lines, BatchSummary summary) {
    List<Success> successes =
        summary.results().stream()
            .flatMap(result -> result.success().stream())
            .sorted(Comparator.comparingDouble(ConsoleSummary::descendingSharpe))
            .toList();
    if (successes.isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(header());
    successes.stream().limit(MOST_RUNS).forEach(r -> rows.add(row(r, summary.metrics(r))));
    lines.addAll(aligned(rows));
    if (successes.size() > MOST_RUNS) {
      lines.add("... and " + (successes.size() - MOST_RUNS) + " more in batch_summary.csv");
    }
    summary
        .trials()
        .forEach(
            (freq, trials) ->
                lines.add(
                    "deflated: probability of skill after "
                        + trials.count()
                        + (trials.count() == 1 ? " trial" : " trials")
                        + " of this batch ("
                        + freq
                        + "); earlier batches on the same data were trials too"));
    lines.add("");
  }

  private static double descendingSharpe(Success run) {
    return -Optional.ofNullable(run.metrics().get("sharpe"))
        .map(Number::doubleValue)
        .orElse(Double.NEGATIVE_INFINITY);
  }

  private static List<String> header() {
    return cells("run_id", Column::heading, "sec");
  }

  private static List<String> row(RunResult result, Map<String, Number> metrics) {
    return cells(
        shortened(result.plan().id()),
        column -> column.cell(metrics),
        Rounding.seconds(result.trace().runtime()));
  }

  private static List<String> cells(String first, Function<Column, String> between, String last) {
    List<String> cells = new ArrayList<>();
    cells.add(first);
    COLUMNS.stream().map(between).forEach(cells::add);
    cells.add(last);
    return cells;
  }

  static String shortened(String id) {
    return id.length() <= LONGEST_ID ? id : id.substring(0, LONGEST_ID - 3) + "...";
  }

  /** The first column to the left, the others to the right. */
  private static List<String> aligned(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int c = 0; c < columns; c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(row.get(0));
      line.append(" ".repeat(widths[0] - row.get(0).length()));
      for (int c = 1; c < columns; c++) {
        line.append(" ".repeat(2 + widths[c] - row.get(c).length())).append(row.get(c));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static void addFailures(List<String> lines, BatchSummary summary) {
    List<Failure> failures =
        summary.results().stream()
            .flatMap(result -> result.failure().stream())
            .filter(failure -> failure.status() != Status.SKIPPED)
            .toList();
    for (Failure failure : failures.subList(0, Math.min(MOST_FAILURES, failures.size()))) {
      lines.add(
          "FAILED %s (%s): %s"
              .formatted(failure.plan().id(), failure.cause().label(), failure.error()));
      List<String> log = failure.trace().log().lastLines();
      log.subList(Math.max(0, log.size() - MOST_LOG_LINES), log.size())
          .forEach(line -> lines.add("  | " + printable(line)));
      if (!failure.trace().command().isEmpty()) {
        lines.add("  replay: " + ShellText.of(failure.trace().command()));
      }
      lines.add("");
    }
    if (failures.size() > MOST_FAILURES) {
      lines.add(
          "... and "
              + (failures.size() - MOST_FAILURES)
              + " more failures, see error in batch_summary.csv");
      lines.add("");
    }
  }

  /** A worker's log may hold anything; a terminal must not obey it. */
  static String printable(String line) {
    return line.chars()
        .mapToObj(c -> Character.isISOControl(c) ? " " : Character.toString(c))
        .collect(Collectors.joining());
  }

  private static String counts(BatchSummary summary) {
    Map<Status, Integer> counts = summary.counts();
    String others =
        counts.entrySet().stream()
            .filter(count -> count.getKey() != Status.SUCCESS && count.getValue() > 0)
            .map(count -> ", " + count.getValue() + " " + count.getKey().label())
            .collect(Collectors.joining());
    long kept = summary.results().stream().filter(result -> result.trace().kept()).count();
    long warned = SeriousWarnings.runs(summary);
    return counts.get(Status.SUCCESS)
        + " of "
        + summary.results().size()
        + " runs succeeded"
        + (kept > 0 ? " (" + kept + " kept from before)" : "")
        + others
        + (warned > 0 ? ", " + warned + " with warnings" : "");
  }
}

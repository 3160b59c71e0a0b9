package org.backtestrunner.orchestrator.report.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.backtestrunner.orchestrator.file.json.JsonObject;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.harvest.RunResult.Success;
import org.backtestrunner.orchestrator.harvest.output.EquityCurve;
import org.backtestrunner.orchestrator.harvest.resume.RecordedBatch;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;
import org.backtestrunner.orchestrator.report.statistics.Markdown;
import org.backtestrunner.orchestrator.report.table.RunTable.Column;
import org.backtestrunner.orchestrator.report.table.RunTable.Kind;

/** What differs between the results of two batches. */
public final class BatchDifference {
  private static final List<String> METRICS = List.of("sharpe", "cagr", "max_dd_pct", "turnover");

  private final Side first;
  private final Side second;
  private final double tolerance;
  private final RunPairs runs;
  private final List<RunPairs.Pair> changed = new ArrayList<>();
  private final List<RunPairs.Pair> statusChanged = new ArrayList<>();
  private final ChangeReasons reasons = new ChangeReasons();
  private int equal;

  /** A batch and where it is. */
  public record Side(BatchDirectory directory, RecordedBatch batch) {}

  private BatchDifference(Side first, Side second, double tolerance) {
    this.first = first;
    this.second = second;
    this.tolerance = tolerance;
    this.runs = RunPairs.of(first.batch().results(), second.batch().results());
  }

  /**
   * Compares each run with its counterpart.
   *
   * @param tolerance the share of a value of equity up to which another one is equal to it
   * @throws IOException where the equity of a run can no longer be read
   */
  public static BatchDifference of(Side first, Side second, double tolerance) throws IOException {
    BatchDifference difference = new BatchDifference(first, second, tolerance);
    for (RunPairs.Pair pair : difference.runs.pairs()) {
      difference.take(pair);
    }
    difference.changed.sort(Comparator.comparingDouble(BatchDifference::size).reversed());
    return difference;
  }

  private void take(RunPairs.Pair pair) throws IOException {
    if (pair.first().status() != pair.second().status()) {
      statusChanged.add(pair);
      reasons.take(first.batch(), second.batch(), pair);
    } else if (pair.first().success().isEmpty() || isEqual(pair)) {
      equal++;
    } else {
      changed.add(pair);
      reasons.take(first.batch(), second.batch(), pair);
    }
  }

  private boolean isEqual(RunPairs.Pair pair) throws IOException {
    Success before = pair.first().success().orElseThrow();
    Success after = pair.second().success().orElseThrow();
    if (before.curve().identity().equals(after.curve().identity())) {
      return true;
    }
    if (tolerance == 0 || !before.curve().calendar().equals(after.curve().calendar())) {
      return false;
    }
    EquityCurve one = curve(first, pair.first());
    EquityCurve other = curve(second, pair.second());
    if (!Arrays.equals(one.days(), other.days())) {
      return false;
    }
    for (int bar = 0; bar < one.equity().length; bar++) {
      double value = one.equity()[bar];
      if (Math.abs(value - other.equity()[bar]) > tolerance * Math.abs(value)) {
        return false;
      }
    }
    return true;
  }

  private static EquityCurve curve(Side side, RunResult run) throws IOException {
    return EquityCurve.read(run.plan(), side.directory().run(run.plan()));
  }

  /** How far the Sharpe ratios lie apart; where one is undefined, that comes first. */
  private static double size(RunPairs.Pair pair) {
    OptionalDouble before = metric(pair.first(), METRICS.get(0));
    OptionalDouble after = metric(pair.second(), METRICS.get(0));
    if (before.isEmpty() || after.isEmpty()) {
      return before.equals(after) ? 0 : Double.POSITIVE_INFINITY;
    }
    return Math.abs(before.getAsDouble() - after.getAsDouble());
  }

  private static OptionalDouble metric(RunResult run, String name) {
    return run.success()
        .map(Success::metrics)
        .map(metrics -> metrics.get(name))
        .map(value -> OptionalDouble.of(value.doubleValue()))
        .orElse(OptionalDouble.empty());
  }

  /** Whether anything is not as it was. */
  public boolean isChange() {
    return !changed.isEmpty()
        || !statusChanged.isEmpty()
        || !runs.onlyFirst().isEmpty()
        || !runs.onlySecond().isEmpty();
  }

  private RunTable table() {
    RunTable table =
        new RunTable(
            List.of(
                new Column("run_id", "run", Kind.TEXT),
                new Column("sharpe_before", "Sharpe", Kind.RATIO),
                new Column("sharpe_after", "then", Kind.RATIO),
                new Column("cagr_before", "return a year", Kind.SHARE),
                new Column("cagr_after", "then", Kind.SHARE),
                new Column("max_dd_pct_before", "worst loss", Kind.PERCENT),
                new Column("max_dd_pct_after", "then", Kind.PERCENT),
                new Column("turnover_before", "turnover", Kind.RATIO),
                new Column("turnover_after", "then", Kind.RATIO)));
    for (RunPairs.Pair pair : changed) {
      List<Object> cells = new ArrayList<>();
      cells.add(pair.second().plan().id());
      for (String name : METRICS) {
        cells.add(metric(pair.first(), name));
        cells.add(metric(pair.second(), name));
      }
      table.add(cells);
    }
    return table;
  }

  /**
   * What is printed.
   *
   * @param width of the terminal; 0 if there is none
   */
  public List<String> lines(TableFormat format, int width) {
    return switch (format) {
      case CSV -> table().csv();
      case JSON -> List.of(json().text().stripTrailing());
      case TABLE -> {
        List<String> lines = new ArrayList<>(counts());
        if (!changed.isEmpty()) {
          lines.add("");
          lines.addAll(table().aligned(width));
        }
        if (!reasons.sentences().isEmpty()) {
          lines.add("");
          reasons.sentences().forEach(reason -> lines.add("why: " + reason));
        }
        yield lines;
      }
      case MARKDOWN -> {
        List<String> lines = new ArrayList<>();
        counts().forEach(line -> lines.add("- " + Markdown.text(line)));
        if (!changed.isEmpty()) {
          lines.add("");
          lines.addAll(table().markdown());
        }
        if (!reasons.sentences().isEmpty()) {
          lines.add("");
          reasons.sentences().forEach(why -> lines.add("- why: " + Markdown.text(why)));
        }
        yield lines;
      }
    };
  }

  private List<String> counts() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%d equal, %d changed, %d with another status, %d only in %s, %d only in %s"
            .formatted(
                equal,
                changed.size(),
                statusChanged.size(),
                runs.onlyFirst().size(),
                first.directory().path().getFileName(),
                runs.onlySecond().size(),
                second.directory().path().getFileName()));
    long byId = runs.pairs().stream().filter(RunPairs.Pair::byId).count();
    if (byId > 0) {
      lines.add(byId + " matched by id alone: their parameters differ");
    }
    for (RunPairs.Pair pair : statusChanged) {
      lines.add(
          "%s: %s, then %s"
              .formatted(
                  pair.second().plan().id(),
                  pair.first().status().label(),
                  pair.second().status().label()));
    }
    return lines;
  }

  private JsonObject json() {
    return JsonObject.file()
        .put("before", first.directory().path())
        .put("after", second.directory().path())
        .put("tolerance", tolerance)
        .put(
            "counts",
            JsonObject.part()
                .put("equal", equal)
                .put("changed", changed.size())
                .put("status_changed", statusChanged.size())
                .put("only_before", runs.onlyFirst().size())
                .put("only_after", runs.onlySecond().size())
                .put("matched_by_id", (int) runs.pairs().stream().filter(p -> p.byId()).count()))
        .put("changed", table().json())
        .put(
            "status_changed",
            statusChanged.stream()
                .map(
                    pair ->
                        JsonObject.part()
                            .put("run_id", pair.second().plan().id())
                            .put("before", pair.first().status().label())
                            .put("after", pair.second().status().label()))
                .toList())
        .put("only_before", ids(runs.onlyFirst()))
        .put("only_after", ids(runs.onlySecond()))
        .put("why", reasons.sentences());
  }

  private static List<String> ids(List<RunResult> results) {
    return results.stream().map(result -> result.plan().id()).toList();
  }
}

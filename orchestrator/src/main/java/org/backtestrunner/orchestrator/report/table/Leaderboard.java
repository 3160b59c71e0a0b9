package org.backtestrunner.orchestrator.report.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import org.backtestrunner.orchestrator.analysis.BatchAnalysis;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.analysis.set.Axis;
import org.backtestrunner.orchestrator.file.json.JsonObject;
import org.backtestrunner.orchestrator.report.statistics.Markdown;
import org.backtestrunner.orchestrator.report.statistics.RunLabels;
import org.backtestrunner.orchestrator.report.table.RunTable.Column;
import org.backtestrunner.orchestrator.report.table.RunTable.Kind;

/** The runs of one or several batches, the best by some number first. */
public final class Leaderboard {
  private static final String PER_BATCH =
      "DSR and PBO are of each batch by itself: the search over several is larger.";

  private final List<Batch> batches;
  private final String by;
  private final RunTable table;

  /** A batch with its name. */
  public record Batch(String name, BatchAnalysis analysis) {
    private String label(AnalysedRun run) {
      return new RunLabels(analysis.sets()).of(run);
    }
  }

  /** What a run must have on an axis. */
  public record Condition(String axis, String value) {}

  private record Entry(Batch batch, AnalysedRun run, OptionalDouble value) {}

  private Leaderboard(List<Batch> batches, String by, RunTable table) {
    this.batches = List.copyOf(batches);
    this.by = by;
    this.table = table;
  }

  /** Everything that runs can be ranked by. */
  public static Set<String> metrics() {
    return RankedColumns.names();
  }

  /**
   * Ranks runs; those without the number come last, equal ones in plan order.
   *
   * @param by one of {@link #metrics}
   * @param top how many are shown
   * @param conditions that all must hold
   */
  public static Leaderboard of(
      List<Batch> batches, String by, int top, List<Condition> conditions) {
    List<Entry> entries = new ArrayList<>();
    for (Batch batch : batches) {
      Predicate<AnalysedRun> holds = run -> conditions.stream().allMatch(c -> holds(batch, run, c));
      batch.analysis().sets().runs().stream()
          .filter(holds)
          .forEach(
              run ->
                  entries.add(
                      new Entry(batch, run, RankedColumns.value(batch.analysis(), run, by))));
    }
    double sign = RankedColumns.isSmallerBetter(by) ? 1 : -1;
    entries.sort(
        Comparator.comparingDouble(
            entry ->
                entry.value().isPresent()
                    ? sign * entry.value().getAsDouble()
                    : Double.POSITIVE_INFINITY));
    boolean several = batches.size() > 1;
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("rank", "#", Kind.WHOLE));
    if (several) {
      columns.add(new Column("batch", "batch", Kind.TEXT));
    }
    columns.add(new Column("run_id", "run", Kind.TEXT));
    columns.addAll(RankedColumns.with(by));
    RunTable table = new RunTable(columns);
    for (int rank = 1; rank <= Math.min(top, entries.size()); rank++) {
      table.add(row(rank, entries.get(rank - 1), several, by));
    }
    return new Leaderboard(batches, by, table);
  }

  private static List<Object> row(int rank, Entry entry, boolean several, String by) {
    List<Object> cells = new ArrayList<>();
    cells.add(rank);
    if (several) {
      cells.add(entry.batch().name());
    }
    cells.add(new RunTable.RunName(entry.run().id(), entry.batch().label(entry.run())));
    for (Column column : RankedColumns.with(by)) {
      cells.add(RankedColumns.value(entry.batch().analysis(), entry.run(), column.name()));
    }
    return cells;
  }

  private static boolean holds(Batch batch, AnalysedRun run, Condition condition) {
    return batch.analysis().sets().gridOf(run).stream()
        .flatMap(grid -> grid.axes().stream())
        .filter(axis -> axis.name().equals(condition.axis()))
        .anyMatch(axis -> axis.place(run).equals(axis.placeOf(condition.value())));
  }

  /** The names of the axes of a batch. */
  public static List<String> axes(BatchAnalysis analysis) {
    return analysis.sets().grids().stream()
        .flatMap(grid -> grid.axes().stream())
        .map(Axis::name)
        .distinct()
        .toList();
  }

  /**
   * What is printed.
   *
   * @param width of the terminal; 0 if there is none
   */
  public List<String> lines(TableFormat format, int width) {
    return switch (format) {
      case CSV -> table.csv();
      case JSON -> List.of(json().text().stripTrailing());
      case TABLE -> {
        List<String> lines = new ArrayList<>(verdicts());
        lines.addAll(table.aligned(width));
        yield lines;
      }
      case MARKDOWN -> {
        List<String> lines = new ArrayList<>();
        verdicts().forEach(line -> lines.addAll(List.of(Markdown.text(line), "")));
        lines.addAll(table.markdown());
        yield lines;
      }
    };
  }

  private List<String> verdicts() {
    List<String> lines = new ArrayList<>();
    for (Batch batch : batches) {
      String sentence = batch.analysis().verdict().sentence();
      lines.add(batches.size() > 1 ? batch.name() + ": " + sentence : sentence);
    }
    if (batches.size() > 1) {
      lines.add(PER_BATCH);
    }
    return lines;
  }

  private JsonObject json() {
    return JsonObject.file()
        .put("by", by)
        .put(
            "batches",
            batches.stream()
                .map(
                    batch ->
                        JsonObject.part()
                            .put("batch_name", batch.name())
                            .put("verdict", batch.analysis().verdict().sentence()))
                .toList())
        .put("runs", table.json());
  }
}

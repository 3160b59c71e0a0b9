package org.backtestrunner.orchestrator.report;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.backtestrunner.orchestrator.analysis.statistic.BenchmarkMetric;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.file.AtomicFile;
import org.backtestrunner.orchestrator.harvest.Curve;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.harvest.RunResult.Failure;
import org.backtestrunner.orchestrator.harvest.metric.DeflatedSharpe;
import org.backtestrunner.orchestrator.harvest.metric.Metrics;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;
import org.backtestrunner.shared.text.SpreadsheetText;

/** {@code batch_summary.csv}: one row a planned run, in plan order. */
public final class SummaryCsv {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?");

  /** The columns that every batch has; {@code param.<name>} columns follow. */
  private static final List<Column> COLUMNS = withAdditions(fixedColumns());

  private SummaryCsv() {}

  /** The names and the order are an interface: what is new comes after them. */
  private static List<Column> fixedColumns() {
    return List.of(
        new Column("run_id", row -> row.result().plan().id()),
        new Column("status", row -> row.result().status().label()),
        new Column("strategy", row -> row.result().plan().strategy()),
        new Column("params_hash", row -> row.result().plan().paramsHash()),
        new Column("start_date", row -> row.date(Curve::firstDate, "start_date")),
        new Column("end_date", row -> row.date(Curve::lastDate, "end_date")),
        metric("sharpe"),
        number(DeflatedSharpe.NAME, DeflatedSharpe.PRECISION),
        metric("max_dd"),
        metric("max_dd_pct"),
        metric("turnover"),
        new Column("runtime_sec", row -> Rounding.seconds(row.result().trace().runtime())),
        new Column("error", row -> row.failure(Failure::error)),
        new Column("cause", row -> row.failure(failure -> failure.cause().label())),
        new Column("exit_code", row -> integer(row.result().trace().exitCode())),
        new Column("attempts", row -> Integer.toString(row.result().trace().attempts().size())),
        metric("total_return"),
        metric("cagr"),
        metric("volatility"),
        metric("sortino"),
        metric("calmar"),
        metric("final_equity"),
        metric("orders"),
        new Column("cpu_sec", row -> fixed(row.result().trace().log().cpuSeconds(), 3)),
        new Column("peak_rss_mb", row -> fixed(row.result().trace().log().peakMegabytes(), 1)),
        new Column("tags", row -> String.join(";", row.result().plan().tags())),
        new Column("warnings", row -> Integer.toString(SeriousWarnings.of(row.result()).size())),
        new Column("warning_kinds", row -> SeriousWarnings.kinds(row.result())));
  }

  private static List<Column> withAdditions(List<Column> fixed) {
    Set<String> named = fixed.stream().map(Column::name).collect(Collectors.toSet());
    List<Column> all = new ArrayList<>(fixed);
    Metrics.ALL.stream()
        .filter(metric -> !named.contains(metric.name()))
        .forEach(metric -> all.add(number(metric.name(), metric.precision())));
    Stream.of(BenchmarkMetric.values())
        .forEach(metric -> all.add(number(metric.label(), metric.precision())));
    all.add(new Column("run_index", row -> Integer.toString(row.result().plan().index())));
    all.add(new Column("directory", Row::directory));
    all.add(number(DeflatedSharpe.EVER, DeflatedSharpe.PRECISION));
    return List.copyOf(all);
  }

  private static Column metric(String name) {
    return number(name, Metrics.named(name).precision());
  }

  private static Column number(String metric, int decimals) {
    return new Column(
        metric,
        row ->
            row.metric(metric)
                .map(value -> Rounding.fixed(value.doubleValue(), decimals))
                .orElse(""));
  }

  private record Column(String name, Cell cell) {}

  private interface Cell {
    String of(Row row);
  }

  /**
   * @param metrics by name, with those that only a batch can know
   */
  private record Row(BatchDirectory batch, RunResult result, Map<String, Number> metrics) {
    /** Relative to that of the batch. */
    String directory() {
      return batch.path().relativize(batch.run(result.plan()).path()).toString();
    }

    Optional<Number> metric(String name) {
      return Optional.ofNullable(metrics.get(name));
    }

    String failure(Function<Failure, String> text) {
      return result.failure().map(text).orElse("");
    }

    String date(Function<Curve, LocalDate> ofCurve, String requested) {
      return result
          .success()
          .map(success -> ofCurve.apply(success.curve()).toString())
          .orElseGet(() -> result.plan().find(requested).orElse(""));
    }
  }

  private static String fixed(OptionalDouble value, int decimals) {
    return value.isPresent() ? Rounding.fixed(value.getAsDouble(), decimals) : "";
  }

  private static String integer(OptionalInt value) {
    return value.isPresent() ? Integer.toString(value.getAsInt()) : "";
  }

  /**
   * Writes the file.
   *
   * @param safe whether a spreadsheet must find no formula in it
   */
  public static void write(Path file, BatchSummary summary, boolean safe) {
    List<String> differing = differingParameters(summary.results());
    AtomicFile.write(
        file,
        out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          print(writer, BatchDirectory.at(file.getParent()), summary, differing, safe);
          writer.flush();
        });
  }

  private static void print(
      Writer writer,
      BatchDirectory batch,
      BatchSummary summary,
      List<String> differing,
      boolean safe)
      throws IOException {
    CSVPrinter csv = new CSVPrinter(writer, FORMAT);
    List<String> header = new ArrayList<>(COLUMNS.stream().map(Column::name).toList());
    differing.forEach(name -> header.add("param." + name));
    List<String> labels = differingLabels(summary.results());
    labels.forEach(axis -> header.add("label." + axis));
    csv.printRecord(header);
    for (RunResult result : summary.results()) {
      Row row = new Row(batch, result, summary.metrics(result));
      List<String> cells = new ArrayList<>();
      COLUMNS.forEach(column -> cells.add(column.cell().of(row)));
      Map<String, String> parameters = result.plan().parameters();
      differing.forEach(name -> cells.add(parameters.getOrDefault(name, "")));
      Map<String, String> ofRun = result.plan().source().labels();
      labels.forEach(axis -> cells.add(ofRun.getOrDefault(axis, "")));
      csv.printRecord(safe ? cells.stream().map(SummaryCsv::withoutFormula).toList() : cells);
    }
  }

  static String withoutFormula(String cell) {
    return SpreadsheetText.looksLikeFormula(cell) && !NUMBER.matcher(cell).matches()
        ? SpreadsheetText.marked(cell)
        : cell;
  }

  /** The parameters that are not the same in all runs, in the worker's order. */
  private static List<String> differingParameters(List<RunResult> results) {
    List<String> differing = new ArrayList<>();
    for (Parameter parameter : results.get(0).plan().effective().parameters()) {
      long values =
          results.stream()
              .map(
                  result ->
                      result.plan().effective().find(parameter).map(value -> value.normalised()))
              .distinct()
              .limit(2)
              .count();
      if (values > 1) {
        differing.add(parameter.name());
      }
    }
    return differing;
  }

  /** The labels that are not the same in all runs, in the order of their first appearance. */
  private static List<String> differingLabels(List<RunResult> results) {
    Set<String> axes = new LinkedHashSet<>();
    results.forEach(result -> axes.addAll(result.plan().source().labels().keySet()));
    return axes.stream()
        .filter(
            axis ->
                results.stream()
                        .map(result -> result.plan().source().labels().getOrDefault(axis, ""))
                        .distinct()
                        .count()
                    > 1)
        .toList();
  }
}

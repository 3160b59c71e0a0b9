package org.backtestrunner.orchestrator.report;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.file.AtomicFile;
import org.backtestrunner.orchestrator.harvest.RunResult;

/** {@code batch_summary.csv}: one row a planned run, in plan order. */
public final class SummaryCsv {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  /** The columns that every batch has; {@code param.<name>} columns follow. */
  private static final List<Column> COLUMNS =
      List.of(
          new Column("run_id", row -> row.result().plan().id()),
          new Column("status", row -> row.result().status().label()),
          new Column("strategy", row -> row.result().plan().strategy()),
          new Column("params_hash", row -> row.result().plan().paramsHash()),
          new Column("start_date", row -> row.date(row.result().firstDate(), "start_date")),
          new Column("end_date", row -> row.date(row.result().lastDate(), "end_date")),
          new Column("sharpe", row -> row.metric("sharpe", 4)),
          new Column("deflated_sharpe", row -> fixed(row.deflatedSharpe(), 4)),
          new Column("max_dd", row -> row.metric("max_dd", 2)),
          new Column("max_dd_pct", row -> row.metric("max_dd_pct", 2)),
          new Column("turnover", row -> row.metric("turnover", 2)),
          new Column(
              "runtime_sec", row -> Rounding.seconds(row.result().runtime()).toPlainString()),
          new Column("error", row -> row.result().error().orElse("")),
          new Column("cause", row -> row.result().cause().map(c -> c.label()).orElse("")),
          new Column("exit_code", row -> integer(row.result().exitCode())),
          new Column("attempts", row -> Integer.toString(row.result().attempts().size())),
          new Column("total_return", row -> row.metric("total_return", 6)),
          new Column("cagr", row -> row.metric("cagr", 6)),
          new Column("volatility", row -> row.metric("volatility", 6)),
          new Column("sortino", row -> row.metric("sortino", 4)),
          new Column("calmar", row -> row.metric("calmar", 4)),
          new Column("final_equity", row -> row.metric("final_equity", 2)),
          new Column("orders", row -> row.metric("orders", 0)),
          new Column("cpu_sec", row -> fixed(row.result().log().cpuSeconds(), 3)),
          new Column("peak_rss_mb", row -> fixed(row.result().log().peakMegabytes(), 1)),
          new Column("tags", row -> String.join(";", row.result().plan().tags())));

  private SummaryCsv() {}

  private record Column(String name, Cell cell) {}

  private interface Cell {
    String of(Row row);
  }

  private record Row(RunResult result, OptionalDouble deflatedSharpe) {
    String metric(String name, int decimals) {
      return result.metric(name).map(value -> Rounding.fixed(value, decimals)).orElse("");
    }

    String date(Optional<?> ofCurve, String requested) {
      return ofCurve.map(Object::toString).orElseGet(() -> result.plan().normalised(requested));
    }
  }

  private static String fixed(OptionalDouble value, int decimals) {
    return value.isPresent() ? Rounding.fixed(value.getAsDouble(), decimals) : "";
  }

  private static String integer(java.util.OptionalInt value) {
    return value.isPresent() ? Integer.toString(value.getAsInt()) : "";
  }

  public static void write(Path file, BatchSummary summary) {
    List<String> differing = differingParameters(summary.results());
    AtomicFile.write(
        file,
        out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          print(writer, summary, differing);
          writer.flush();
        });
  }

  private static void print(Writer writer, BatchSummary summary, List<String> differing)
      throws IOException {
    CSVPrinter csv = new CSVPrinter(writer, FORMAT);
    List<String> header = new ArrayList<>(COLUMNS.stream().map(Column::name).toList());
    differing.forEach(name -> header.add("param." + name));
    csv.printRecord(header);
    for (RunResult result : summary.results()) {
      Row row = new Row(result, summary.deflatedSharpe(result));
      List<String> cells = new ArrayList<>();
      COLUMNS.forEach(column -> cells.add(column.cell().of(row)));
      Map<String, String> parameters = result.plan().parameters();
      differing.forEach(name -> cells.add(parameters.getOrDefault(name, "")));
      csv.printRecord(cells);
    }
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
}

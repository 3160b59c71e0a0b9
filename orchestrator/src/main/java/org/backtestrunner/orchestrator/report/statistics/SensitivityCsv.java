package org.backtestrunner.orchestrator.report.statistics;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.backtestrunner.orchestrator.analysis.BatchAnalysis;
import org.backtestrunner.orchestrator.analysis.Sensitivity;
import org.backtestrunner.orchestrator.analysis.Sensitivity.AtValue;
import org.backtestrunner.orchestrator.analysis.Sensitivity.AxisEffect;
import org.backtestrunner.orchestrator.analysis.Sensitivity.Effect;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.file.AtomicFile;
import org.backtestrunner.shared.text.ShortestDecimal;

/** {@code sensitivity.csv}: a row for each grid, axis, value and metric. */
final class SensitivityCsv {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();
  private static final List<String> HEADER =
      List.of(
          "grid",
          "axis",
          "value",
          "metric",
          "n",
          "mean",
          "median",
          "std",
          "min",
          "max",
          "best_run_id",
          "eta_squared");

  private final ShortestDecimal decimals = new ShortestDecimal();

  private SensitivityCsv() {}

  static void write(Path file, BatchAnalysis analysis) {
    AtomicFile.write(
        file,
        out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          new SensitivityCsv().print(writer, analysis);
          writer.flush();
        });
  }

  private void print(Writer writer, BatchAnalysis analysis) throws IOException {
    CSVPrinter csv = new CSVPrinter(writer, FORMAT);
    csv.printRecord(HEADER);
    for (Sensitivity sensitivity : analysis.sensitivities()) {
      int axes = sensitivity.grid().axes().size();
      for (int axis = 0; axis < axes; axis++) {
        int values = sensitivity.grid().axes().get(axis).values().size();
        for (int value = 0; value < values; value++) {
          for (Effect effect : sensitivity.effects()) {
            AxisEffect along = effect.axes().get(axis);
            csv.printRecord(row(sensitivity, effect, along, along.values().get(value)));
          }
        }
      }
    }
  }

  private List<String> row(
      Sensitivity sensitivity, Effect effect, AxisEffect along, AtValue value) {
    return List.of(
        sensitivity.grid().name(),
        along.axis().name(),
        value.value(),
        effect.metric().label(),
        Integer.toString(value.metrics().length),
        text(value.mean()),
        text(value.median()),
        text(value.standardDeviation()),
        text(DoubleStream.of(value.metrics()).min()),
        text(DoubleStream.of(value.metrics()).max()),
        value.best().map(AnalysedRun::id).orElse(""),
        text(along.etaSquared()));
  }

  private String text(OptionalDouble value) {
    if (value.isEmpty()) {
      return "";
    }
    byte[] text = new byte[ShortestDecimal.MAXIMUM_LENGTH];
    int length = decimals.write(value.getAsDouble(), text, 0);
    return new String(text, 0, length, StandardCharsets.US_ASCII);
  }
}

package org.backtestrunner.orchestrator.report.walkforward;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.backtestrunner.orchestrator.file.AtomicFile;
import org.backtestrunner.orchestrator.file.DirectoryTree;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;
import org.backtestrunner.orchestrator.walkforward.Fold;
import org.backtestrunner.orchestrator.walkforward.StitchedCurve;
import org.backtestrunner.orchestrator.walkforward.StitchedCurve.Part;
import org.backtestrunner.orchestrator.walkforward.WalkForward;
import org.backtestrunner.orchestrator.walkforward.WalkForwards;
import org.backtestrunner.shared.text.ShortestDecimal;

/**
 * {@code walk_forward.csv}, {@code walk_forward_folds.csv}, and a curve for each walk-forward.
 * Numbers are the shortest decimals that parse back.
 */
public final class WalkForwardFiles {
  static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private static final List<String> CURVE =
      List.of("timestamp", "equity", "return", "fold", "run_id");

  private final ShortestDecimal decimals = new ShortestDecimal();

  private WalkForwardFiles() {}

  /** Deletes those of an earlier end, if that is possible: they tell of other runs. */
  public static void deleteFrom(BatchDirectory directory) {
    try {
      Files.deleteIfExists(directory.walkForwardCsv());
      Files.deleteIfExists(directory.walkForwardFoldsCsv());
      if (Files.exists(directory.walkForwards())) {
        DirectoryTree.delete(directory.walkForwards());
      }
    } catch (IOException stays) {
      // It is replaced, or there is a complaint about that.
    }
  }

  /**
   * Writes them; nothing of a batch that has no walk-forward.
   *
   * @throws EnvironmentException where a file cannot be written
   */
  public static void write(BatchDirectory directory, WalkForwards walkForwards) {
    if (walkForwards.all().isEmpty()) {
      return;
    }
    WalkForwardFiles files = new WalkForwardFiles();
    for (WalkForward each : walkForwards.all()) {
      if (each.curve().isPresent()) {
        Path file = directory.walkForwardCurve(each.plan().id(), each.freq());
        createDirectories(file.getParent());
        files.write(file, csv -> files.print(csv, each.curve().get()));
      }
    }
    files.write(directory.walkForwardFoldsCsv(), csv -> files.printFolds(csv, walkForwards));
    files.write(directory.walkForwardCsv(), csv -> files.print(csv, walkForwards));
  }

  private static void createDirectories(Path path) {
    try {
      Files.createDirectories(path);
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot make the directory", path, failure);
    }
  }

  private interface Content {
    void printTo(CSVPrinter csv) throws IOException;
  }

  private void write(Path file, Content content) {
    AtomicFile.write(
        file,
        out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          content.printTo(new CSVPrinter(writer, FORMAT));
          writer.flush();
        });
  }

  private void print(CSVPrinter csv, WalkForwards walkForwards) throws IOException {
    List<String> members = List.copyOf(walkForwards.all().get(0).plan().forEach().keySet());
    List<WalkForwardColumn<WalkForward>> columns =
        WalkForwardColumn.ofWalkForwards(members, walkForwards.parameters());
    csv.printRecord(columns.stream().map(WalkForwardColumn::name).toList());
    for (WalkForward each : walkForwards.all()) {
      csv.printRecord(cells(columns, each));
    }
  }

  private void printFolds(CSVPrinter csv, WalkForwards walkForwards) throws IOException {
    List<WalkForwardColumn<Fold>> columns = WalkForwardColumn.ofFolds(walkForwards.parameters());
    List<String> header = new ArrayList<>(List.of("walk_forward"));
    columns.forEach(column -> header.add(column.name()));
    csv.printRecord(header);
    for (WalkForward each : walkForwards.all()) {
      List<Fold> folds = Stream.concat(each.folds().stream(), each.next().stream()).toList();
      for (Fold fold : folds) {
        List<String> cells = new ArrayList<>(List.of(each.plan().id()));
        cells.addAll(cells(columns, fold));
        csv.printRecord(cells);
      }
    }
  }

  private <T> List<String> cells(List<WalkForwardColumn<T>> columns, T row) {
    return columns.stream()
        .map(column -> column.value().apply(row).map(this::text).orElse(""))
        .toList();
  }

  private void print(CSVPrinter csv, StitchedCurve curve) throws IOException {
    csv.printRecord(CURVE);
    for (Part part : curve.parts()) {
      for (int row = part.from(); row < part.to(); row++) {
        csv.printRecord(
            curve.bars().at(row),
            text(curve.at(row)),
            text(curve.returnAt(row)),
            part.fold(),
            part.chosen().map(RunPlan::id).orElse(""));
      }
    }
  }

  private String text(Object value) {
    if (!(value instanceof Double number)) {
      return value.toString();
    }
    byte[] text = new byte[ShortestDecimal.MAXIMUM_LENGTH];
    int length = decimals.write(number, text, 0);
    return new String(text, 0, length, StandardCharsets.US_ASCII);
  }
}

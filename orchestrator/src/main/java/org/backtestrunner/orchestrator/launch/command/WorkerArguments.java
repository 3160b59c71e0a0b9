package org.backtestrunner.orchestrator.launch.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.backtestrunner.orchestrator.file.RegularFile;
import org.backtestrunner.orchestrator.launch.contract.ResultFile;

/** The content of {@code worker.args}. */
public final class WorkerArguments {
  /** Tells the worker that each line is one argument as it is, without quotes or escapes. */
  private static final String MARKER = "# backtest-worker arguments, one a line";

  /** Tells the worker to write files in which a spreadsheet finds no formula. */
  private static final String CSV_SAFE = "--csv-safe=on";

  /** More than any file of arguments has. */
  private static final int MOST_BYTES = 1 << 24;

  private WorkerArguments() {}

  /**
   * The mark of this form, then every parameter, then the output directory and what is to be there:
   * one {@code --dashed-name=value} a line. Nothing is quoted: no value holds a line break.
   *
   * @param parameters by name, in the order of the lines; input files are absolute
   * @param out where the worker writes its results; absolute
   * @param outputs which results it writes; a worker that is to write all is not told
   * @param csvSafe whether a spreadsheet is to find no formula in them; a worker is told if so
   * @param store where prepared inputs are found, which the worker may use; absolute
   */
  public static List<String> lines(
      Map<String, String> parameters,
      Path out,
      Set<ResultFile> outputs,
      boolean csvSafe,
      Optional<Path> store) {
    List<String> lines = new ArrayList<>();
    lines.add(MARKER);
    parameters.forEach((name, value) -> lines.add(line(name, value)));
    lines.add("--out=" + out);
    if (!outputs.equals(ResultFile.ALL)) {
      lines.add("--outputs=" + String.join(",", ResultFile.labels(outputs)));
    }
    if (csvSafe) {
      lines.add(CSV_SAFE);
    }
    store.ifPresent(file -> lines.add("--store=" + file));
    return lines;
  }

  /** The line that names a jar with strategies and factors of the user's. */
  static String strategies(Path jar) {
    return "--strategy-jar=" + jar;
  }

  /**
   * The parameters of several runs, at whose inputs a worker is to look: those of each behind a
   * mark.
   *
   * @param runs parameters by name; input files are absolute
   */
  public static String forInspection(List<Map<String, String>> runs) {
    StringBuilder text = new StringBuilder();
    for (Map<String, String> parameters : runs) {
      text.append(MARKER).append('\n');
      parameters.forEach((name, value) -> text.append(line(name, value)).append('\n'));
    }
    return text.toString();
  }

  /** Whether a file of arguments was written for our worker, not for a program of the user's. */
  public static boolean areOfWorker(Path file) throws IOException {
    return Files.readString(file).startsWith(MARKER);
  }

  /**
   * Whether the arguments of a run told its worker to write files in which a spreadsheet finds no
   * formula; they did not where they are gone.
   */
  public static boolean areCsvSafe(Path file) throws IOException {
    try {
      String text = new String(RegularFile.readAll(file, MOST_BYTES), StandardCharsets.UTF_8);
      return text.startsWith(MARKER) && text.lines().anyMatch(CSV_SAFE::equals);
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  private static String line(String name, String value) {
    return "--" + name.replace('_', '-') + "=" + value;
  }
}

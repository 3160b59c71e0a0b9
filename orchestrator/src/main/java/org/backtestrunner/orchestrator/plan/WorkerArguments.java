package org.backtestrunner.orchestrator.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.Parameter;
import org.backtestrunner.orchestrator.config.ParameterType;
import org.backtestrunner.orchestrator.config.ParameterValue;

/** The content of {@code worker.args}. */
public final class WorkerArguments {
  /** Tells the worker that each line is one argument as it is, without quotes or escapes. */
  private static final String MARKER = "# backtest-worker arguments, one a line";

  private WorkerArguments() {}

  /**
   * The mark of this form, then every parameter with a value that the run's strategy uses, defaults
   * included, in the worker's order, then the output directory: one {@code --dashed-name=value} a
   * line, in the value's one spelling, input files as absolute paths. Nothing is quoted: no value
   * holds a line break.
   *
   * @param workingDirectory where relative paths start; absolute
   * @param out where the worker writes its results; absolute
   * @param store where prepared inputs are found, which the worker may use; absolute
   */
  public static List<String> lines(
      RunPlan run, Path workingDirectory, Path out, Optional<Path> store) {
    List<String> lines = new ArrayList<>();
    lines.add(MARKER);
    for (Parameter parameter : run.effective().parameters()) {
      Optional<ParameterValue> value = run.effective().find(parameter);
      if (value.isPresent() && run.effective().isUsed(parameter)) {
        String text = value.get().normalised();
        if (parameter.type() == ParameterType.FILE) {
          text = workingDirectory.resolve(text).toString();
        }
        lines.add("--" + parameter.name().replace('_', '-') + "=" + text);
      }
    }
    lines.add("--out=" + out);
    store.ifPresent(file -> lines.add("--store=" + file));
    return lines;
  }

  /** The lines as one text, each ended by {@code \n}. */
  public static String text(RunPlan run, Path workingDirectory, Path out, Optional<Path> store) {
    return String.join("\n", lines(run, workingDirectory, out, store)) + "\n";
  }
}

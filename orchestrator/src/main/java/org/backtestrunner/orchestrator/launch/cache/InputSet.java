package org.backtestrunner.orchestrator.launch.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.backtestrunner.orchestrator.config.parameter.EffectiveParameters;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;
import org.backtestrunner.orchestrator.launch.command.WorkerCommand;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.shared.file.InputStamp;
import org.backtestrunner.shared.file.Sha256;

/**
 * The inputs that a worker can prepare once for all runs that share them.
 *
 * @param text says which they are and what their files' sizes and times are, a line each
 */
record InputSet(String text) {
  /**
   * The inputs of a run, as its worker declares them; empty where a file cannot be examined.
   *
   * @param stamp tells by what a path's file is recognised as unchanged
   */
  static Optional<InputSet> of(RunPlan run, Function<String, Optional<String>> stamp) {
    StringBuilder text = new StringBuilder();
    EffectiveParameters effective = run.effective();
    for (Parameter parameter : effective.preparedFrom()) {
      Optional<String> value = effective.find(parameter).map(ParameterValue::normalised);
      if (value.isEmpty()) {
        continue;
      }
      if (parameter.isPath(value.get())) {
        value = stamp.apply(value.get());
        if (value.isEmpty()) {
          return Optional.empty();
        }
      }
      text.append(parameter.name()).append('=').append(value.get()).append('\n');
    }
    return Optional.of(new InputSet(text.toString()));
  }

  /**
   * The input files that are prepared for a run, absolute.
   *
   * @param workingDirectory where relative paths start; absolute
   */
  static List<Path> files(RunPlan run, Path workingDirectory) {
    Map<String, Path> all = run.inputFiles(workingDirectory);
    return run.effective().preparedFrom().stream()
        .map(Parameter::name)
        .filter(all::containsKey)
        .map(all::get)
        .toList();
  }

  /** How large these files are together; 0 where one of them cannot be examined. */
  static long bytes(List<Path> files) {
    try {
      long bytes = 0;
      for (Path file : files) {
        bytes += InputStamp.of(file).bytes();
      }
      return bytes;
    } catch (IOException gone) {
      return 0;
    }
  }

  /**
   * The name of the file that says where the prepared inputs are.
   *
   * @param workerSha256 of the worker jar that prepares and reads them
   * @param command of the same worker, with the user's factors
   */
  String fileName(String workerSha256, WorkerCommand command) throws IOException {
    StringBuilder all = new StringBuilder("worker=" + workerSha256 + " ");
    all.append(InputStamp.of(command.workerJar()).text()).append('\n');
    // Named by its content.
    command.strategies().ifPresent(jar -> all.append(jar.getFileName()).append('\n'));
    return "set-" + Sha256.of(all + text) + ".txt";
  }
}

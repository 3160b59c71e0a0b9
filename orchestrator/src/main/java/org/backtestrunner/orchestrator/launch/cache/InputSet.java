package org.backtestrunner.orchestrator.launch.cache;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.backtestrunner.orchestrator.config.parameter.EffectiveParameters;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;
import org.backtestrunner.orchestrator.file.Sha256;
import org.backtestrunner.orchestrator.plan.RunPlan;

/**
 * The inputs that a worker can prepare once for all runs that share them.
 *
 * @param text says which they are and what their files' sizes and times are, a line each
 */
record InputSet(String text) {
  /** Those that are costly to read, and what decides how they are read. */
  private static final List<String> PARAMETERS =
      List.of(
          "price_file",
          "price_format",
          "symbols_file",
          "freq",
          "bundle_path",
          "factor_file",
          "factor_format",
          "factor_max_age_days");

  /**
   * The inputs of a run; empty where a file cannot be examined.
   *
   * @param stamp tells by what a path's file is recognised as unchanged
   */
  static Optional<InputSet> of(RunPlan run, Function<String, Optional<String>> stamp) {
    StringBuilder text = new StringBuilder();
    EffectiveParameters effective = run.effective();
    for (Parameter parameter : effective.parameters()) {
      Optional<String> value = effective.find(parameter).map(ParameterValue::normalised);
      if (!PARAMETERS.contains(parameter.name())
          || !effective.isUsed(parameter)
          || value.isEmpty()) {
        continue;
      }
      if (parameter.isFile(value.get())) {
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
   * The name of the file that says where the prepared inputs are.
   *
   * @param workerSha256 of the worker jar that prepares and reads them
   * @param workerStamp of the same jar
   */
  String fileName(String workerSha256, String workerStamp) {
    return "set-" + Sha256.of("worker=" + workerSha256 + " " + workerStamp + "\n" + text) + ".txt";
  }
}

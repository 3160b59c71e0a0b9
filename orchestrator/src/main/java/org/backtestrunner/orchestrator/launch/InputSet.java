package org.backtestrunner.orchestrator.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.EffectiveParameters;
import org.backtestrunner.orchestrator.config.Parameter;
import org.backtestrunner.orchestrator.config.ParameterType;
import org.backtestrunner.orchestrator.config.ParameterValue;
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
          "symbols_file",
          "freq",
          "bundle_path",
          "factor_file",
          "factor_max_age_days");

  /**
   * The inputs of a run; empty where a file cannot be examined.
   *
   * @param workingDirectory where relative paths start; absolute
   */
  static Optional<InputSet> of(RunPlan run, Path workingDirectory) {
    StringBuilder text = new StringBuilder();
    EffectiveParameters effective = run.effective();
    try {
      for (Parameter parameter : effective.parameters()) {
        Optional<ParameterValue> value = effective.find(parameter);
        if (PARAMETERS.contains(parameter.name())
            && effective.isUsed(parameter)
            && value.isPresent()) {
          String normalised = value.get().normalised();
          text.append(parameter.name()).append('=');
          text.append(
              parameter.type() == ParameterType.FILE
                  ? FileStamp.of(workingDirectory.resolve(normalised))
                  : normalised);
          text.append('\n');
        }
      }
      return Optional.of(new InputSet(text.toString()));
    } catch (IOException gone) {
      return Optional.empty();
    }
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

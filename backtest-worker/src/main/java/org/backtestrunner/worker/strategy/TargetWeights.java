package org.backtestrunner.worker.strategy;

import java.util.Map;
import java.util.Optional;
import org.backtestrunner.shared.warning.WarningKind;
import org.backtestrunner.worker.data.WeightsFile;
import org.backtestrunner.worker.factor.sources.Inputs;
import org.backtestrunner.worker.format.Input;
import org.backtestrunner.worker.format.InputKind;
import org.backtestrunner.worker.panel.Warnings;
import org.backtestrunner.worker.parameter.EpochDay;
import org.backtestrunner.worker.parameter.Parameters;
import org.backtestrunner.worker.parameter.RunParameters;
import org.backtestrunner.worker.parameter.WeightsRoll;

/** Trades the weights of a file: how users bring their own signals. */
final class TargetWeights implements DecisionRule {

  @Override
  public String name() {
    return Parameters.TARGET_WEIGHTS;
  }

  @Override
  public String description() {
    return "The weights of weights_file, times max_gross_exposure.";
  }

  @Override
  public Decisions prepare(RunParameters run, Inputs inputs, Warnings warnings) {
    Map<Integer, double[]> decisions =
        WeightsFile.read(
            Input.of(InputKind.WEIGHTS, run),
            WeightsRoll.of(run.text("weights_roll")),
            inputs.panel(),
            EpochDay.of(run.date("start_date")),
            EpochDay.of(run.date("end_date")),
            warnings);
    if (decisions.isEmpty()) {
      warnings.add(
          WarningKind.WEIGHTS_IGNORED,
          "weights_file has no row from start_date to end_date: nothing is ever held");
    }
    double grossExposure = run.number("max_gross_exposure");
    for (double[] weights : decisions.values()) {
      for (int s = 0; s < weights.length; s++) {
        weights[s] *= grossExposure;
      }
    }
    return new Given(decisions);
  }

  private record Given(Map<Integer, double[]> decisions) implements Decisions {
    @Override
    public Optional<double[]> at(int bar) {
      return Optional.ofNullable(decisions.get(bar));
    }
  }
}

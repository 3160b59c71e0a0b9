package org.backtestrunner.worker.property;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.backtestrunner.worker.engine.Outputs;
import org.backtestrunner.worker.engine.Simulation;
import org.backtestrunner.worker.engine.SimulationResult;
import org.backtestrunner.worker.factor.formulas.Factors;
import org.backtestrunner.worker.factor.sources.OriginalInputs;
import org.backtestrunner.worker.output.BacktestFiles;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.panel.Warnings;
import org.backtestrunner.worker.parameter.RunParameters;
import org.backtestrunner.worker.strategy.DecisionRule;

/**
 * A run of the production engine of which the decisions were noted.
 *
 * @param decisions target weights by calendar entry
 */
record RecordedRun(
    Panel panel,
    NavigableMap<Integer, double[]> decisions,
    SimulationResult result,
    RunFiles files) {

  /** Runs a strategy, which may be another than the parameters name. */
  static RecordedRun of(Map<String, String> parameters, DecisionRule strategy, Path out) {
    Warnings unheard = (kind, serious, message) -> {};
    RunParameters run = RunParameters.of(parameters);
    OriginalInputs inputs = OriginalInputs.read(run, Factors.OF_ENGINE, unheard);
    Panel panel = inputs.panel();
    DecisionRule.Decisions decisions = strategy.prepare(run, inputs, unheard);
    NavigableMap<Integer, double[]> noted = new TreeMap<>();
    DecisionRule.Decisions noting =
        entry -> {
          Optional<double[]> weights = decisions.at(entry);
          weights.ifPresent(w -> noted.put(entry, w.clone()));
          return weights;
        };
    SimulationResult result = Simulation.run(run, panel, noting, Outputs.ALL, unheard);
    try {
      BacktestFiles.write(out, panel, result, true);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return new RecordedRun(panel, noted, result, RunFiles.read(out, panel.frequency().label()));
  }

  /** The decisions up to a calendar entry, as text that tells every bit. */
  String decisionsUpTo(int entry) {
    StringBuilder text = new StringBuilder();
    decisions
        .headMap(entry, true)
        .forEach((bar, weights) -> text.append(bar).append(Arrays.toString(weights)).append('\n'));
    return text.toString();
  }

  /**
   * The calendar entry at which the account was wiped out; one after the last bar if it was not.
   */
  int wipeOut() {
    return result.equityCurve().stream()
        .filter(point -> point.equity() == 0)
        .mapToInt(point -> point.bar())
        .findFirst()
        .orElse(panel.lastBar() + 1);
  }
}

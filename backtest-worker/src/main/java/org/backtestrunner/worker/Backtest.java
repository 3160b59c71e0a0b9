package org.backtestrunner.worker;

import java.io.IOException;
import java.nio.file.Path;
import org.backtestrunner.worker.data.DataChecks;
import org.backtestrunner.worker.data.Panel;
import org.backtestrunner.worker.engine.EquityPoint;
import org.backtestrunner.worker.engine.Simulation;
import org.backtestrunner.worker.engine.SimulationResult;
import org.backtestrunner.worker.output.BacktestFiles;
import org.backtestrunner.worker.parameter.RunParameters;
import org.backtestrunner.worker.strategy.Strategies;
import org.backtestrunner.worker.strategy.Strategy;

/** One run from its parameters to its files. */
final class Backtest {
  private Backtest() {}

  /**
   * Runs a backtest.
   *
   * @param out directory of the output files, made where it is missing
   */
  static void run(RunParameters run, Path out, RunLog log) throws IOException {
    Panel panel = Panel.read(run, log);
    log.info(
        panel.size()
            + " symbols, "
            + DataChecks.observations(panel)
            + " observations, "
            + (panel.lastBar() - panel.firstBar() + 1)
            + " bars from "
            + panel.format(panel.firstBar())
            + " to "
            + panel.format(panel.lastBar()));
    DataChecks.run(panel, log);
    Strategy.Decisions decisions = Strategies.of(run.strategy()).prepare(run, panel, log);
    SimulationResult result = Simulation.run(run, panel, decisions, log);
    log.closeWarnings();
    BacktestFiles.write(out, panel, result);
    EquityPoint end = result.equityCurve().get(result.equityCurve().size() - 1);
    log.info(result.orders().size() + " orders, final equity " + end.equity());
  }
}

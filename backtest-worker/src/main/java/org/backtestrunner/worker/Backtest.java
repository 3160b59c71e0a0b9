package org.backtestrunner.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.backtestrunner.shared.text.ShortestDecimal;
import org.backtestrunner.worker.check.DataChecks;
import org.backtestrunner.worker.engine.EquityPoint;
import org.backtestrunner.worker.engine.Outputs;
import org.backtestrunner.worker.engine.Simulation;
import org.backtestrunner.worker.engine.SimulationResult;
import org.backtestrunner.worker.factor.formulas.Factors;
import org.backtestrunner.worker.factor.sources.Inputs;
import org.backtestrunner.worker.factor.sources.OriginalInputs;
import org.backtestrunner.worker.factor.sources.StoredInputs;
import org.backtestrunner.worker.output.BacktestFiles;
import org.backtestrunner.worker.own.OwnCode;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.parameter.RunParameters;
import org.backtestrunner.worker.store.format.StoreException;
import org.backtestrunner.worker.strategy.DecisionRule;

/** One run from its parameters to its files. */
final class Backtest {
  private final RunParameters run;
  private final OwnCode own;
  private final Factors formulas;
  private final Path out;
  private final Outputs outputs;
  private final Session session;

  private Backtest(RunParameters run, OwnCode own, Path out, Outputs outputs, Session session) {
    this.run = run;
    this.own = own;
    this.formulas = own.formulas(run);
    this.out = out;
    this.outputs = outputs;
    this.session = session;
  }

  /**
   * Runs a backtest.
   *
   * @param own what it may use beside what the worker has itself
   * @param out directory of the output files, made where it is missing
   * @param outputs which of them are left
   * @param store set file of what was prepared for the run: without it the run takes longer, and
   *     nothing else differs
   */
  static void run(
      RunParameters run,
      OwnCode own,
      Path out,
      Outputs outputs,
      Optional<Path> store,
      Session session,
      RunLog log)
      throws IOException {
    OpenedInputs opened = new OpenedInputs(run, log);
    Backtest backtest = new Backtest(run, own, out, outputs, session);
    if (store.isEmpty()) {
      backtest.writeFromOriginals(log);
    } else if (!backtest.writeFromStore(store.get(), log)) {
      // A strategy of the user's may have been asked for decisions already, and remembers them.
      try (OwnCode anew = own.anew()) {
        new Backtest(run, anew, out, outputs, session).writeFromOriginals(log);
      }
    }
    opened.tell();
  }

  private void writeFromOriginals(RunLog log) throws IOException {
    write(OriginalInputs.read(run, formulas, log), log);
  }

  /** Tells whether the store was good; if not, nothing is written but lines in the log. */
  private boolean writeFromStore(Path store, RunLog log) throws IOException {
    try (StoredInputs inputs =
        StoredInputs.open(store, run, WorkerJar.find(), session.warm(), formulas, log)) {
      write(inputs, log);
      return true;
    } catch (StoreException doubt) {
      log.repeat("the original inputs are read, not the store: " + doubt.getMessage());
      return false;
    }
  }

  private void write(Inputs inputs, RunLog log) throws IOException {
    Panel panel = inputs.panel();
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
    DataChecks.run(run, panel, log);
    DecisionRule.Decisions decisions = own.rule(run.strategy()).prepare(run, inputs, log);
    SimulationResult result = Simulation.run(run, panel, decisions, outputs, log);
    log.closeWarnings();
    BacktestFiles.write(out, panel, result, session.flushes());
    EquityPoint end = result.equityCurve().get(result.equityCurve().size() - 1);
    log.info(result.orderCount() + " orders, final equity " + ShortestDecimal.plain(end.equity()));
  }
}

package org.backtestrunner.orchestrator.walkforward;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.parameter.DecimalText;
import org.backtestrunner.orchestrator.harvest.metric.Book;
import org.backtestrunner.orchestrator.harvest.output.EquityCurve;
import org.backtestrunner.orchestrator.harvest.output.EquityCurve.Extent;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;
import org.backtestrunner.orchestrator.walkforward.StitchedCurve.Part;

/**
 * Makes one curve of the choices of a walk-forward, reading the files of the chosen runs once more.
 * Positions are carried where the choice stays; where it changes, the whole book of both is traded,
 * which is an upper bound.
 */
final class Stitching {
  private static final double BPS = 10_000;

  private final CandidatePass pass;
  private final BatchDirectory directory;
  private final List<Part> parts = new ArrayList<>();
  private final double[] values;
  private final int first;
  private Optional<Held> held = Optional.empty();
  private boolean lacksExposure;

  private Stitching(CandidatePass pass, BatchDirectory directory, int first, double startCapital) {
    this.pass = pass;
    this.directory = directory;
    this.first = first;
    this.values = new double[pass.days().length - first + 1];
    values[0] = startCapital;
  }

  /** A chosen run with its curve. */
  private record Held(RunPlan run, Book book, double[] returns) {

    /** What it costs to buy or sell the whole book at the close of a row; a share of equity. */
    double exchange(int row) {
      double equity = book.equity()[row];
      if (equity <= 0) {
        return 0;
      }
      double rate = (bps("commission_bps") + bps("spread_bps") / 2 + bps("slippage_bps")) / BPS;
      return hasExposure()
          ? (book.longValue().orElseThrow()[row] - book.shortValue().orElseThrow()[row])
              / equity
              * rate
          : rate;
    }

    boolean hasExposure() {
      return book.longValue().isPresent() && book.shortValue().isPresent();
    }

    private double bps(String parameter) {
      return run.find(parameter)
          .filter(DecimalText::isDecimal)
          .map(Double::parseDouble)
          .orElse(0.0);
    }
  }

  /**
   * What came of it.
   *
   * @param lacksExposure whether a file of a run that was switched to or from does not tell it
   */
  record Stitched(StitchedCurve curve, boolean lacksExposure) {}

  /**
   * @param folds with rows out of sample, one behind the other, at least one
   * @param chosen the run of each; absent where the account is in cash
   * @throws IOException where a file that was harvested can no longer be read
   */
  static Stitched of(
      CandidatePass pass,
      BatchDirectory directory,
      List<Window> folds,
      List<Optional<RunPlan>> chosen)
      throws IOException {
    int first = folds.get(0).outFrom();
    RunPlan one = pass.runs().get(0);
    double startCapital =
        one.startCapital().isPresent()
            ? one.startCapital().getAsDouble()
            : EquityCurve.read(one, directory.run(one)).equity()[0];
    Stitching stitching = new Stitching(pass, directory, first, startCapital);
    for (int i = 0; i < folds.size(); i++) {
      stitching.add(folds.get(i), chosen.get(i));
    }
    StitchedCurve curve =
        new StitchedCurve(pass.bars(), pass.days(), first, stitching.values, stitching.parts);
    return new Stitched(curve, stitching.lacksExposure);
  }

  private void add(Window fold, Optional<RunPlan> chosen) throws IOException {
    double switchCost = 0;
    if (!held.map(Held::run).equals(chosen)) {
      switchCost += exchange(fold);
      held = chosen.isEmpty() ? Optional.empty() : Optional.of(read(chosen.get()));
      switchCost += exchange(fold);
    }
    for (int row = fold.outFrom(); row < fold.outTo(); row++) {
      int at = row - first + 1;
      double kept = row == fold.outFrom() ? 1 - switchCost : 1;
      double growth = 1 + (held.isEmpty() ? 0 : held.get().returns()[row]);
      values[at] = Math.max(0, values[at - 1] * kept * growth);
    }
    parts.add(new Part(fold.number(), fold.outFrom(), fold.outTo(), chosen, switchCost));
  }

  /** The share of the account that trading what is held now costs before a fold. */
  private double exchange(Window fold) {
    lacksExposure |= held.isPresent() && !held.get().hasExposure();
    return held.isEmpty() ? 0 : held.get().exchange(fold.outFrom() - 1);
  }

  private Held read(RunPlan run) throws IOException {
    EquityCurve curve = EquityCurve.read(run, directory.run(run), Extent.BOOK);
    if (curve.equity().length != pass.days().length) {
      throw new IOException("the equity of run " + run.id() + " has changed");
    }
    return new Held(run, curve.book(), CandidateCurve.of(run, curve).returns());
  }
}

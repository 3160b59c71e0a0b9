package org.backtestrunner.orchestrator.walkforward;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.backtestrunner.orchestrator.config.walkforward.WalkForwardPlan;
import org.backtestrunner.orchestrator.harvest.output.BarStamps;
import org.backtestrunner.orchestrator.harvest.output.EquityCurve;
import org.backtestrunner.orchestrator.harvest.output.EquityCurve.Extent;
import org.backtestrunner.orchestrator.harvest.output.InvalidOutputException;
import org.backtestrunner.orchestrator.harvest.output.OrdersFile;
import org.backtestrunner.orchestrator.harvest.output.RunDates;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;

/**
 * One pass over the equity files of candidates, for all walk-forwards that choose among them. Of
 * each curve it keeps a few numbers a fold, and the sum of all returns.
 */
final class CandidatePass {
  private final List<WalkForwardPlan> plans;
  private final BatchDirectory directory;
  private final List<RunPlan> runs;
  private final List<List<Window>> windows = new ArrayList<>();

  /** By walk-forward, candidate and window, the next choice last. */
  private final List<List<List<Slice>>> slices = new ArrayList<>();

  private BarStamps bars;
  private int[] days;
  private double[] meanReturns;
  private Optional<String> difference = Optional.empty();

  private CandidatePass(List<WalkForwardPlan> plans, List<RunPlan> runs, BatchDirectory directory) {
    this.plans = plans;
    this.runs = runs;
    this.directory = directory;
  }

  /**
   * @param plans that choose among the same runs
   * @param runs those of them that have succeeded, at least one
   * @throws IOException where a file that was harvested can no longer be read
   */
  static CandidatePass over(
      List<WalkForwardPlan> plans, List<RunPlan> runs, BatchDirectory directory)
      throws IOException {
    CandidatePass pass = new CandidatePass(plans, runs, directory);
    for (int i = 0; i < runs.size() && pass.difference.isEmpty(); i++) {
      pass.take(runs.get(i));
    }
    return pass;
  }

  private void take(RunPlan run) throws IOException {
    EquityCurve curve = EquityCurve.read(run, directory.run(run), Extent.TIMES);
    BarStamps own = curve.stamps().orElseThrow();
    if (bars == null) {
      begin(own, curve.days());
    }
    OptionalInt row = bars.firstDifference(own);
    if (row.isPresent()) {
      difference = Optional.of(difference(run, own, row.getAsInt()));
      return;
    }
    CandidateCurve seen = CandidateCurve.of(run, curve);
    double[] returns = seen.returns();
    for (int i = 0; i < returns.length; i++) {
      meanReturns[i] += returns[i] / runs.size();
    }
    Optional<int[]> orders = Optional.empty();
    boolean counts = plans.stream().anyMatch(plan -> plan.minOrders() > 0);
    if (counts) {
      orders = orders(run);
    }
    for (int p = 0; p < plans.size(); p++) {
      WalkForwardPlan plan = plans.get(p);
      List<Slice> ofRun = new ArrayList<>();
      for (Window window : windows.get(p)) {
        ofRun.add(Slice.of(plan, window, seen, hasOrders(plan, window, orders)));
      }
      slices.get(p).add(ofRun);
    }
  }

  private void begin(BarStamps ofAll, int[] daysOfAll) {
    bars = ofAll;
    days = daysOfAll;
    meanReturns = new double[days.length];
    for (WalkForwardPlan plan : plans) {
      List<Window> all = new ArrayList<>(Window.folds(plan, days));
      all.add(Window.next(plan, days));
      windows.add(all);
      slices.add(new ArrayList<>());
    }
  }

  private String difference(RunPlan other, BarStamps own, int row) {
    String first =
        row >= bars.size()
            ? own.at(row)
            : row >= own.size() || bars.at(row).compareTo(own.at(row)) < 0
                ? bars.at(row)
                : own.at(row);
    return "runs %s and %s have different bars (first at %s)"
        .formatted(runs.get(0).id(), other.id(), first);
  }

  private Optional<int[]> orders(RunPlan run) throws IOException {
    try {
      return Optional.of(
          OrdersFile.countsBefore(
              directory.run(run).orders(run.normalised("freq")), RunDates.of(run), bars));
    } catch (NoSuchFileException leftOut) {
      return Optional.empty();
    } catch (InvalidOutputException changed) {
      throw new IOException(changed.getMessage(), changed);
    }
  }

  private static boolean hasOrders(WalkForwardPlan plan, Window window, Optional<int[]> orders) {
    return plan.minOrders() == 0
        || orders
            .filter(before -> before[window.inTo()] - before[window.inFrom()] >= plan.minOrders())
            .isPresent();
  }

  /** Why the candidates cannot be compared, if they cannot. */
  Optional<String> difference() {
    return difference;
  }

  List<RunPlan> runs() {
    return runs;
  }

  BarStamps bars() {
    return bars;
  }

  int[] days() {
    return days;
  }

  /** The mean over the candidates of the return of each row. */
  double[] meanReturns() {
    return meanReturns;
  }

  /** The folds of a walk-forward. */
  List<Window> folds(int plan) {
    return windows.get(plan).subList(0, windows.get(plan).size() - 1);
  }

  Window next(int plan) {
    return windows.get(plan).get(windows.get(plan).size() - 1);
  }

  /** What a candidate was in a window, the next choice being the last one. */
  Slice slice(int plan, int run, int window) {
    return slices.get(plan).get(run).get(window);
  }
}

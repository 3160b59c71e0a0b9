package org.backtestrunner.orchestrator.analysis.set;

import java.util.List;
import java.util.Optional;

/**
 * The run that others are to beat.
 *
 * @param obstacle why it cannot be compared with the group
 */
public record Benchmark(AnalysedRun run, Choice choice, Optional<Obstacle> obstacle) {
  private static final String DO_NOTHING = "buy_and_hold";

  /** Who or what chose it. */
  public enum Choice {
    OPTION("option"),
    TAG("tag"),
    ONLY_BUY_AND_HOLD("only_buy_and_hold");

    private final String label;

    Choice(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  /** Why a benchmark cannot be compared with. */
  public enum Obstacle {
    NOT_SUCCESSFUL("not_successful"),
    NO_SHARPE("no_sharpe"),
    OTHER_DATES("other_dates");

    private final String label;

    Obstacle(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  /** Whether the worker of a run can do nothing but hold, for others to be compared with. */
  static boolean canDoNothing(AnalysedRun run) {
    return run.plan().effective().knowsStrategy(DO_NOTHING);
  }

  /** Whether it is a curve of the group. */
  public boolean isUsable() {
    return obstacle.isEmpty();
  }

  /**
   * @param id of the run that the user has named
   */
  static Optional<Benchmark> find(
      List<AnalysedRun> runs, Optional<String> id, Optional<CurveCalendar> group) {
    if (id.isPresent()) {
      return runs.stream()
          .filter(run -> run.id().equals(id.get()))
          .findFirst()
          .map(run -> of(run, Choice.OPTION, group));
    }
    Optional<AnalysedRun> tagged = runs.stream().filter(AnalysedRun::isTaggedBenchmark).findFirst();
    if (tagged.isPresent()) {
      return tagged.map(run -> of(run, Choice.TAG, group));
    }
    List<AnalysedRun> doingNothing =
        runs.stream().filter(run -> run.plan().strategy().equals(DO_NOTHING)).limit(2).toList();
    return doingNothing.size() == 1
        ? Optional.of(of(doingNothing.get(0), Choice.ONLY_BUY_AND_HOLD, group))
        : Optional.empty();
  }

  private static Benchmark of(AnalysedRun run, Choice choice, Optional<CurveCalendar> group) {
    return new Benchmark(run, choice, obstacle(run, group));
  }

  private static Optional<Obstacle> obstacle(AnalysedRun run, Optional<CurveCalendar> group) {
    if (run.result().success().isEmpty()) {
      return Optional.of(Obstacle.NOT_SUCCESSFUL);
    }
    if (!run.isCurve()) {
      return Optional.of(Obstacle.NO_SHARPE);
    }
    return group.equals(Optional.of(run.calendar()))
        ? Optional.empty()
        : Optional.of(Obstacle.OTHER_DATES);
  }
}

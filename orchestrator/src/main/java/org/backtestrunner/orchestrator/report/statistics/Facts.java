package org.backtestrunner.orchestrator.report.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.backtestrunner.orchestrator.analysis.BatchAnalysis;
import org.backtestrunner.orchestrator.analysis.Contender;
import org.backtestrunner.orchestrator.analysis.TrialFacts;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.analysis.set.Neighbourhood;
import org.backtestrunner.orchestrator.analysis.statistic.Overfitting;
import org.backtestrunner.orchestrator.harvest.metric.DeflatedSharpe;

/** The five facts under a verdict: each a name, a number, and a sentence or two. */
public final class Facts {
  private static final double CARRIED_OVER = 0.2;
  private static final double MIXED = 0.5;
  private static final int FEW_COLUMNS = 10;
  private static final int FEW_SPLITS = 70;

  private final BatchAnalysis analysis;
  private final RunLabels labels;
  private final UnaryOperator<String> outside;

  /**
   * @param outside makes text from outside harmless
   */
  public Facts(BatchAnalysis analysis, RunLabels labels, UnaryOperator<String> outside) {
    this.analysis = analysis;
    this.labels = labels;
    this.outside = outside;
  }

  /**
   * @param number empty where the fact is undefined, which the sentence explains
   * @param unit what the number is of; may be empty
   * @param run that the fact is about; its name is not in the sentence
   */
  public record Fact(
      String name, String number, String unit, Optional<AnalysedRun> run, String sentence) {
    private Fact(String name, String number, String unit, String sentence) {
      this(name, number, unit, Optional.empty(), sentence);
    }
  }

  public List<Fact> all() {
    return List.of(bestRun(), benchmark(), luck(), choosing(), staying());
  }

  private static Fact undefined(String name, String reason) {
    return new Fact(name, "", "", reason);
  }

  private Fact bestRun() {
    String name = "Best run";
    if (analysis.best().isEmpty()) {
      return undefined(
          name, "No candidate: no run beside the benchmark has orders and a Sharpe ratio.");
    }
    AnalysedRun run = analysis.best().get().run();
    OptionalDouble loss = run.metric("max_dd_pct");
    return new Fact(
        name,
        Figures.ratio(run.sharpe()),
        "Sharpe",
        Optional.of(run),
        "%s a year; worst loss %s."
            .formatted(
                Figures.percent(run.metric("cagr")),
                Figures.percent(
                    loss.isPresent() ? OptionalDouble.of(loss.getAsDouble() / 100) : loss)));
  }

  private Fact benchmark() {
    Optional<AnalysedRun> benchmark = analysis.sets().usableBenchmark();
    String name = "Against " + benchmark.map(run -> outside.apply(run.id())).orElse("a benchmark");
    if (benchmark.isEmpty()) {
      return undefined(
          name,
          analysis.sets().benchmark().isPresent()
              ? "The benchmark cannot be compared with."
              : "No benchmark: tag a run `benchmark`"
                  + (analysis.sets().canBuyAndHold()
                      ? ", or add one with the strategy `buy_and_hold`."
                      : "."));
    }
    if (analysis.best().isEmpty()) {
      return undefined(name, "No candidate to compare.");
    }
    Contender best = analysis.best().get();
    OptionalDouble above = best.comparison().orElseThrow().probabilityAbove();
    return new Fact(
        name,
        Figures.difference(best.benchmarkDifference().getAsDouble()),
        "Sharpe",
        "It has a Sharpe ratio of %s.%s"
            .formatted(
                Figures.ratio(benchmark.get().sharpe()),
                above.isEmpty()
                    ? ""
                    : " "
                        + Figures.percent(above)
                        + " that the difference in returns is above zero, before the search is"
                        + " counted."));
  }

  private Fact luck() {
    String name = "Against luck";
    OptionalDouble deflated =
        analysis
            .best()
            .map(best -> best.run().metric(DeflatedSharpe.NAME))
            .orElse(OptionalDouble.empty());
    if (deflated.isEmpty()) {
      return undefined(name, "No deflated Sharpe ratio: the record is too short or does not vary.");
    }
    TrialFacts trials = analysis.trials().orElseThrow();
    String sentence =
        trials.trials().count() < 2
            ? "One trial: nothing was chosen."
            : "The best of %d unskilled runs that differ as much as these would show %s."
                .formatted(trials.trials().count(), Figures.ratio(trials.expectedMaximumSharpe()));
    String spread =
        trials
            .spread()
            .map(
                found ->
                    switch (found) {
                      case DIFFER_IN_KIND ->
                          " The runs differ in kind, not only by luck: this is strict (luck alone: "
                              + Figures.percent(analysis.best().get().luckOnly())
                              + ", our own measure).";
                      case HARDLY_DIFFER -> " The runs hardly differ: this is generous.";
                      case AS_LUCK -> "";
                    })
            .orElse("");
    return new Fact(name, Figures.percent(deflated), "deflated", sentence + spread + ever());
  }

  /** What the same run is worth beside all that was ever tried on its data. */
  private String ever() {
    AnalysedRun best = analysis.best().orElseThrow().run();
    OptionalDouble deflated = best.metric(DeflatedSharpe.EVER);
    return analysis
        .counted()
        .find(best.index())
        .filter(all -> deflated.isPresent())
        .map(
            all ->
                " %s counting %s on this data since %s."
                    .formatted(
                        Figures.percent(deflated),
                        all.trials().count() == 1
                            ? "one trial"
                            : Figures.grouped(all.trials().count()) + " trials",
                        all.since()))
        .orElse("");
  }

  private Fact choosing() {
    String name = "Does choosing help?";
    Optional<Overfitting> found = analysis.overfitting();
    if (found.isEmpty()) {
      boolean few = analysis.sets().columns().size() < 2;
      return undefined(name, few ? "Fewer than two different candidates." : "Fewer than 80 days.");
    }
    Overfitting pbo = found.get();
    String reading =
        pbo.probability() <= CARRIED_OVER
            ? "Choosing carried over."
            : pbo.probability() <= MIXED
                ? "Mixed."
                : "Choosing the best was worse than choosing blindly.";
    String benchmark =
        pbo.benchmark()
            .map(
                beside ->
                    "; %s had %s, and was beaten in %s of %s splits"
                        .formatted(
                            outside.apply(analysis.sets().usableBenchmark().orElseThrow().id()),
                            Figures.ratio(beside.unseenMedian()),
                            Figures.percent(beside.beaten()),
                            Figures.grouped(pbo.splits())))
            .orElse("");
    String coarse =
        pbo.curves() < FEW_COLUMNS || pbo.splits() < FEW_SPLITS ? " This is coarse." : "";
    return new Fact(
        name,
        Figures.percent(pbo.probability()),
        "PBO",
        "The best on half of the days: Sharpe %s there, %s on the other half%s. %s%s"
            .formatted(
                Figures.ratio(pbo.seenMedian()),
                Figures.ratio(pbo.unseenMedian()),
                benchmark,
                reading,
                coarse));
  }

  private Fact staying() {
    String name = "Does it stay?";
    if (analysis.best().isEmpty()) {
      return undefined(name, "No candidate.");
    }
    Contender best = analysis.best().get();
    String around =
        best.neighbourhood()
            .map(Neighbourhood::mean)
            .filter(OptionalDouble::isPresent)
            .map(mean -> "One grid step away: " + Figures.ratio(mean) + " on average.")
            .orElse("No neighbours in a grid.");
    return new Fact(
        name,
        Figures.ratio(best.record().firstHalfSharpe())
            + " \u2192 "
            + Figures.ratio(best.record().secondHalfSharpe()),
        "",
        "Sharpe ratio of its first and second half. " + around);
  }

  /** What is true of every batch, and the run to take instead. */
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    remarks.add(
        analysis.counted().ever().isEmpty()
            ? "Only this batch is counted. Earlier batches on the same prices were trials too, and"
                + " no file knows about them."
            : "Only this batch is counted.");
    Optional<Contender> robust = analysis.robust();
    if (robust.isPresent()
        && robust.get().run().index() != analysis.best().orElseThrow().run().index()) {
      remarks.add(
          "More robust: %s (Sharpe %s, with its neighbours %s)."
              .formatted(
                  outside.apply(labels.of(robust.get().run())),
                  Figures.ratio(robust.get().run().sharpe()),
                  Figures.ratio(robust.get().neighbourhood().orElseThrow().smooth())));
    }
    return remarks;
  }
}

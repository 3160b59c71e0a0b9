package org.backtestrunner.orchestrator.harvest.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class DeflatedSharpeTest {

  /** No trial but the run itself: the benchmark is 0. */
  private static final Trials ALONE = new Trials(1, OptionalDouble.empty());

  /** The example of Bailey and López de Prado 2014: an annual Sharpe ratio of 2.5, 250 days. */
  private static final ReturnMoments PAPER = new ReturnMoments(2.5 / Math.sqrt(250), -3, 10, 1250);

  @Test
  void theExampleOfThePaperIsReproduced() {
    OptionalDouble variance = OptionalDouble.of(0.5 / 250);

    assertEquals(
        0.90039683444939, DeflatedSharpe.of(PAPER, new Trials(100, variance)).orElseThrow(), 1e-14);
    assertEquals(0.9505, DeflatedSharpe.of(PAPER, new Trials(46, variance)).orElseThrow(), 0.5e-4);
    assertEquals(0.1132, new Trials(100, variance).expectedMaximumSharpe(), 0.5e-4);
  }

  @Test
  void theMomentsOfReturnsAreThoseOfThePopulation() {
    // scipy 1.17: skew and kurtosis (fisher=False) of the returns 0.1, -0.2, 0.25, 0.1.
    ReturnMoments moments = moments(100, 110, 88, 110, 121).orElseThrow();

    assertEquals(0.3311330892662613, moments.sharpe(), 1e-15);
    assertEquals(-0.6520236646847553, moments.skewness(), 1e-14);
    assertEquals(2.096952908587258, moments.kurtosis(), 1e-14);
    assertEquals(4, moments.returnCount());
    assertEquals(0.6963099456377726, DeflatedSharpe.of(moments, ALONE).orElseThrow(), 1e-14);
  }

  @Test
  void fourTrialsDeflateEachRunByTheirExpectedMaximum() {
    // numpy and scipy: ddof 1, norm.ppf, norm.cdf.
    Trials trials = Trials.of(runs("a", 0.05, "b", 0.02, "c", -0.01, "d", 0.04));

    assertEquals(4, trials.count());
    assertEquals(0.0007, trials.sharpeVariance().orElseThrow(), 1e-16);
    assertEquals(0.02783655341499822, trials.expectedMaximumSharpe(), 1e-15);
    assertEquals(0.4418915861595063, trials.expectedMaximumSharpePerYear(252), 1e-14);
    assertEquals(0.6873750913463074, deflated(0.05, trials), 1e-14);
    assertEquals(0.1984187075691587, deflated(-0.01, trials), 1e-14);
  }

  private static double deflated(double sharpe, Trials trials) {
    return DeflatedSharpe.of(new ReturnMoments(sharpe, -0.5, 5, 500), trials).orElseThrow();
  }

  @Test
  void equalParametersAreOneTrialAndTheFirstOfThemCounts() {
    Trials trials = Trials.of(runs("a", 0.05, "b", 0.02, "a", 0.99, "c", -0.01, "d", 0.04));

    assertEquals(Trials.of(runs("a", 0.05, "b", 0.02, "c", -0.01, "d", 0.04)), trials);
  }

  @Test
  void fewerThanTwoTrialsHaveNoVarianceAndNothingToDeflate() {
    assertEquals(new Trials(0, OptionalDouble.empty()), Trials.of(List.of()));
    assertEquals(ALONE, Trials.of(runs("a", 0.05, "a", 0.07)));
    assertEquals(0, ALONE.expectedMaximumSharpe());
    assertEquals(0, ALONE.expectedMaximumSharpePerYear(252));
  }

  @Test
  void trialsThatDifferByRoundingOnlyDeflateNothing() {
    Trials trials = Trials.of(runs("a", 0.05, "b", Math.nextUp(0.05)));

    assertEquals(2, trials.count());
    assertEquals(OptionalDouble.of(0), trials.sharpeVariance());
    assertEquals(0, trials.expectedMaximumSharpe());
  }

  @Test
  void theExpectedMaximumOfNormalsIsGoodForManyTrials() {
    // mpmath 1.3, 40 digits; for two, 1 - 1/N is the median and adds nothing.
    assertEquals(0.5197553442805939, Trials.expectedMaximumOfNormals(2), 1e-14);
    assertEquals(0.8528044961506946, Trials.expectedMaximumOfNormals(3), 1e-14);
    assertEquals(1.6648113879749364, Trials.expectedMaximumOfNormals(12), 1e-14);
    assertEquals(3.8606648555102643, Trials.expectedMaximumOfNormals(10_000), 1e-14);
    assertEquals(4.867860037837305, Trials.expectedMaximumOfNormals(1_000_000), 1e-14);
  }

  @Test
  void aHopelessRunKeepsItsTinyProbability() {
    // erfc in 40 digits (mpmath 1.3) at a distance of -0.5 sqrt(1000) / sqrt(1.125).
    double probability =
        DeflatedSharpe.of(new ReturnMoments(-0.5, 0, 3, 1001), ALONE).orElseThrow();

    assertEquals(1.4812933631342502e-50, probability, 1e-12 * 1.4812933631342502e-50);
  }

  @Test
  void withoutASharpeThereAreNoMoments() {
    assertEquals(Optional.empty(), moments(100));
    assertEquals(Optional.empty(), moments(100, 99));
    assertEquals(Optional.empty(), moments(100, 100, 100, 100));
  }

  @Test
  void itNeedsThreeReturns() {
    assertTrue(DeflatedSharpe.of(new ReturnMoments(0.1, 0, 3, 2), ALONE).isEmpty());
    assertTrue(DeflatedSharpe.of(new ReturnMoments(0.1, 0, 3, 3), ALONE).isPresent());
  }

  @Test
  void itIsUndefinedWhereTheMomentsLeaveNoPositiveVariance() {
    // 1 - 4 x 0.5 + (5 - 1)/4 x 0.25 = -0.75, and exactly 0 with a skewness of 2.5.
    assertTrue(DeflatedSharpe.of(new ReturnMoments(0.5, 4, 5, 100), ALONE).isEmpty());
    assertTrue(DeflatedSharpe.of(new ReturnMoments(0.5, 2.5, 5, 100), ALONE).isEmpty());
  }

  @Test
  void aVarianceExistsFromTwoTrialsOn() {
    assertThrows(IllegalArgumentException.class, () -> new Trials(1, OptionalDouble.of(0.1)));
    assertThrows(IllegalArgumentException.class, () -> new Trials(2, OptionalDouble.empty()));
  }

  private static Optional<ReturnMoments> moments(double... equity) {
    return ReturnMoments.of(Performance.of(equity, OptionalDouble.empty(), 252, Optional.empty()));
  }

  private static List<Trials.Run> runs(Object... hashesAndSharpes) {
    Trials.Run[] runs = new Trials.Run[hashesAndSharpes.length / 2];
    for (int run = 0; run < runs.length; run++) {
      runs[run] =
          new Trials.Run(
              (String) hashesAndSharpes[2 * run], (Double) hashesAndSharpes[2 * run + 1]);
    }
    return List.of(runs);
  }
}

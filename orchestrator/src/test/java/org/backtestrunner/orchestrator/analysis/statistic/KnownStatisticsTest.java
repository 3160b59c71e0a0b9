package org.backtestrunner.orchestrator.analysis.statistic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.harvest.metric.Book;
import org.backtestrunner.orchestrator.harvest.metric.DeflatedSharpe;
import org.backtestrunner.orchestrator.harvest.metric.MonthlyReturns;
import org.backtestrunner.orchestrator.harvest.metric.Performance;
import org.backtestrunner.orchestrator.harvest.metric.ReturnMoments;
import org.backtestrunner.orchestrator.harvest.metric.Trials;
import org.junit.jupiter.api.Test;

/** Published values and values by hand. */
class KnownStatisticsTest {
  private static final int[] FIVE_DAYS =
      Stream.of("2024-01-30", "2024-01-31", "2024-02-01", "2024-02-02", "2024-03-01")
          .mapToInt(date -> (int) LocalDate.parse(date).toEpochDay())
          .toArray();

  @Test
  void theBestOfAHundredNormalNumbers() {
    assertEquals(2.5306028932016846, Trials.expectedMaximumOfNormals(100), 1e-13);
    assertEquals(0, Trials.expectedMaximumOfNormals(1.9));
  }

  /** Bailey and López de Prado 2012: a fund with 24 monthly returns. */
  @Test
  void aPublishedProbabilisticSharpeRatio() {
    ReturnMoments moments = new ReturnMoments(1.585 / Math.sqrt(12), -2.448, 10.164, 24);

    assertEquals(
        0.91323430688486, DeflatedSharpe.probabilisticSharpe(moments, 0).orElseThrow(), 1e-12);
  }

  /** The same paper: 2.73 years of normal daily returns tell a Sharpe ratio of 2 from one of 1. */
  @Test
  void aPublishedMinimumTrackRecord() {
    double day = Math.sqrt(250);
    ReturnMoments moments = new ReturnMoments(2 / day, 0, 3, 1000);

    assertEquals(
        2.7311878017281761,
        TrackRecord.minimumReturns(moments, 1 / day).orElseThrow() / 250,
        1e-12);
    assertEquals(OptionalDouble.empty(), TrackRecord.minimumReturns(new ReturnMoments(0, 0, 3, 9)));
  }

  /** Bailey et al. 2014: five years of 45 trials end with a Sharpe ratio of 1. */
  @Test
  void aPublishedMinimumBacktestLength() {
    assertEquals(4.9980870044434, TrackRecord.minimumBacktestYears(45, 1).orElseThrow(), 1e-11);
    assertEquals(1, TrackRecord.bestUnskilledSharpe(45, 4.9980870044434).orElseThrow(), 1e-12);
    assertEquals(OptionalDouble.empty(), TrackRecord.minimumBacktestYears(1, 1));
    assertEquals(OptionalDouble.empty(), TrackRecord.minimumBacktestYears(45, 0));
  }

  @Test
  void threeTrialsWithCorrelationsOfAHalfNothingAndATenth() {
    assertEquals(2.6, MeanCorrelation.effectiveTrials(0.2, 3), 1e-15);
    assertEquals(3, MeanCorrelation.effectiveTrials(-0.3, 3));
    assertEquals(1, MeanCorrelation.effectiveTrials(1.1, 3));
  }

  @Test
  void theMeanOfAllPairwiseCorrelationsIsFoundInOnePass() {
    double[] a = {1, 2, 3, 4};
    double[] b = {1, -1, -1, 1};
    double[] c = {2, 1, 4, 3};
    MeanCorrelation correlation = new MeanCorrelation(4);
    Stream.of(a, b, c, new double[] {5, 5, 5, 5}).forEach(correlation::add);

    // a and b 0; a and c 0.6; b and c 0: of three curves, since the flat one does not count.
    assertEquals(3, correlation.curves());
    assertEquals(0.2, correlation.mean().orElseThrow(), 1e-15);
    assertEquals(OptionalDouble.empty(), new MeanCorrelation(4).mean());
  }

  @Test
  void tenDaysThatAreAllOfTheGrowth() {
    // 240 days of nothing, nine of e^0.01 and one of e^0.11: together 0.2.
    double[] equity = new double[251];
    equity[0] = 100;
    for (int t = 1; t < equity.length; t++) {
      double growth = t <= 240 ? 0 : t < 250 ? 0.01 : 0.11;
      equity[t] = equity[t - 1] * Math.exp(growth);
    }
    int first = (int) LocalDate.parse("2019-07-01").toEpochDay();
    int[] days = IntStream.range(0, 251).map(t -> first + t).toArray();

    Concentration found = Concentration.of(DailyReturns.of(days, equity)).orElseThrow();

    assertEquals(0.75, found.topFiveShare(), 1e-12);
    assertEquals(1, found.topTenShare(), 1e-12);
    assertEquals(Math.exp(0.05) - 1, found.withoutTopFive().orElseThrow(), 1e-12);
    assertEquals(0, found.withoutTopTen().orElseThrow(), 1e-12);
    assertEquals(2020, found.bestYear());
    assertEquals(1, found.bestYearShare(), 1e-12);
    assertEquals(2, found.years());
    assertEquals(
        Optional.empty(),
        Concentration.of(DailyReturns.of(Arrays.copyOf(days, 250), Arrays.copyOf(equity, 250))));
  }

  @Test
  void aRunBesideABenchmarkOnFiveDays() {
    double[] run = {100, 110, 99, 99, 121};
    double[] benchmark = {100, 105, 102.9, 102.9, 113.19};

    BenchmarkComparison found =
        BenchmarkComparison.of(
            DailyReturns.of(FIVE_DAYS, run).values(),
            DailyReturns.of(FIVE_DAYS, benchmark).values(),
            252,
            OptionalDouble.of(0.5),
            months(run),
            months(benchmark));

    assertEquals(2.536023054755, found.beta().orElseThrow(), 1e-11);
    assertEquals(-6.770028818444, found.alpha().orElseThrow(), 1e-9);
    assertEquals(0.98902999, found.correlation().orElseThrow(), 5e-9);
    assertEquals(4.302156490789, found.informationRatio().orElseThrow(), 1e-11);
    assertEquals(3.570078813027, found.upCapture().orElseThrow(), 1e-11);
    assertEquals(3.333145407147, found.downCapture().orElseThrow(), 1e-11);
    assertEquals(0.5, found.excessReturn().orElseThrow());
  }

  private static MonthlyReturns months(double[] equity) {
    return Performance.of(equity, OptionalDouble.empty(), 252, Optional.empty())
        .with(Book.of(FIVE_DAYS, equity))
        .months()
        .orElseThrow();
  }

  @Test
  void dailyReturnsGoByTheLastValueOfEachDateAndEndWithTheMoney() {
    int[] days = {1, 1, 2, 4, 4, 5, 6};

    assertArrayEquals(
        new double[] {0.1, -1, 0, 0},
        DailyReturns.of(days, new double[] {7, 10, 11, 5, 0, 3, 4}).values(),
        1e-15);
  }

  @Test
  void theFirstHalfIsTheSmallerOne() {
    DailyReturns daily =
        DailyReturns.of(
            new int[] {1, 2, 3, 4, 5, 6}, new double[] {100, 110, 99, 118.8, 106.92, 117.612});

    // 0.1, -0.1 and 0.2, -0.1, 0.1: means 0 and 0.2/3.
    assertEquals(0, daily.firstHalfSharpe(1).orElseThrow(), 1e-14);
    assertEquals(
        0.2 / 3 / Math.sqrt((0.04 + 0.01 + 0.01 - 3 * Math.pow(0.2 / 3, 2)) / 2),
        daily.secondHalfSharpe(1).orElseThrow(),
        1e-12);
    assertTrue(daily.moments().isPresent());
  }
}

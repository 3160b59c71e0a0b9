package org.backtestrunner.orchestrator.report.page.curve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 499, 500})
  void fewValuesAreAllShown(int n) {
    assertArrayEquals(IntStream.range(0, n).toArray(), Sampling.indices(n));
  }

  @Test
  void ofManyTheFirstAndTheLastOfEachBucketAreShown() {
    int[] indices = Sampling.indices(2516);

    assertEquals(501, indices.length);
    // floor(i 2516 / 500) - 1 for i = 1, 2, 3 and 500.
    assertEquals(List.of(0, 4, 9, 14), IntStream.of(indices).limit(4).boxed().toList());
    assertEquals(2515, indices[500]);
  }

  @Test
  void noIndexIsShownTwice() {
    // The first bucket of 501 values is the first value alone.
    assertEquals(500, Sampling.indices(501).length);
  }

  @Test
  void theWorstLossOfABucketStaysInThePicture() {
    int[] days = IntStream.range(0, 5000).toArray();
    double[] equity = IntStream.of(days).mapToDouble(day -> day == 1234 ? 50 : 100).toArray();
    SharedDates dates = SharedDates.of(List.of(days));

    CurveSample sample = dates.sample(DailyEquity.of(days, equity));

    assertEquals(501, dates.shown().length);
    assertEquals(-5000, IntStream.of(CurveSample.coded(sample.drawdown())).min().orElseThrow());
    assertEquals(0, IntStream.of(CurveSample.coded(sample.growth())).min().orElseThrow());
  }

  @Test
  void barsOfADayBecomeTheLastOne() {
    DailyEquity daily =
        DailyEquity.of(new int[] {10, 10, 11, 11, 11}, new double[] {100, 110, 90, 80, 121});

    assertArrayEquals(new int[] {10, 11}, daily.days());
    assertArrayEquals(new double[] {110, 121}, daily.equity());
    assertEquals(1.1, daily.growth(1), 1e-15);
  }

  @Test
  void onOtherDatesACurveHasItsLastValueAndNothingOutside() {
    SharedDates dates = SharedDates.of(List.of(new int[] {1, 2, 3, 4, 5, 6}, new int[] {2, 4}));

    CurveSample sample = dates.sample(DailyEquity.of(new int[] {2, 4}, new double[] {100, 50}));

    int none = CurveSample.NONE;
    // 10,000 ln 0.5 is -6931.47.
    assertArrayEquals(
        new int[] {none, 0, 0, -6931, none, none}, CurveSample.coded(sample.growth()));
    assertArrayEquals(
        new int[] {none, 0, 0, -5000, none, none}, CurveSample.coded(sample.drawdown()));
  }

  @Test
  void afterAWipeOutThereIsNoGrowth() {
    int[] days = {1, 2, 3, 4};
    SharedDates dates = SharedDates.of(List.of(days));

    CurveSample sample = dates.sample(DailyEquity.of(days, new double[] {100, 200, -10, 100}));

    assertArrayEquals(
        new int[] {0, 6931, CurveSample.NONE, CurveSample.NONE},
        CurveSample.coded(sample.growth()));
    assertArrayEquals(new int[] {0, 0, -10500, -5000}, CurveSample.coded(sample.drawdown()));
  }

  @Test
  void bandsAreQuantilesOfEachDate() {
    List<float[]> growths =
        List.of(
            new float[] {1, 5},
            new float[] {1, 1},
            new float[] {1, 2},
            new float[] {1, 4},
            new float[] {1, 3});

    Bands bands = Bands.of(growths);

    // Of 1 to 5: 1.2, 2, 3, 4, 4.8; times 10,000 their logarithms.
    assertEquals(
        List.of(1823, 6931, 10986, 13863, 15686),
        bands.quantiles().stream().map(quantile -> quantile[1]).toList());
    assertEquals(List.of(0, 0, 0, 0, 0), bands.quantiles().stream().map(q -> q[0]).toList());
  }
}

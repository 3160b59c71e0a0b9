package org.backtestrunner.worker.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceFactorsTest {
  /** Exact in binary, so that another program can calculate with the very same numbers. */
  private static Observation observation(int i) {
    double close = 100 + (i * 37 % 101) / 8.0 + i / 16.0;
    double high = close + (i * 13 % 7 + 1) / 4.0;
    double low = close - (i * 11 % 5 + 1) / 4.0;
    double volume = 1000 + (long) i * i * 7 % 977;
    return new Observation(
        Instant.EPOCH.plusSeconds(300L * i),
        close,
        OptionalDouble.empty(),
        OptionalDouble.of(high),
        OptionalDouble.of(low),
        OptionalDouble.of(volume));
  }

  private static List<Observation> series(int size) {
    return series(size, row -> row);
  }

  private static List<Observation> series(int size, UnaryOperator<Observation> change) {
    List<Observation> series = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      series.add(change.apply(observation(i)));
    }
    return series;
  }

  private static double value(String name, List<Observation> history, int barsPerDay) {
    return ReferenceFactors.value(name, history, barsPerDay, 252.0 * barsPerDay).orElseThrow();
  }

  private static boolean isDefined(String name, List<Observation> history) {
    return ReferenceFactors.value(name, history, 1, 252).isPresent();
  }

  private static void assertClose(double expected, double actual) {
    assertEquals(expected, actual, 1e-12 + 1e-10 * Math.abs(expected));
  }

  /** The numbers come from Python's decimal module with 60 digits. */
  @ParameterizedTest
  @CsvSource({
    "returns_1m,-0.02022263736306026,0.07918563339575262",
    "returns_3m,0.04015787362584722,0.2592822288072793",
    "returns_6m,0.0819961174092133,0.6102584721102053",
    "returns_12m,0.17132099989775784,2.3461060925236032",
    "momentum_12m_excl_1m,0.1915436372608181,2.2669204591278507",
    "reversal_1d,0.7538578120482563,-0.8483458443551583",
    "reversal_2d,-0.5802974609534564,0.12773105869118162",
    "reversal_3d,0.3247552232159564,-0.8241028875720752",
    "trend_strength_20,0.14444444444444443,6.939352081414842",
    "trend_strength_50,0.2927777777777778,17.71338575240254",
    "trend_strength_200,0.997037037037037,71.58426955679913",
    "rv_20,0.7890204240499716,0.6530658966746162",
    "rv_60,0.792020457717091,0.7101742652057923",
    "vov_20_60,0.012619016090429995,0.0542027111176501",
    "volume_zscore,-0.022361513719026824,-0.045440119092509",
    "spread_proxy,0.015944195316392625,0.0011073686153278272",
    "illiquidity_20,0.2545865872741864,0.002412603359661592"
  })
  void everyFactorAgreesWithAnotherProgramAtBothFrequencies(
      String name, double daily, double fiveMinutes) {
    assertClose(daily, value(name, series(300), 1));
    assertClose(fiveMinutes, value(name, series(20_000), 78));
  }

  /** From Python's decimal module too: the deviation of 20 log returns times the root of A. */
  @ParameterizedTest
  @CsvSource({
    "12,0.19956665639197476",
    "52,0.4154311232383144",
    "252,0.9145293091054671",
    "365,1.1006361938808947",
    "365.25,1.1010130595635298"
  })
  void volatilityIsReckonedByTheBarsOfAYear(double barsPerYear, double expected) {
    assertClose(
        expected, ReferenceFactors.value("rv_20", series(30), 1, barsPerYear).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "trend_strength_20,0.14772727272727273",
    "trend_strength_50,0.2994318181818182",
    "trend_strength_200,1.0196969696969698"
  })
  void aRowWithoutHighOrLowCountsWithItsChangeOfCloseInTheTrueRange(String name, double expected) {
    List<Observation> holes = series(300);
    for (int i = 0; i < 300; i += 9) {
      boolean withoutHigh = i % 2 == 0;
      holes.set(i, withoutHigh ? withoutHigh(holes.get(i)) : withoutLow(holes.get(i)));
    }
    assertClose(expected, value(name, holes, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "returns_1m,22",
    "returns_3m,64",
    "returns_6m,127",
    "returns_12m,253",
    "momentum_12m_excl_1m,253",
    "reversal_1d,61",
    "reversal_2d,62",
    "reversal_3d,63",
    "trend_strength_20,21",
    "trend_strength_50,50",
    "trend_strength_200,200",
    "rv_20,21",
    "rv_60,61",
    "vov_20_60,80",
    "volume_zscore,60",
    "spread_proxy,1",
    "illiquidity_20,21"
  })
  void aFactorIsUndefinedWithOneObservationTooFew(String name, int needed) {
    assertTrue(isDefined(name, series(needed)));
    if (needed > 1) {
      assertEquals(
          OptionalDouble.empty(), ReferenceFactors.value(name, series(needed - 1), 1, 252));
    }
  }

  @Test
  void onConstantPricesOnlyTheFactorsThatDivideByAZeroSpreadAreUndefined() {
    List<Observation> constant =
        series(
            300,
            row ->
                new Observation(
                    row.time(),
                    0.1,
                    row.open(),
                    OptionalDouble.of(0.1),
                    OptionalDouble.of(0.1),
                    OptionalDouble.of(7)));
    Set<String> undefined = new TreeSet<>();
    for (String name : ReferenceFactors.NAMES) {
      if (isDefined(name, constant)) {
        assertEquals(0, value(name, constant, 1), name);
      } else {
        undefined.add(name);
      }
    }
    assertEquals(
        Set.of(
            "reversal_1d",
            "reversal_2d",
            "reversal_3d",
            "trend_strength_20",
            "trend_strength_50",
            "trend_strength_200",
            "volume_zscore"),
        undefined);
  }

  @Test
  void anEmptyCellMakesEveryWindowOverItUndefined() {
    List<Observation> holes = series(300);
    holes.set(299 - 59, withVolume(holes.get(299 - 59), OptionalDouble.empty()));
    assertFalse(isDefined("volume_zscore", holes));
    assertTrue(isDefined("illiquidity_20", holes));
    holes.add(observation(300));
    assertTrue(isDefined("volume_zscore", holes));

    holes.set(300, withoutLow(holes.get(300)));
    assertFalse(isDefined("spread_proxy", holes));
    holes.set(300, withoutHigh(observation(300)));
    assertFalse(isDefined("spread_proxy", holes));
  }

  @Test
  void illiquidityIsUndefinedWhereABarOfItsWindowHasNoVolume() {
    List<Observation> quiet = series(300);
    quiet.set(299 - 19, withVolume(quiet.get(299 - 19), OptionalDouble.of(0)));
    assertFalse(isDefined("illiquidity_20", quiet));
    quiet.add(observation(300));
    assertTrue(isDefined("illiquidity_20", quiet));
  }

  private static Observation withVolume(Observation row, OptionalDouble volume) {
    return new Observation(row.time(), row.close(), row.open(), row.high(), row.low(), volume);
  }

  private static Observation withoutHigh(Observation row) {
    return new Observation(
        row.time(), row.close(), row.open(), OptionalDouble.empty(), row.low(), row.volume());
  }

  private static Observation withoutLow(Observation row) {
    return new Observation(
        row.time(), row.close(), row.open(), row.high(), OptionalDouble.empty(), row.volume());
  }
}

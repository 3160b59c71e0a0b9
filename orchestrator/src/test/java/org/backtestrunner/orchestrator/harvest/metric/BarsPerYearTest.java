package org.backtestrunner.orchestrator.harvest.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Returns of 0.1 and 0.3: their mean is 0.2, their variance 0.02, so that volatility is sqrt(0.02
 * A), the Sharpe ratio sqrt(2 A), and growth 1.43 to the power of A / 2. The digits come from
 * Python's decimal module.
 */
class BarsPerYearTest {
  private static final double[] RETURNS = {0.1, 0.3};

  @ParameterizedTest
  @CsvSource({
    "12, 0.4898979485566356, 4.898979485566356, 7.550986578849",
    "52, 1.019803902718557, 10.19803902718557, 10931.94023636997",
    "365, 2.701851217221259, 27.018512172212592, 2.2326818266793509e28",
    "12096, 15.553777676178865, 155.53777676178864, ",
    "0.5, 0.1, 1, 0.09353832777371813"
  })
  void yearlyFiguresAreReckonedByIt(
      double barsPerYear, double volatility, double sharpe, Double growth) {
    Performance performance = PublishedCases.earning(RETURNS, barsPerYear);
    assertClose(volatility, new Volatility().of(performance).orElseThrow());
    assertClose(sharpe, new Sharpe().of(performance).orElseThrow());
    if (growth == null) {
      assertEquals(true, new CompoundAnnualGrowthRate().of(performance).isEmpty());
    } else {
      assertClose(growth, new CompoundAnnualGrowthRate().of(performance).orElseThrow());
    }
  }

  private static void assertClose(double expected, double actual) {
    assertEquals(expected, actual, 1e-12 * Math.abs(expected));
  }
}

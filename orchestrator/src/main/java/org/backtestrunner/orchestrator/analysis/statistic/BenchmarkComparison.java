package org.backtestrunner.orchestrator.analysis.statistic;

import java.util.OptionalDouble;
import org.backtestrunner.orchestrator.harvest.metric.DeflatedSharpe;
import org.backtestrunner.orchestrator.harvest.metric.Metric;
import org.backtestrunner.orchestrator.harvest.metric.MonthlyReturns;
import org.backtestrunner.orchestrator.harvest.metric.ReturnMoments;
import org.backtestrunner.orchestrator.harvest.metric.Series;

/**
 * A run beside a benchmark on the same dates, by daily returns R and B.
 *
 * @param beta slope of R on B
 * @param alpha mean return a year that beta does not explain, not compounded (Jensen 1968)
 * @param correlation of R and B
 * @param trackingError standard deviation of R - B, a year
 * @param informationRatio the Sharpe ratio of R - B, a year
 * @param probabilityAbove the probabilistic Sharpe ratio of R - B against 0
 * @param excessReturn yearly growth less that of the benchmark
 * @param upCapture yearly return over the months in which the benchmark rose, over the benchmark's
 * @param downCapture the same over the months in which the benchmark fell
 */
public record BenchmarkComparison(
    OptionalDouble beta,
    OptionalDouble alpha,
    OptionalDouble correlation,
    OptionalDouble trackingError,
    OptionalDouble informationRatio,
    OptionalDouble probabilityAbove,
    OptionalDouble excessReturn,
    OptionalDouble upCapture,
    OptionalDouble downCapture) {

  private static final double MONTHS_OF_A_YEAR = 12;

  /**
   * @param run its returns, as many as the benchmark has
   * @param excessReturn of the two yearly growth rates
   */
  public static BenchmarkComparison of(
      double[] run,
      double[] benchmark,
      double daysPerYear,
      OptionalDouble excessReturn,
      MonthlyReturns runMonths,
      MonthlyReturns benchmarkMonths) {
    double annual = Math.sqrt(daysPerYear);
    double runMean = Series.mean(run);
    double benchmarkMean = Series.mean(benchmark);
    double products = 0;
    double squares = 0;
    double runSquares = 0;
    double[] difference = new double[run.length];
    for (int t = 0; t < run.length; t++) {
      double ofRun = run[t] - runMean;
      double ofBenchmark = benchmark[t] - benchmarkMean;
      products += ofRun * ofBenchmark;
      squares += ofBenchmark * ofBenchmark;
      runSquares += ofRun * ofRun;
      difference[t] = run[t] - benchmark[t];
    }
    boolean benchmarkVaries = Series.standardDeviation(benchmark) > 0;
    boolean bothVary = benchmarkVaries && Series.standardDeviation(run) > 0;
    OptionalDouble beta = benchmarkVaries ? Metric.ifFinite(products / squares) : none();
    return new BenchmarkComparison(
        beta,
        beta.isEmpty()
            ? beta
            : Metric.ifFinite((runMean - beta.getAsDouble() * benchmarkMean) * daysPerYear),
        bothVary ? Metric.ifFinite(products / Math.sqrt(squares * runSquares)) : none(),
        Metric.ifFinite(Series.standardDeviation(difference) * annual),
        DailyReturns.sharpe(difference, daysPerYear),
        ReturnMoments.of(difference)
            .map(moments -> DeflatedSharpe.probabilisticSharpe(moments, 0))
            .orElse(none()),
        excessReturn,
        capture(runMonths, benchmarkMonths, 1),
        capture(runMonths, benchmarkMonths, -1));
  }

  private static OptionalDouble none() {
    return OptionalDouble.empty();
  }

  /** Over the months in which both have a return and the benchmark's has this sign. */
  private static OptionalDouble capture(MonthlyReturns run, MonthlyReturns benchmark, int sign) {
    double ofRun = 1;
    double ofBenchmark = 1;
    int months = 0;
    int at = 0;
    for (int i = 0; i < benchmark.months().length; i++) {
      int month = benchmark.months()[i];
      while (at < run.months().length && run.months()[at] < month) {
        at++;
      }
      boolean both = at < run.months().length && run.months()[at] == month;
      if (both && benchmark.returns()[i] * sign > 0) {
        ofRun *= 1 + run.returns()[at];
        ofBenchmark *= 1 + benchmark.returns()[i];
        months++;
      }
    }
    return months == 0
        ? none()
        : Metric.ifFinite(yearly(ofRun, months) / yearly(ofBenchmark, months));
  }

  private static double yearly(double growth, int months) {
    return StrictMath.pow(growth, MONTHS_OF_A_YEAR / months) - 1;
  }
}

package org.backtestrunner.orchestrator.report.page.curve;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.analysis.statistic.DailyReturns;
import org.backtestrunner.orchestrator.analysis.statistic.RollingSharpe;
import org.backtestrunner.orchestrator.harvest.metric.Book;
import org.backtestrunner.orchestrator.harvest.metric.Drawdown;
import org.backtestrunner.orchestrator.harvest.metric.MonthlyReturns;
import org.backtestrunner.orchestrator.harvest.output.EquityCurve;

/**
 * What the drill-down tells of one run beside its metrics.
 *
 * @param rollingSharpe at month ends
 * @param exposure at month ends; empty where the run has not left it
 * @param months simple returns, as fractions
 * @param years likewise
 * @param drawdowns the deepest first
 * @param turnover traded notional over mean equity, by year; empty where the run left no orders
 */
public record RunSheet(
    SortedMap<YearMonth, Double> rollingSharpe,
    Optional<SortedMap<YearMonth, Exposure>> exposure,
    SortedMap<YearMonth, Double> months,
    SortedMap<Integer, Double> years,
    List<Drawdown> drawdowns,
    Optional<SortedMap<Integer, Double>> turnover) {

  private static final int MOST_DRAWDOWNS = 5;
  private static final int MONTHS_OF_A_YEAR = 12;

  /** Values of positions as fractions of equity. */
  public record Exposure(double longShare, double shortShare) {}

  static RunSheet of(AnalysedRun run, EquityCurve curve) {
    SortedMap<YearMonth, Double> months = months(curve.months());
    return new RunSheet(
        RollingSharpe.of(DailyReturns.of(curve.days(), curve.equity()), run.daysPerYear()).values(),
        exposure(curve.book()),
        months,
        years(months),
        Drawdown.deepest(curve.performance(), MOST_DRAWDOWNS),
        run.equity().notional().map(notional -> turnover(notional, curve.book())));
  }

  private static SortedMap<YearMonth, Double> months(MonthlyReturns returns) {
    SortedMap<YearMonth, Double> months = new TreeMap<>();
    for (int i = 0; i < returns.months().length; i++) {
      int month = returns.months()[i];
      months.put(
          YearMonth.of(month / MONTHS_OF_A_YEAR, month % MONTHS_OF_A_YEAR + 1),
          returns.returns()[i]);
    }
    return months;
  }

  private static SortedMap<Integer, Double> years(SortedMap<YearMonth, Double> months) {
    SortedMap<Integer, Double> growth = new TreeMap<>();
    months.forEach((month, value) -> growth.merge(month.getYear(), 1 + value, (a, b) -> a * b));
    growth.replaceAll((year, value) -> value - 1);
    return growth;
  }

  private static Optional<SortedMap<YearMonth, Exposure>> exposure(Book book) {
    if (book.longValue().isEmpty() || book.shortValue().isEmpty()) {
      return Optional.empty();
    }
    SortedMap<YearMonth, Exposure> exposure = new TreeMap<>();
    for (int bar = 0; bar < book.days().length; bar++) {
      boolean isLast = bar + 1 == book.days().length || month(book, bar) != month(book, bar + 1);
      if (isLast && book.equity()[bar] > 0) {
        exposure.put(
            YearMonth.from(LocalDate.ofEpochDay(book.days()[bar])),
            new Exposure(
                book.longValue().get()[bar] / book.equity()[bar],
                book.shortValue().get()[bar] / book.equity()[bar]));
      }
    }
    return Optional.of(exposure);
  }

  private static long month(Book book, int bar) {
    return YearMonth.from(LocalDate.ofEpochDay(book.days()[bar])).getMonthValue();
  }

  private static SortedMap<Integer, Double> turnover(Map<Integer, Double> notional, Book book) {
    SortedMap<Integer, double[]> equity = new TreeMap<>();
    for (int bar = 0; bar < book.days().length; bar++) {
      double[] sumAndCount =
          equity.computeIfAbsent(
              LocalDate.ofEpochDay(book.days()[bar]).getYear(), year -> new double[2]);
      sumAndCount[0] += book.equity()[bar];
      sumAndCount[1]++;
    }
    SortedMap<Integer, Double> turnover = new TreeMap<>();
    equity.forEach(
        (year, sumAndCount) -> {
          double mean = sumAndCount[0] / sumAndCount[1];
          if (mean > 0) {
            turnover.put(year, notional.getOrDefault(year, 0.0) / mean);
          }
        });
    return turnover;
  }
}

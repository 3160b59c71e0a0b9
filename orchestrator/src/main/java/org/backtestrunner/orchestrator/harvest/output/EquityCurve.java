package org.backtestrunner.orchestrator.harvest.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.backtestrunner.orchestrator.harvest.metric.Book;
import org.backtestrunner.orchestrator.harvest.metric.MonthlyReturns;
import org.backtestrunner.orchestrator.harvest.metric.Performance;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.plan.layout.RunDirectory;

/**
 * The equity of a run that was harvested before, read once more from its file. Its arrays are no
 * copies.
 *
 * @param days UTC dates of the bars, counted from 1970-01-01
 * @param equity after each bar, in account currency
 * @param months the monthly returns, of the start capital on
 */
public record EquityCurve(int[] days, double[] equity, MonthlyReturns months) {

  /**
   * @throws IOException where the file can no longer be read, or is no longer what it was
   */
  public static EquityCurve read(RunPlan plan, RunDirectory directory) throws IOException {
    Path file = directory.equity(plan.normalised("freq"));
    try {
      Book book = EquityFile.readCurve(file, RunDates.of(plan)).book();
      Performance performance =
          Performance.of(book.equity(), plan.startCapital(), plan.barsPerYear(), Optional.empty())
              .with(book);
      return new EquityCurve(book.days(), book.equity(), performance.months().orElseThrow());
    } catch (InvalidOutputException invalid) {
      throw new IOException(invalid.getMessage(), invalid);
    }
  }
}

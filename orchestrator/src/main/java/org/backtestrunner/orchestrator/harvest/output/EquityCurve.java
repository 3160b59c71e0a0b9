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
 * The equity of a run that was harvested before, read again from its file. Its arrays are no
 * copies.
 *
 * @param book what the file holds
 * @param performance the same, of the start capital on
 * @param stamps the timestamps of its rows, where they are asked for
 */
public record EquityCurve(Book book, Performance performance, Optional<BarStamps> stamps) {

  /** How much of the file is read. */
  public enum Extent {
    /** Dates and equity alone. */
    EQUITY,
    /** The timestamps, too. */
    TIMES,
    /** Dates and equity, and the values of what is held. */
    BOOK
  }

  /**
   * Reads dates and equity.
   *
   * @throws IOException where the file can no longer be read, or is no longer what it was
   */
  public static EquityCurve read(RunPlan plan, RunDirectory directory) throws IOException {
    return read(plan, directory, Extent.EQUITY);
  }

  /**
   * @throws IOException where the file can no longer be read, or is no longer what it was
   */
  public static EquityCurve read(RunPlan plan, RunDirectory directory, Extent extent)
      throws IOException {
    Path file = directory.equity(plan.normalised("freq"));
    RunDates dates = RunDates.of(plan);
    try {
      BarStamps.Builder stamps = new BarStamps.Builder();
      Book book =
          switch (extent) {
            case EQUITY -> EquityFile.readCurve(file, dates).book();
            case TIMES -> EquityFile.readCurve(file, dates, stamps).book();
            case BOOK -> EquityFile.readBook(file, dates).book();
          };
      Performance performance =
          Performance.of(book.equity(), plan.startCapital(), plan.barsPerYear(), Optional.empty())
              .with(book);
      return new EquityCurve(
          book,
          performance,
          extent == Extent.TIMES ? Optional.of(stamps.build()) : Optional.empty());
    } catch (InvalidOutputException invalid) {
      throw new IOException(invalid.getMessage(), invalid);
    }
  }

  /** UTC dates of the bars, counted from 1970-01-01. */
  public int[] days() {
    return book.days();
  }

  /** After each bar, in account currency. */
  public double[] equity() {
    return book.equity();
  }

  /** The monthly returns, of the start capital on. */
  public MonthlyReturns months() {
    return performance.months().orElseThrow();
  }
}

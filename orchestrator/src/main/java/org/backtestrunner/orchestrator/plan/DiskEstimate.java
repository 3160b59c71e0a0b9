package org.backtestrunner.orchestrator.plan;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.backtestrunner.orchestrator.launch.contract.ResultFile;

/**
 * How much room runs will take on disk, about: their equity curves, if prices reach from the first
 * to the last of their dates, and the small files beside them. Orders and positions come on top;
 * nobody knows beforehand how much is traded.
 *
 * @param runs how many
 * @param bytes of all of them
 * @param others labels of the files that come on top
 * @param free bytes where they go; empty where that is not known
 */
public record DiskEstimate(int runs, long bytes, List<String> others, OptionalLong free) {
  /** A date, and five numbers of which two or three have all their digits. */
  private static final double BYTES_PER_ROW = 75;

  /** Arguments, log and manifest, in blocks of 4 KiB. */
  private static final double BYTES_BESIDE = 20_000;

  private static final double DAYS_PER_YEAR = 365.25;

  /** Of a run that names no first date. */
  private static final int YEARS_UNLESS_KNOWN = 10;

  public DiskEstimate {
    others = List.copyOf(others);
  }

  /**
   * @param runs that are to be executed
   * @param outputs which files each leaves
   * @param today after which there are no prices
   */
  public static DiskEstimate of(
      List<RunPlan> runs, Set<ResultFile> outputs, OptionalLong free, LocalDate today) {
    double bytes = 0;
    for (RunPlan run : runs) {
      LocalDate end = run.find("end_date").map(LocalDate::parse).orElse(today);
      LocalDate last = end.isAfter(today) ? today : end;
      LocalDate first =
          run.find("start_date").map(LocalDate::parse).orElse(last.minusYears(YEARS_UNLESS_KNOWN));
      long days = ChronoUnit.DAYS.between(first, last) + 1;
      double bars = Math.max(0, days) / DAYS_PER_YEAR * run.barsPerYear();
      bytes += bars * BYTES_PER_ROW + BYTES_BESIDE;
    }
    List<String> others = new ArrayList<>(ResultFile.labels(outputs));
    others.remove(ResultFile.EQUITY.label());
    return new DiskEstimate(runs.size(), (long) bytes, others, free);
  }

  /** What a plan says of it. */
  public String sentence() {
    return "Disk: about %s for the equity curves of %d runs%s%s"
        .formatted(
            size(bytes),
            runs,
            others.isEmpty() ? "" : "; " + String.join(" and ", others) + " come on top",
            free.isPresent() ? "; " + size(free.getAsLong()) + " are free" : "");
  }

  /** What the user should know before the batch starts. */
  public Optional<String> warning() {
    return free.isPresent() && bytes > free.getAsLong()
        ? Optional.of(
            "the equity curves of %d runs take about %s, but only %s are free on the disk"
                .formatted(runs, size(bytes), size(free.getAsLong())))
        : Optional.empty();
  }

  private static String size(long bytes) {
    return bytes < 1e9
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}

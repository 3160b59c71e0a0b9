package org.backtestrunner.worker.output;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.backtestrunner.worker.data.Panel;
import org.backtestrunner.worker.parameter.RebalanceFrequency;

/**
 * The times of bars as cells. Of bars in the month of the one before, only the digits that differ
 * are set: the full text costs as much as the rest of an equity curve's row.
 */
final class TimeCells {
  private static final int DAY = "2020-01-".length();
  private static final int HOUR = "2020-01-02T".length();
  private static final int MINUTE = "2020-01-02T14:".length();
  private static final int SECOND = "2020-01-02T14:35:".length();
  private static final int SECONDS_PER_DAY = 86_400;

  private final Panel panel;
  private final boolean withTime;
  private byte[] cell = {};
  private long firstOfMonth;
  private long nextMonth;

  TimeCells(Panel panel) {
    this.panel = panel;
    this.withTime = panel.frequency().barsPerDay() > 1;
  }

  /** The cell of a bar; its bytes are valid until the next call. */
  byte[] cell(int bar) {
    long day = panel.epochDay(bar);
    if (day < firstOfMonth || day >= nextMonth) {
      begin(bar, day);
      return cell;
    }
    digits(DAY, (int) (day - firstOfMonth) + 1);
    if (withTime) {
      int second = (int) (panel.calendar()[bar] - day * SECONDS_PER_DAY);
      digits(HOUR, second / 3600);
      digits(MINUTE, second / 60 % 60);
      digits(SECOND, second % 60);
    }
    return cell;
  }

  private void begin(int bar, long day) {
    cell = panel.format(bar).getBytes(StandardCharsets.ISO_8859_1);
    LocalDate date = LocalDate.ofEpochDay(day);
    // Other years have other places for the digits.
    boolean fourDigits = date.getYear() >= 0 && date.getYear() <= 9999;
    firstOfMonth = fourDigits ? day - date.getDayOfMonth() + 1 : 0;
    nextMonth = fourDigits ? RebalanceFrequency.M.nextPeriod(day) : 0;
  }

  private void digits(int at, int value) {
    cell[at] = (byte) ('0' + value / 10);
    cell[at + 1] = (byte) ('0' + value % 10);
  }
}

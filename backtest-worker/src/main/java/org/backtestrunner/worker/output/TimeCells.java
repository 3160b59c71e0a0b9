package org.backtestrunner.worker.output;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.parameter.Frequency;
import org.backtestrunner.worker.parameter.RebalanceFrequency;

/**
 * The times of bars as cells. Of a bar in the month of the one before, only the digits that differ
 * are set: the full text costs as much as the rest of an equity curve's row.
 */
final class TimeCells {
  private static final int MONTH = "2020-".length();
  private static final int DAY = "2020-01-".length();
  private static final int HOUR = "2020-01-02T".length();
  private static final int MINUTE = "2020-01-02T14:".length();
  private static final int SECOND = "2020-01-02T14:35:".length();
  private static final int SECONDS_PER_DAY = 86_400;

  private final Panel panel;
  private final boolean withTime;
  private final byte[] cell;
  private long firstOfMonth;
  private long nextMonth;

  TimeCells(Panel panel) {
    this.panel = panel;
    this.withTime = panel.frequency() != Frequency.DAILY;
    this.cell = encoded(withTime ? "0000-00-00T00:00:00Z" : "0000-00-00");
  }

  /** The cell of a bar; its bytes are valid until the next call. */
  byte[] cell(int bar) {
    long day = panel.epochDay(bar);
    if ((day < firstOfMonth || day >= nextMonth) && !begin(day)) {
      return encoded(panel.format(bar));
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

  /** Begins a month; false for years that have other places for the digits. */
  private boolean begin(long day) {
    LocalDate date = LocalDate.ofEpochDay(day);
    if (date.getYear() < 0 || date.getYear() > 9999) {
      return false;
    }
    digits(0, date.getYear() / 100);
    digits(2, date.getYear() % 100);
    digits(MONTH, date.getMonthValue());
    firstOfMonth = day - date.getDayOfMonth() + 1;
    nextMonth = RebalanceFrequency.M.nextPeriod(day);
    return true;
  }

  private void digits(int at, int value) {
    cell[at] = (byte) ('0' + value / 10);
    cell[at + 1] = (byte) ('0' + value % 10);
  }

  private static byte[] encoded(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}

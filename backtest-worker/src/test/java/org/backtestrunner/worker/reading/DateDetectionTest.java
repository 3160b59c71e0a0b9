package org.backtestrunner.worker.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates that are a day off are told from those of a market. */
class DateDetectionTest extends PriceReading {
  private static final LocalDate MONDAY = LocalDate.of(2021, 3, 1);

  /** Weekdays from a date on, each moved by a number of days. */
  private static String dates(LocalDate from, int count, int shift, String after) {
    StringBuilder rows = new StringBuilder("date,symbol,close\n");
    LocalDate date = from;
    for (int i = 0; i < count; date = date.plusDays(1)) {
      if (date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY) {
        rows.append(date.plusDays(shift)).append(after).append(",KO,50\n");
        i++;
      }
    }
    return rows.toString();
  }

  @ParameterizedTest
  @CsvSource({"-1", "1"})
  void aCalendarThatIsADayOffIsRefused(int shift) {
    Path file = file("prices.csv", dates(MONDAY, 20, shift, ""));
    assertRefused(file, "seem to be a day off", "time_zone: \"");
    PriceRows zoned = with("time_zone: Asia/Riyadh", file);
    assertEquals(List.of("shifted"), zoned.oddities());
    assertEquals(20, zoned.rows().size());
  }

  @Test
  void aCalendarOfAMarketOrTooShortAOneIsNot() {
    for (String text :
        List.of(dates(MONDAY, 60, 0, ""), dates(MONDAY, 19, -1, ""), everyDay(), sundays())) {
      assertEquals(List.of(), read("prices.csv", text).oddities());
    }
  }

  private static String everyDay() {
    StringBuilder rows = new StringBuilder("date,symbol,close\n");
    for (int i = 0; i < 40; i++) {
      rows.append(MONDAY.plusDays(i)).append(",BTC,50\n");
    }
    return rows.toString();
  }

  private static String sundays() {
    StringBuilder rows = new StringBuilder("date,symbol,close\n");
    for (int i = 0; i < 30; i++) {
      rows.append(MONDAY.plusDays(6 + 7L * i)).append(",KO,50\n");
    }
    return rows.toString();
  }

  @Test
  void stampsOfMidnightEastOfUtcKeepTheirDate() {
    PriceRows plain = read("prices.csv", dates(MONDAY, 30, 0, ""));
    assertEquals(plain.rows(), read("prices.csv", dates(MONDAY, 30, 0, " 00:00:00+09:00")).rows());
    Path instants = file("prices.csv", dates(MONDAY, 30, -1, "T15:00:00Z"));
    assertRefused(instants, ":2: column date: ", "time_zone: \"");
    assertEquals(plain.rows(), with("time_zone: Asia/Tokyo", instants).rows());
  }
}

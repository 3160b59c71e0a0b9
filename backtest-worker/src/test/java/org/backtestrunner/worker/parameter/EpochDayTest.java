package org.backtestrunner.worker.parameter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;

class EpochDayTest {
  @Test
  void everyDayOfEightCenturiesIsThatOfJava() {
    for (LocalDate day = LocalDate.of(1600, 1, 1); day.getYear() < 2400; day = day.plusDays(1)) {
      assertEquals(day.toEpochDay(), EpochDay.of(day), day.toString());
    }
  }

  @Test
  void soIsEveryMonthThatADateCanHave() {
    for (int year = -9999; year <= 9999; year++) {
      for (int month = 1; month <= 12; month++) {
        assertEquals(LocalDate.of(year, month, 1).toEpochDay(), EpochDay.ofFirst(year, month));
      }
    }
  }

  @Test
  void datesAreThoseOfJava() {
    for (int year = 0; year <= 9999; year++) {
      for (int month = 0; month <= 13; month++) {
        for (int day : new int[] {0, 1, 28, 29, 30, 31, 32}) {
          assertEquals(isDateOfJava(year, month, day), EpochDay.isDate(year, month, day));
        }
      }
    }
  }

  private static boolean isDateOfJava(int year, int month, int day) {
    return month >= 1
        && month <= 12
        && day >= 1
        && day <= YearMonth.of(year, month).lengthOfMonth();
  }

  @Test
  void periodsBeginWhereJavaBeginsThem() {
    for (LocalDate day = LocalDate.of(1996, 1, 1); day.getYear() < 2005; day = day.plusDays(1)) {
      LocalDate month = day.withDayOfMonth(1).plusMonths(1);
      LocalDate quarter = day.withDayOfMonth(1).plusMonths(3 - (day.getMonthValue() - 1) % 3);
      long at = day.toEpochDay();
      assertEquals(month.toEpochDay(), RebalanceFrequency.M.nextPeriod(at), day.toString());
      assertEquals(quarter.toEpochDay(), RebalanceFrequency.Q.nextPeriod(at), day.toString());
    }
  }
}

package org.backtestrunner.worker.parameter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
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

package org.backtestrunner.orchestrator.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TradingCalendarTest {
  /** Dates from a wall calendar. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2016-01-01",
        "2019-07-04",
        "2020-12-25",
        "2021-09-06",
        "2022-11-24",
        "2024-11-28",
        "2024-06-01",
        "2024-06-02"
      })
  void holidaysAndWeekendsAreNoSessions(LocalDate date) {
    assertFalse(TradingCalendar.isSession(date));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2012-01-02",
        "2020-07-03",
        "2021-09-13",
        "2022-11-17",
        "2024-02-29",
        "2024-12-31"
      })
  void otherWeekdaysAreSessions(LocalDate date) {
    assertTrue(TradingCalendar.isSession(date));
  }

  @Test
  void theRangeIncludesBothEnds() {
    assertEquals(
        List.of(date("2024-12-24"), date("2024-12-26"), date("2024-12-27"), date("2024-12-30")),
        TradingCalendar.sessions(date("2024-12-24"), date("2024-12-30")).toList());
  }

  @Test
  void theLastSessionOfAMonthIsTheLastWeekdayBeforeItsEnd() {
    assertTrue(TradingCalendar.isLastSessionOfMonth(date("2024-08-30")));
    assertFalse(TradingCalendar.isLastSessionOfMonth(date("2024-08-29")));
    assertFalse(TradingCalendar.isLastSessionOfMonth(date("2024-08-31")));
    assertTrue(TradingCalendar.isLastSessionOfMonth(date("2024-12-31")));
  }

  private static LocalDate date(String text) {
    return LocalDate.parse(text);
  }
}

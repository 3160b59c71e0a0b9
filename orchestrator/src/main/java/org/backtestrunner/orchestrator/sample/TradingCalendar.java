package org.backtestrunner.orchestrator.sample;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.stream.Stream;

/** The sessions of an invented exchange: weekdays without five holidays, for any year. */
final class TradingCalendar {
  private TradingCalendar() {}

  /** The sessions from {@code start} to {@code end}, both inclusive, ascending. */
  static Stream<LocalDate> sessions(LocalDate start, LocalDate end) {
    return start.datesUntil(end.plusDays(1)).filter(TradingCalendar::isSession);
  }

  /** Whether no later session lies in the month of {@code date}. */
  static boolean isLastSessionOfMonth(LocalDate date) {
    return isSession(date)
        && sessions(date.plusDays(1), date.with(TemporalAdjusters.lastDayOfMonth()))
            .findAny()
            .isEmpty();
  }

  static boolean isSession(LocalDate date) {
    return switch (date.getDayOfWeek()) {
      case SATURDAY, SUNDAY -> false;
      case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> !isHoliday(date);
    };
  }

  /**
   * New Year, 4 July, Christmas, Labor Day, Thanksgiving. One that falls on a weekend is not moved.
   */
  private static boolean isHoliday(LocalDate date) {
    Month month = date.getMonth();
    int day = date.getDayOfMonth();
    return (month == Month.JANUARY && day == 1)
        || (month == Month.JULY && day == 4)
        || (month == Month.DECEMBER && day == 25)
        || (month == Month.SEPTEMBER && isWeekdayOfMonth(date, 1, DayOfWeek.MONDAY))
        || (month == Month.NOVEMBER && isWeekdayOfMonth(date, 4, DayOfWeek.THURSDAY));
  }

  private static boolean isWeekdayOfMonth(LocalDate date, int ordinal, DayOfWeek weekday) {
    return date.equals(date.with(TemporalAdjusters.dayOfWeekInMonth(ordinal, weekday)));
  }
}

package org.backtestrunner.worker.reference;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Random bar times, and the ways to write a bar's time. */
final class RandomTimes {
  private static final ZoneOffset NEW_YORK = ZoneOffset.ofHours(-5);

  private RandomTimes() {}

  /** Sessions of a market, with holidays. */
  static List<Instant> daily(Dice dice, int count) {
    boolean everyDay = dice.chance(0.1);
    LocalDate date = LocalDate.of(2015, 1, 1).plusDays(dice.between(0, 2000));
    List<Instant> times = new ArrayList<>();
    while (times.size() < count) {
      boolean weekend = date.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue();
      if ((everyDay || !weekend) && !dice.chance(0.03)) {
        times.add(date.atStartOfDay(ZoneOffset.UTC).toInstant());
      }
      date = date.plusDays(1);
    }
    return times;
  }

  /** Sessions of 78 bars from 14:30 to 20:55 UTC; some are half as long. */
  static List<Instant> fiveMinutes(Dice dice, int days) {
    List<Instant> times = new ArrayList<>();
    for (Instant day : daily(dice, days)) {
      int bars = dice.chance(0.05) ? 39 : 78;
      for (int bar = 0; bar < bars; bar++) {
        times.add(BarTime.date(day).atTime(14, 30).plusMinutes(5L * bar).toInstant(ZoneOffset.UTC));
      }
    }
    return times;
  }

  /** How one file writes its timestamps. */
  enum Style {
    SHORT,
    UTC,
    LOCAL,
    OFFSET;

    String text(Instant time, BarTime barTime) {
      boolean daily = barTime == BarTime.DAILY;
      // A daily bar may be stamped with any time of its date, and any offset beside it.
      Instant stamped = daily ? time.plusSeconds(2 * 3600) : time;
      return switch (this) {
        case SHORT -> daily ? BarTime.date(time).toString() : UTC.text(time, barTime);
        case UTC -> barTime == BarTime.DAILY ? stamped.toString() : barTime.text(time);
        case LOCAL ->
            DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(stamped.atOffset(ZoneOffset.UTC));
        case OFFSET ->
            daily
                ? BarTime.date(time) + "T00:00:00+09:00"
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(stamped.atOffset(NEW_YORK));
      };
    }
  }

  static Style style(Dice dice) {
    return dice.chance(0.6) ? Style.SHORT : dice.pick(Style.values());
  }

  /** A time after a bar that is mostly no bar itself. */
  static Instant afterBar(Instant bar, BarTime barTime) {
    return switch (barTime) {
      case DAILY ->
          BarTime.date(bar).plusDays(1).atTime(LocalTime.MIDNIGHT).toInstant(ZoneOffset.UTC);
      case FIVE_MINUTES -> bar.plusSeconds(60);
    };
  }
}

package org.backtestrunner.worker.table.cell;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/** Reads timestamps that are written by a pattern such as {@code dd.MM.yyyy HH:mm}. */
public final class DatePattern {
  /** The first of the hundred years that two digits mean. */
  private static final int FIRST_SHORT_YEAR = 1969;

  private final String pattern;
  private final DateTimeFormatter formatter;

  /**
   * Understands a pattern.
   *
   * @throws IllegalArgumentException for one that {@code java.time} does not know, or that leaves
   *     out day, month or year
   */
  public DatePattern(String pattern) {
    this.pattern = pattern;
    // Era and year of the era are what 'y' means, which no file writes.
    String plain = pattern.replace('y', 'u');
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
    int years = plain.indexOf("uu");
    if (years >= 0 && !plain.startsWith("uuu", years)) {
      append(builder, plain.substring(0, years));
      builder.appendValueReduced(ChronoField.YEAR, 2, 2, FIRST_SHORT_YEAR);
      append(builder, plain.substring(years + 2));
    } else {
      append(builder, plain);
    }
    formatter = builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    LocalDate day = LocalDate.of(2020, 12, 31);
    String written;
    try {
      written = formatter.format(day.atTime(LocalTime.NOON).atZone(java.time.ZoneOffset.UTC));
      if (!day.equals(formatter.parse(written).query(TemporalQueries.localDate()))) {
        throw new IllegalArgumentException("has no day, month and year");
      }
    } catch (DateTimeException incomplete) {
      throw new IllegalArgumentException("is no pattern of a date");
    }
  }

  private static void append(DateTimeFormatterBuilder builder, String pattern) {
    if (!pattern.isEmpty()) {
      builder.appendPattern(pattern);
    }
  }

  /** The bar time of a text. */
  long barTime(String text, Timestamps timestamps) throws Timestamps.MalformedException {
    TemporalAccessor parsed;
    try {
      parsed = formatter.parse(text);
    } catch (DateTimeException malformed) {
      throw new Timestamps.MalformedException("is not written as date_format says: " + pattern);
    }
    long day = parsed.query(TemporalQueries.localDate()).toEpochDay();
    LocalTime time = parsed.query(TemporalQueries.localTime());
    if (time == null) {
      return timestamps.ofDay(day);
    }
    long second = day * Timestamps.SECONDS_PER_DAY + time.toSecondOfDay();
    return parsed.isSupported(ChronoField.OFFSET_SECONDS)
        ? timestamps.ofOffset(second, time.getNano(), parsed.get(ChronoField.OFFSET_SECONDS))
        : timestamps.ofLocal(second, time.getNano());
  }
}

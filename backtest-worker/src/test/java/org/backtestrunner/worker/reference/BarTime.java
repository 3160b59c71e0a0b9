package org.backtestrunner.worker.reference;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How timestamps are read and written at one frequency. */
public enum BarTime {
  /** A bar is a UTC date. */
  DAILY,
  /** A bar is a second. */
  FIVE_MINUTES;

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  /** The frequency of that name. */
  public static BarTime ofFreq(String freq) {
    return switch (freq) {
      case "1d" -> DAILY;
      case "5min" -> FIVE_MINUTES;
      default -> throw new IllegalArgumentException("freq " + freq);
    };
  }

  /** The bars of a usual day. */
  int barsPerDay() {
    return this == DAILY ? 1 : 78;
  }

  /** The bar that a timestamp of an input file names; a time without offset is UTC. */
  public Instant parse(String text) {
    Instant instant = instant(text);
    return switch (this) {
      case DAILY -> date(instant).atStartOfDay(ZoneOffset.UTC).toInstant();
      case FIVE_MINUTES -> {
        if (instant.getNano() != 0) {
          throw new BadData("fraction of a second: " + text);
        }
        yield instant;
      }
    };
  }

  /** The UTC date of a timestamp of an input file. */
  static LocalDate dateOf(String text) {
    return date(instant(text));
  }

  static LocalDate date(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  /** A bar as the output files write it. */
  public String text(Instant time) {
    return switch (this) {
      case DAILY -> date(time).toString();
      case FIVE_MINUTES -> SECONDS.format(time);
    };
  }

  private static Instant instant(String text) {
    try {
      if (!text.contains("T")) {
        return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      String time = text.substring(text.indexOf('T'));
      boolean hasOffset = time.endsWith("Z") || time.contains("+") || time.contains("-");
      return hasOffset
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new BadData("not a timestamp: " + text);
    }
  }
}

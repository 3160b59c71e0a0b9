package org.backtestrunner.worker.table.cell;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.backtestrunner.worker.parameter.EpochDay;
import org.backtestrunner.worker.parameter.Frequency;

/** Reads ISO dates and date-times into bar times. Without an offset a date-time is UTC. */
public final class Timestamps {
  private static final int DATE_LENGTH = 10;
  private static final String EXPECTED = "is not an ISO date or date-time such as 2020-01-31";

  /** 0000-01-01T00:00:00Z and 9999-12-31T23:59:59Z. */
  private static final long FIRST_SECOND = -62_167_219_200L;

  private static final long LAST_SECOND = 253_402_300_799L;

  private final Frequency frequency;
  private long lastDateDigits = -1;
  private long lastEpochDay;

  public Timestamps(Frequency frequency) {
    this.frequency = frequency;
  }

  /** A text that is no timestamp; the message completes the sentence that begins with it. */
  public static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedException(String message) {
      super(message);
    }
  }

  /** The bar time of the timestamp in {@code bytes[from, to)}. */
  public long barTime(byte[] bytes, int from, int to) throws MalformedException {
    if (to - from == DATE_LENGTH) {
      long epochDay = epochDay(bytes, from);
      return frequency == Frequency.DAILY ? epochDay : epochDay * 86_400;
    }
    return dateTime(new String(bytes, from, to - from, StandardCharsets.UTF_8));
  }

  /** The epoch day of {@code yyyy-mm-dd}. Equal dates follow each other, so the last is kept. */
  private long epochDay(byte[] bytes, int from) throws MalformedException {
    long digits = 0;
    for (int i = 0; i < DATE_LENGTH; i++) {
      byte b = bytes[from + i];
      if (i == 4 || i == 7) {
        if (b != '-') {
          throw new MalformedException(EXPECTED);
        }
      } else if (b < '0' || b > '9') {
        throw new MalformedException(EXPECTED);
      } else {
        digits = digits * 10 + (b - '0');
      }
    }
    if (digits != lastDateDigits) {
      int year = (int) (digits / 10_000);
      int month = (int) (digits / 100 % 100);
      int day = (int) (digits % 100);
      if (!EpochDay.isDate(year, month, day)) {
        throw new MalformedException("is no date of the calendar");
      }
      lastEpochDay = EpochDay.ofFirst(year, month) + day - 1;
      lastDateDigits = digits;
    }
    return lastEpochDay;
  }

  private long dateTime(String text) throws MalformedException {
    if (text.length() <= DATE_LENGTH + 1 || (text.charAt(10) != 'T' && text.charAt(10) != ' ')) {
      throw new MalformedException(EXPECTED);
    }
    String iso = text.substring(0, DATE_LENGTH) + 'T' + text.substring(DATE_LENGTH + 1);
    try {
      LocalDateTime utc =
          hasOffset(iso)
              ? OffsetDateTime.parse(iso).withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
              : LocalDateTime.parse(iso);
      return barTime(utc.toEpochSecond(ZoneOffset.UTC), utc.getNano());
    } catch (DateTimeException malformed) {
      throw new MalformedException(EXPECTED);
    }
  }

  /** The bar time of an instant. */
  public long barTime(long epochSecond, int nano) throws MalformedException {
    if (epochSecond < FIRST_SECOND || epochSecond > LAST_SECOND) {
      throw new MalformedException("lies outside the years 0000 to 9999");
    }
    if (frequency == Frequency.FIVE_MINUTES && nano != 0) {
      throw new MalformedException("has a fraction of a second, which freq 5min does not allow");
    }
    return frequency.barTime(epochSecond);
  }

  private static boolean hasOffset(String iso) {
    String time = iso.substring(DATE_LENGTH + 1);
    return time.endsWith("Z") || time.indexOf('+') >= 0 || time.indexOf('-') >= 0;
  }
}

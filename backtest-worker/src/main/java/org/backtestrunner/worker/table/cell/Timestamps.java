package org.backtestrunner.worker.table.cell;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.shared.text.FiniteDecimal;
import org.backtestrunner.worker.parameter.Frequency;

/**
 * Turns the timestamps of one file into bar times.
 *
 * <p>A daily bar has the date that is written, at any hour and beside any offset. An instant, which
 * has no date of a place (an offset of zero, a number of seconds, a column adjusted to UTC), has
 * its UTC date before 12:00Z; later it may be either of two days, unless a zone is given. A bar of
 * five minutes is an instant; a time without an offset is one of the given zone, or of UTC.
 */
public final class Timestamps {
  static final int SECONDS_PER_DAY = 86_400;

  private static final int NOON = SECONDS_PER_DAY / 2;

  /** 0000-01-01T00:00:00Z and 9999-12-31T23:59:59Z. */
  private static final long FIRST_SECOND = -62_167_219_200L;

  private static final long LAST_SECOND = 253_402_300_799L;

  private final Frequency frequency;
  private final Optional<EpochUnit> givenUnit;
  private final Optional<ZoneId> zone;
  private final Optional<DatePattern> pattern;
  private final WrittenTime written = new WrittenTime();
  private final DatesSeen dates = new DatesSeen();

  /** Of the file's integers, once one was met. */
  private Optional<EpochUnit> unit;

  /** The zone that the file itself says its column has, for messages. */
  private Optional<String> zoneOfFile = Optional.empty();

  public Timestamps(Frequency frequency, DateForm form) {
    this.frequency = frequency;
    this.givenUnit = form.unit();
    this.unit = form.unit();
    this.zone = form.zone();
    this.pattern =
        form.pattern().isPresent()
            ? Optional.of(new DatePattern(form.pattern().get()))
            : Optional.empty();
  }

  /** A text that is no timestamp; the message completes the sentence that begins with it. */
  public static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedException(String message) {
      super(message);
    }
  }

  /** Notes the zone that a file's own metadata gives to its timestamps. */
  public void metadataZone(String name) {
    zoneOfFile = Optional.of(name);
  }

  /** The dates of all timestamps so far. */
  public DatesSeen dates() {
    return dates;
  }

  /** Whether a zone was given. */
  public boolean hasZone() {
    return zone.isPresent();
  }

  /** The bar time of the timestamp in {@code bytes[from, to)}. */
  public long ofText(byte[] bytes, int from, int to) throws MalformedException {
    if (pattern.isPresent()) {
      return pattern
          .get()
          .barTime(new String(bytes, from, to - from, StandardCharsets.UTF_8), this);
    }
    if (givenUnit.isPresent() || WrittenTime.isInteger(bytes, from, to)) {
      return ofInteger(WrittenTime.integer(bytes, from, to));
    }
    written.read(bytes, from, to);
    if (!written.hasTime()) {
      return ofDay(written.epochDay());
    }
    long second = written.epochDay() * SECONDS_PER_DAY + written.secondOfDay();
    return written.hasOffset()
        ? ofOffset(second, written.nano(), written.offsetSeconds())
        : ofLocal(second, written.nano());
  }

  /** The bar time of an integer: a date as eight digits, or a number since 1970. */
  public long ofInteger(long value) throws MalformedException {
    if (givenUnit.isEmpty() && value >= 19_000_101 && value <= 21_001_231) {
      return ofDay(
          WrittenTime.epochDay(
              (int) (value / 10_000), (int) (value / 100 % 100), (int) (value % 100)));
    }
    if (unit.isEmpty() || (givenUnit.isEmpty() && !unit.get().fits(value))) {
      unit = Optional.of(unitOf(value));
    }
    return ofInstant(unit.get().second(value), unit.get().nano(value));
  }

  private EpochUnit unitOf(long value) throws MalformedException {
    for (EpochUnit candidate : EpochUnit.values()) {
      if (candidate.fits(value)) {
        if (unit.isPresent()) {
          throw new MalformedException(
              "is "
                  + candidate.label()
                  + " after others that are "
                  + unit.get().label()
                  + ": a file has one unit");
        }
        return candidate;
      }
    }
    throw new MalformedException(
        "is an integer that is neither a date such as 20200131 nor seconds, milli-, micro- or"
            + " nanoseconds of the years 1990 to 2100; say which: date_format: \"epoch_s\" (or"
            + " epoch_ms, epoch_us, epoch_ns) in a format file");
  }

  /** The bar time of a date without a time. */
  public long ofDay(long epochDay) throws MalformedException {
    return frequency == Frequency.DAILY ? seen(epochDay) : ofLocal(epochDay * SECONDS_PER_DAY, 0);
  }

  /** The bar time of a date and a time without an offset, as seconds since 1970 on its clock. */
  public long ofLocal(long second, int nano) throws MalformedException {
    requireInRange(second);
    ZoneOffset offset = ZoneOffset.UTC;
    boolean isPlainDate =
        frequency == Frequency.DAILY && Math.floorMod(second, (long) SECONDS_PER_DAY) == 0;
    if (zone.isPresent() && !isPlainDate) {
      List<ZoneOffset> offsets =
          zone.get()
              .getRules()
              .getValidOffsets(LocalDateTime.ofEpochSecond(second, nano, ZoneOffset.UTC));
      if (offsets.size() != 1) {
        throw new MalformedException(
            (offsets.isEmpty() ? "does not exist in " : "exists twice in ")
                + zone.get()
                + ", where clocks are changed then");
      }
      offset = offsets.get(0);
    }
    return frequency == Frequency.DAILY
        ? seen(Math.floorDiv(second, SECONDS_PER_DAY))
        : fiveMinutes(second - offset.getTotalSeconds(), nano);
  }

  /** The bar time of a date and a time, as seconds since 1970 on its clock, beside an offset. */
  public long ofOffset(long second, int nano, int offsetSeconds) throws MalformedException {
    if (offsetSeconds == 0) {
      return ofInstant(second, nano);
    }
    requireInRange(second);
    requireInRange(second - offsetSeconds);
    return frequency == Frequency.DAILY
        ? seen(Math.floorDiv(second, SECONDS_PER_DAY))
        : fiveMinutes(second - offsetSeconds, nano);
  }

  /** The bar time of an instant. */
  public long ofInstant(long second, int nano) throws MalformedException {
    requireInRange(second);
    if (frequency == Frequency.FIVE_MINUTES) {
      return fiveMinutes(second, nano);
    }
    if (zone.isPresent()) {
      long local =
          second
              + zone.get()
                  .getRules()
                  .getOffset(java.time.Instant.ofEpochSecond(second))
                  .getTotalSeconds();
      return seen(Math.floorDiv(local, SECONDS_PER_DAY));
    }
    if (Math.floorMod(second, (long) SECONDS_PER_DAY) >= NOON) {
      throw eitherOfTwoDays(second);
    }
    return seen(Math.floorDiv(second, SECONDS_PER_DAY));
  }

  private MalformedException eitherOfTwoDays(long second) {
    String utc = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC).toString() + "Z";
    String day = utc.substring(0, 10);
    String next = java.time.LocalDate.parse(day).plusDays(1).toString();
    return new MalformedException(
        "is the instant "
            + utc
            + ": "
            + day
            + " west of it, and "
            + next
            + " where that is midnight (east of UTC); say where its date is to be read:"
            + " time_zone: \""
            + zoneOfFile.orElse("America/New_York\" or \"Asia/Tokyo")
            + "\" in a format file"
            + (zoneOfFile.isPresent() ? " (the zone that the file's metadata has)" : ""));
  }

  private long fiveMinutes(long second, int nano) throws MalformedException {
    requireInRange(second);
    if (nano != 0) {
      throw new MalformedException("has a fraction of a second, which freq 5min does not allow");
    }
    dates.add(Math.floorDiv(second, SECONDS_PER_DAY));
    return second;
  }

  private long seen(long epochDay) throws MalformedException {
    if (epochDay < FIRST_SECOND / SECONDS_PER_DAY || epochDay > LAST_SECOND / SECONDS_PER_DAY) {
      throw outOfRange();
    }
    dates.add(epochDay);
    return epochDay;
  }

  private static void requireInRange(long second) throws MalformedException {
    if (second < FIRST_SECOND || second > LAST_SECOND) {
      throw outOfRange();
    }
  }

  private static MalformedException outOfRange() {
    return new MalformedException("lies outside the years 0000 to 9999");
  }

  /** Whether a text is written as timestamps may be, or is a number. */
  public static boolean looksLikeData(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0) {
      return false;
    }
    if (!Double.isNaN(FiniteDecimal.parse(bytes, 0, bytes.length))) {
      return true;
    }
    try {
      new WrittenTime().read(bytes, 0, bytes.length);
      return true;
    } catch (MalformedException other) {
      return other.getMessage().equals(WrittenTime.NO_DATE)
          || !WrittenTime.dayOrMonthFirst(bytes, 0, bytes.length).isEmpty();
    }
  }
}

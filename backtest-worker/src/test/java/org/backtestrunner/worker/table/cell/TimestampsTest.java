package org.backtestrunner.worker.table.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.worker.parameter.Frequency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
  private static long barTime(Frequency frequency, String text)
      throws Timestamps.MalformedException {
    byte[] bytes = ("2" + text + "Z").getBytes(StandardCharsets.UTF_8);
    return new Timestamps(frequency, DateForm.NONE).ofText(bytes, 1, bytes.length - 1);
  }

  /** Epoch seconds from {@code date -u -d TEXT +%s}. */
  @ParameterizedTest
  @CsvSource({
    "2020-01-02, 1577923200",
    "20200102, 1577923200",
    "2020/01/02, 1577923200",
    "2020.01.02, 1577923200",
    "1970-01-01, 0",
    "1969-12-31, -86400",
    "2000-02-29, 951782400",
    "0000-01-01, -62167219200",
    "9999-12-31, 253402214400",
    "2020-01-02T14:35:00Z, 1577975700",
    "2020-01-02T14:35Z, 1577975700",
    "2020-01-02T14:35:00, 1577975700",
    "2020-01-02 14:35:00, 1577975700",
    "20200102 14:35, 1577975700",
    "20200102 143500, 1577975700",
    "20200102T1435Z, 1577975700",
    "2020-01-02T14:35:00.000000000Z, 1577975700",
    "2020-01-02 14:35:00+00:00, 1577975700",
    "2020-01-02T09:35:00-05:00, 1577975700",
    "2020-01-02T09:35:00-0500, 1577975700",
    "2020-01-03T00:05:00+09:30, 1577975700",
    "2020-01-02T14:35+00, 1577975700",
    "1969-12-31T23:59:59Z, -1",
    "9999-12-31T23:59:59Z, 253402300799",
    "1577975700, 1577975700",
    "1577975700000, 1577975700",
    "1577975700000000, 1577975700",
    "1577975700000000000, 1577975700",
  })
  void aTimeOfFiveMinutesIsAnInstant(String text, long second)
      throws Timestamps.MalformedException {
    assertEquals(second, barTime(Frequency.FIVE_MINUTES, text));
  }

  /** 2020-01-02 is day 18,263 since 1970-01-01. */
  @ParameterizedTest
  @CsvSource({
    "2020-01-02, 18263",
    "2020-01-02T23:59:59.999, 18263",
    "2020-01-02 00:00:00+09:00, 18263",
    "2020-01-02T20:00:00-05:00, 18263",
    "2020-01-02T23:00:00+0530, 18263",
    "2020-01-02T00:00:00Z, 18263",
    "2020-01-02T11:59:59.999Z, 18263",
    "2020-01-02 05:00:00+00:00, 18263",
    "1577923200, 18263",
    "1577966399, 18263",
    "1577966399999999999, 18263",
    "9999-12-31T23:30+12:00, 2932896",
  })
  void aDayHasTheDateThatIsWritten(String text, long day) throws Timestamps.MalformedException {
    assertEquals(day, barTime(Frequency.DAILY, text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2020-01-02T12:00:00Z",
        "2020-01-01T15:00:00Z",
        "2020-01-01 23:59:59+00:00",
        "1577966400",
        "1577966400000"
      })
  void anInstantFromNoonOnHasOneOfTwoDates(String text) {
    String message =
        assertThrows(Timestamps.MalformedException.class, () -> barTime(Frequency.DAILY, text))
            .getMessage();
    assertTrue(message.contains("time_zone: \""), message);
  }

  private static long inZone(Frequency frequency, String zone, String text)
      throws Timestamps.MalformedException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    DateForm form = new DateForm(Optional.empty(), Optional.empty(), Optional.of(ZoneId.of(zone)));
    return new Timestamps(frequency, form).ofText(bytes, 0, bytes.length);
  }

  @ParameterizedTest
  @CsvSource({
    "Asia/Tokyo, 2020-01-01T15:00:00Z, 18263",
    "Asia/Tokyo, 1577890800, 18263",
    "Asia/Tokyo, 2020-01-02 00:00:00, 18263",
    "Asia/Tokyo, 2020-01-02, 18263",
    "Asia/Tokyo, 2020-01-02 00:00:00+09:00, 18263",
    "Asia/Tokyo, 2020-01-02T23:00:00-05:00, 18263",
    "America/New_York, 2020-01-02T21:00:00Z, 18263",
    "America/New_York, 2020-01-03T04:59:00Z, 18263",
    "America/New_York, 2020-01-02T05:00:00Z, 18263",
    // Midnight of 2018-11-04, day 17,839, was left out in Brazil: the date is written all the same.
    "America/Sao_Paulo, 2018-11-04 00:00:00, 17839",
  })
  void aZoneSaysWhereTheDateOfAnInstantIsRead(String zone, String text, long day)
      throws Timestamps.MalformedException {
    assertEquals(day, inZone(Frequency.DAILY, zone, text));
  }

  @ParameterizedTest
  @CsvSource({
    "Asia/Tokyo, 2020-01-02 09:05:00, 1577923500",
    "America/New_York, 2020-01-02 09:35:00, 1577975700",
    "America/New_York, 2020-01-02T14:35:00Z, 1577975700",
    "America/New_York, 2020-01-02T15:35:00+01:00, 1577975700",
  })
  void aTimeOfFiveMinutesWithoutAnOffsetIsLocal(String zone, String text, long second)
      throws Timestamps.MalformedException {
    assertEquals(second, inZone(Frequency.FIVE_MINUTES, zone, text));
  }

  @ParameterizedTest
  @CsvSource({
    "2020-03-08 02:30:00, does not exist in America/New_York",
    "2020-11-01 01:30:00, exists twice in America/New_York"
  })
  void aLocalTimeThatIsNoneOrTwoIsRefused(String text, String why) {
    for (Frequency frequency : Frequency.values()) {
      String message =
          assertThrows(
                  Timestamps.MalformedException.class,
                  () -> inZone(frequency, "America/New_York", text))
              .getMessage();
      assertTrue(message.startsWith(why), message);
    }
  }

  @Test
  void theIntegersOfAFileHaveOneUnit() throws Timestamps.MalformedException {
    Timestamps timestamps = new Timestamps(Frequency.DAILY, DateForm.NONE);
    assertEquals(18_263, timestamps.ofInteger(1_577_923_200));
    assertEquals(18_263, timestamps.ofInteger(20_200_102));
    assertThrows(
        Timestamps.MalformedException.class, () -> timestamps.ofInteger(1_577_923_200_000L));
  }

  private static long byPattern(String pattern, String text) throws Timestamps.MalformedException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    DateForm form = new DateForm(Optional.of(pattern), Optional.empty(), Optional.empty());
    return new Timestamps(Frequency.DAILY, form).ofText(bytes, 0, bytes.length);
  }

  @ParameterizedTest
  @CsvSource({
    "dd.MM.yyyy, 02.01.2020, 18263",
    "MM/dd/yyyy, 01/02/2020, 18263",
    "d.M.yy, 2.1.20, 18263",
    "d.M.yy, 31.12.69, -1",
    "dd.MM.yyyy HH:mm:ss.SSS, 02.01.2020 00:00:00.000, 18263",
    "MMM d yyyy, Jan 2 2020, 18263",
    "yyyy-MM-dd'T'HH:mmXXX, 2020-01-02T00:00+09:00, 18263",
  })
  void aPatternSaysHowDatesAreWritten(String pattern, String text, long day)
      throws Timestamps.MalformedException {
    assertEquals(day, byPattern(pattern, text));
  }

  @Test
  void whatIsNotWrittenByThePatternIsRefused() {
    for (String text : List.of("2020-01-02", "31.02.2020", "02.13.2020", "2.1.2020", "")) {
      assertThrows(Timestamps.MalformedException.class, () -> byPattern("dd.MM.yyyy", text));
    }
    for (String pattern : List.of("HH:mm", "dd.MM", "qq", "[", "bbb")) {
      assertThrows(IllegalArgumentException.class, () -> new DatePattern(pattern));
    }
  }

  @Test
  void aDateThatFollowsItselfOrAnotherIsReadAfresh() throws Timestamps.MalformedException {
    Timestamps timestamps = new Timestamps(Frequency.DAILY, DateForm.NONE);
    byte[] bytes = "2020-01-022020-01-022020-01-03".getBytes(StandardCharsets.UTF_8);
    assertEquals(18_263, timestamps.ofText(bytes, 0, 10));
    assertEquals(18_263, timestamps.ofText(bytes, 10, 20));
    assertEquals(18_264, timestamps.ofText(bytes, 20, 30));
    byte[] none = "2020-02-30".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 2; i++) {
      assertThrows(Timestamps.MalformedException.class, () -> timestamps.ofText(none, 0, 10));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2020",
        "2020-01",
        "2020-1-2",
        "2020/01.02",
        "2020-0102",
        "02.01.2020",
        "2020-00-10",
        "2020-13-01",
        "2020-02-30",
        "2021-02-29",
        "1900-02-29",
        "2020-01-00",
        "2020-01-32",
        "-020-01-02",
        "+2020-01-02",
        "2020-01-02T",
        "2020-01-02T10",
        "2020-01-02T24:00:00",
        "2020-01-02T10:60",
        "2020-01-02T10:00:60",
        "2020-01-02T10:00:00 Z",
        "2020-01-02X10:00",
        "2020-01-02T10:00:00+01000",
        "20200102T1",
        "202001021",
        "2020-01-02T10:00:00+25:00",
        "10000-01-01",
        "+10000-01-01T00:00",
        "-0001-01-01T00:00",
        "0000-01-01T00:00+01:00",
        "9999-12-31T23:59-00:01",
        "2020-01-02T10:00:00Zx",
        "\u0662020-01-02"
      })
  void whatIsNoTimestampIsRefused(String text) {
    assertThrows(Timestamps.MalformedException.class, () -> barTime(Frequency.FIVE_MINUTES, text));
    assertThrows(Timestamps.MalformedException.class, () -> barTime(Frequency.DAILY, text));
  }

  @Test
  void aFractionOfASecondIsRefusedWithFiveMinutesOnly() throws Timestamps.MalformedException {
    assertEquals(18_263, barTime(Frequency.DAILY, "2020-01-02T10:00:00.5Z"));
    assertThrows(
        Timestamps.MalformedException.class,
        () -> barTime(Frequency.FIVE_MINUTES, "2020-01-02T10:00:00.5Z"));
  }
}

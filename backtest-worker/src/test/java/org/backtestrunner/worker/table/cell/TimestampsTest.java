package org.backtestrunner.worker.table.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.backtestrunner.worker.parameter.Frequency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
  private static long barTime(Frequency frequency, String text)
      throws Timestamps.MalformedException {
    byte[] bytes = ("2" + text + "Z").getBytes(StandardCharsets.UTF_8);
    return new Timestamps(frequency).barTime(bytes, 1, bytes.length - 1);
  }

  /** Epoch seconds from {@code date -u -d TEXT +%s}. */
  @ParameterizedTest
  @CsvSource({
    "2020-01-02, 1577923200",
    "1970-01-01, 0",
    "1969-12-31, -86400",
    "2000-02-29, 951782400",
    "0000-01-01, -62167219200",
    "9999-12-31, 253402214400",
    "2020-01-02T14:35:00Z, 1577975700",
    "2020-01-02T14:35Z, 1577975700",
    "2020-01-02T14:35:00, 1577975700",
    "2020-01-02 14:35:00, 1577975700",
    "2020-01-02T14:35:00.000000000Z, 1577975700",
    "2020-01-02 14:35:00+00:00, 1577975700",
    "2020-01-02T09:35:00-05:00, 1577975700",
    "2020-01-03T00:05:00+09:30, 1577975700",
    "2020-01-02T14:35+00, 1577975700",
    "1969-12-31T23:59:59Z, -1",
    "9999-12-31T23:59:59Z, 253402300799",
  })
  void aTextIsReadAsUtc(String text, long second) throws Timestamps.MalformedException {
    assertEquals(second, barTime(Frequency.FIVE_MINUTES, text));
    assertEquals(Math.floorDiv(second, 86_400), barTime(Frequency.DAILY, text));
  }

  @Test
  void theDateOfADayIsThatOfUtc() throws Timestamps.MalformedException {
    // 2020-01-02 is day 18,263 since 1970-01-01.
    assertEquals(18_263, barTime(Frequency.DAILY, "2020-01-02T23:59:59.999Z"));
    assertEquals(18_264, barTime(Frequency.DAILY, "2020-01-02T20:00:00-05:00"));
    assertEquals(18_262, barTime(Frequency.DAILY, "2020-01-02T08:00:00+09:00"));
  }

  @Test
  void aDateThatFollowsItselfOrAnotherIsReadAfresh() throws Timestamps.MalformedException {
    Timestamps timestamps = new Timestamps(Frequency.DAILY);
    byte[] bytes = "2020-01-022020-01-022020-01-03".getBytes(StandardCharsets.UTF_8);
    assertEquals(18_263, timestamps.barTime(bytes, 0, 10));
    assertEquals(18_263, timestamps.barTime(bytes, 10, 20));
    assertEquals(18_264, timestamps.barTime(bytes, 20, 30));
    byte[] none = "2020-02-30".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 2; i++) {
      assertThrows(Timestamps.MalformedException.class, () -> timestamps.barTime(none, 0, 10));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2020",
        "2020-01",
        "2020-1-2",
        "20200102",
        "2020/01/02",
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
        "2020-01-02T10:00:00+0100",
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

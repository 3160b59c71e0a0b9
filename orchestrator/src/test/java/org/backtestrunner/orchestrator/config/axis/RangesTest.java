package org.backtestrunner.orchestrator.config.axis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangesTest {
  private static List<String> linear(String from, String to, String step)
      throws InvalidValueException {
    return NumberRange.linear(new BigDecimal(from), new BigDecimal(to), new BigDecimal(step));
  }

  /** Of 0.1 + 0.1 + …, a double has lost the tenths long before. */
  @Test
  void aHundredThousandTenthsAreExact() throws InvalidValueException {
    assertEquals(
        IntStream.rangeClosed(1, 100_000).mapToObj(k -> k / 10 + "." + k % 10).toList(),
        linear("0.1", "10000.0", "0.1"));
    assertEquals(
        "the range has 100001 values, more than an axis may have (100000)",
        assertThrows(InvalidValueException.class, () -> linear("0.0", "10000", "0.1"))
            .getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.05 | 0.2 | 0.05 | 0.05 0.10 0.15 0.20",
        "5 | 20 | 5 | 5 10 15 20",
        "0 | 1 | 0.25 | 0.00 0.25 0.50 0.75 1.00",
        "-0.1 | 0.1 | 0.1 | -0.1 0.0 0.1",
        "1.00 | 3 | 1 | 1.00 2.00 3.00",
      })
  void theTextsHaveTheDecimalsOfTheBeginningAndTheStep(
      String from, String to, String step, String values) throws InvalidValueException {
    assertEquals(values, String.join(" ", linear(from, to, step)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5 | 40 | 2 | 5 10 20 40",
        "0.25 | 4 | 2 | 0.25 0.5 1 2 4",
        "1 | 1000 | 10.0 | 1 10 100 1000",
        "4 | 62.5 | 2.5 | 4 10 25 62.5",
      })
  void geometricRangesHaveNoTrailingZeros(String from, String to, String times, String values)
      throws InvalidValueException {
    assertEquals(
        values,
        String.join(
            " ",
            NumberRange.geometric(
                new BigDecimal(from), new BigDecimal(to), new BigDecimal(times))));
  }

  /** Numbers whose powers never end are refused before they fill the memory. */
  @Test
  void aFactorCloseToOneIsRefused() {
    assertEquals(
        "the values of the range have more than 100 digits; write rounder ones",
        assertThrows(
                InvalidValueException.class,
                () ->
                    NumberRange.geometric(
                        BigDecimal.ONE, new BigDecimal("1e9"), new BigDecimal("1.0000001")))
            .getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2019-12-31 | 2020-04-30 | 2m | 2019-12-31 2020-02-29 2020-04-30",
        "2014-01-31 | 2014-05-31 | 1m | 2014-01-31 2014-02-28 2014-03-31 2014-04-30 2014-05-31",
        "2020-02-29 | 2024-02-29 | 1y | 2020-02-29 2021-02-28 2022-02-28 2023-02-28 2024-02-29",
        "2020-02-20 | 2020-03-01 | 10d | 2020-02-20 2020-03-01",
        "2020-02-20 | 2020-03-19 | 2w | 2020-02-20 2020-03-05 2020-03-19",
      })
  void datesAreCountedFromTheFirst(String from, String to, String step, String values)
      throws InvalidValueException {
    assertEquals(values, String.join(" ", DateRange.of(from, to, step)));
  }

  @Test
  void everyDayOfTwoCenturiesIsADate() throws InvalidValueException {
    List<String> days = DateRange.of("1900-01-01", "2100-01-01", "1d");
    assertEquals(
        LocalDate.parse("2100-01-01").toEpochDay() - LocalDate.parse("1900-01-01").toEpochDay() + 1,
        days.size());
    assertThrows(InvalidValueException.class, () -> DateRange.of("0001-01-01", "9999-01-01", "1d"));
  }
}

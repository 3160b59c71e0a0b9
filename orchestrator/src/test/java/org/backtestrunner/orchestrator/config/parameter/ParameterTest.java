package org.backtestrunner.orchestrator.config.parameter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterTest {
  private static Parameter of(ParameterType type, String range) {
    return new Parameter(
        "name",
        type,
        type == ParameterType.CHOICE ? List.of("open", "close") : List.of(),
        Optional.ofNullable(range).map(Range::parse),
        Optional.empty(),
        Optional.empty(),
        false,
        List.of(),
        Optional.empty(),
        false,
        false,
        List.of(),
        "A sentence.");
  }

  private static String refusal(ParameterType type, String range, String text) {
    return assertThrows(InvalidValueException.class, () -> of(type, range).normalise(text))
        .getMessage();
  }

  @ParameterizedTest
  @CsvSource({
    "0.60, 0.6",
    "1e5, 100000",
    "1.0, 1",
    "-0, 0",
    "-0.0, 0",
    "+.5, 0.5",
    "1e-7, 0.0000001",
    "0.1000000000000000055, 0.1",
    "0.30000000000000004, 0.30000000000000004",
    "123456789012345678, 123456789012345680"
  })
  void aNumberBecomesItsShortestPlainDecimal(String text, String normalised) throws Exception {
    assertEquals(normalised, of(ParameterType.NUMBER, null).normalise(text));
  }

  @ParameterizedTest
  @CsvSource({"007, 7", "+5, 5", "-0, 0", "9223372036854775807, 9223372036854775807"})
  void anIntegerBecomesItsPlainDigits(String text, String normalised) throws Exception {
    assertEquals(normalised, of(ParameterType.INTEGER, null).normalise(text));
  }

  @Test
  void datesFilesAndChoicesStayAsWritten() throws Exception {
    assertEquals("2020-02-29", of(ParameterType.DATE, null).normalise("2020-02-29"));
    assertEquals("./a b.csv", of(ParameterType.FILE, null).normalise("./a b.csv"));
    assertEquals("close", of(ParameterType.CHOICE, null).normalise("close"));
  }

  @ParameterizedTest
  @CsvSource({"NaN", "1d", "0x10", "1_000", "true", "1e"})
  void aNumberThatIsNoneIsRefused(String text) {
    assertEquals(
        "must be a decimal number, not '" + text + "'", refusal(ParameterType.NUMBER, null, text));
  }

  @Test
  void aNumberBeyondTheDoublesIsRefused() {
    assertEquals("is too large a number: 1e999", refusal(ParameterType.NUMBER, null, "1e999"));
  }

  @ParameterizedTest
  @CsvSource({"1.0", "1e3", "seven", "0x7"})
  void anIntegerThatIsNoneIsRefused(String text) {
    assertEquals(
        "must be a whole number, not '" + text + "'", refusal(ParameterType.INTEGER, null, text));
  }

  @Test
  void anIntegerBeyond64BitsIsRefused() {
    assertEquals(
        "must be a whole number of at most 64 bits, not '9223372036854775808'",
        refusal(ParameterType.INTEGER, null, "9223372036854775808"));
  }

  @ParameterizedTest
  @CsvSource({"2020-13-45", "2020-02-30", "2021-02-29", "2020-00-01"})
  void aDateThatDoesNotExistIsRefused(String text) {
    assertEquals("there is no date " + text, refusal(ParameterType.DATE, null, text));
  }

  @ParameterizedTest
  @CsvSource({"2020-1-1", "01.02.2020", "20200101", "2020-01-01T00:00:00", "+2020-01-01"})
  void aDateOfAnotherFormIsRefused(String text) {
    assertEquals(
        "must be a date like 2020-12-31, not '" + text + "'",
        refusal(ParameterType.DATE, null, text));
  }

  @Test
  void aWordThatIsNoChoiceIsRefusedWithTheNearestOne() {
    assertEquals(
        "must be one of open, close, not 'Close' (did you mean close?)",
        refusal(ParameterType.CHOICE, null, "Close"));
    assertEquals(
        "must be one of open, close, not 'midpoint'",
        refusal(ParameterType.CHOICE, null, "midpoint"));
  }

  @ParameterizedTest
  @CsvSource({"CHOICE", "FILE", "DATE", "INTEGER", "NUMBER"})
  void emptyTextIsNoValue(ParameterType type) {
    assertEquals("must not be empty", refusal(type, null, ""));
    assertEquals("must not be empty", refusal(type, null, "  "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[0, 0.5]; 0; 0.5; -0.0001; 0.50001",
        "(0, 1]; 1e-300; 1; 0; 1.0000000000000002",
        "[-1, 0]; -1; -0; -1.01; 1e-300",
        "[0, 0.1]; 0.05; 0.1; -1; 0.10000000000000002"
      })
  void rangesIncludeExactlyTheirClosedEnds(
      String range, String least, String most, String below, String above) throws Exception {
    Parameter parameter = of(ParameterType.NUMBER, range);
    parameter.normalise(least);
    parameter.normalise(most);
    assertEquals("must be in " + range + ", not " + below, refusal(parameter.type(), range, below));
    assertEquals("must be in " + range + ", not " + above, refusal(parameter.type(), range, above));
  }

  @Test
  void aRangeCanBeOpenToInfinity() throws Exception {
    assertEquals("must be in (0, inf), not 0", refusal(ParameterType.NUMBER, "(0, inf)", "0"));
    assertEquals("1" + "0".repeat(300), of(ParameterType.NUMBER, "(0, inf)").normalise("1e300"));
    assertEquals("must be in [1, inf), not 0", refusal(ParameterType.INTEGER, "[1, inf)", "0"));
    assertEquals("-5", of(ParameterType.INTEGER, "(-inf, inf)").normalise("-5"));
  }
}

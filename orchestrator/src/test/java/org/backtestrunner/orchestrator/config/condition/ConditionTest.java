package org.backtestrunner.orchestrator.config.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.backtestrunner.orchestrator.config.condition.Variable.Kind;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
  private static final List<Variable> VARIABLES =
      List.of(
          new Variable("fast", Kind.NUMBER, List.of()),
          new Variable("slow", Kind.NUMBER, List.of()),
          new Variable("cost", Kind.NUMBER, List.of()),
          new Variable("begin", Kind.DATE, List.of()),
          new Variable("end", Kind.DATE, List.of()),
          new Variable("freq", Kind.TEXT, List.of("D", "W", "M")),
          new Variable("file", Kind.TEXT, List.of()),
          new Variable("other", Kind.TEXT, List.of()));

  private static final Map<String, String> RUN =
      Map.of(
          "fast",
          "20",
          "slow",
          "50",
          "cost",
          "0.3",
          "begin",
          "2019-12-31",
          "end",
          "2020-01-01",
          "freq",
          "M",
          "file",
          "a \"b\".csv");

  private static boolean holds(String text) throws InvalidValueException {
    return Condition.parse(text, VARIABLES).holds(name -> Optional.ofNullable(RUN.get(name)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fast < slow",
        "fast<slow",
        "  fast  <=  20  ",
        "slow > fast",
        "slow >= 50.0",
        "fast == 2e1",
        "fast != 20.5",
        "2 * fast <= slow",
        "2 * fast + 10 == slow",
        "10 + 2 * fast == slow",
        "slow - fast - 10 == 20",
        "slow - fast * 2 == 10",
        "-1 < fast",
        "fast - -1 == 21",
        "fast-1 == 19",
        "0.1 + 0.2 == cost",
        "0.30 == cost",
        ".3 == cost",
        "1e-30 + 1 != 1",
        "9007199254740993 != 9007199254740992",
        "fast in [10, 20]",
        "fast in [slow - 30]",
        "fast not in [10, 30]",
        "not fast in [10, 30]",
        "not not fast < slow",
        "begin < end",
        "begin < '2020-01-01'",
        "'2019-12-31' == begin",
        "end in ['2020-01-01', '2021-01-01']",
        "freq == 'M'",
        "freq == \"M\"",
        "freq != 'W'",
        "'D' != freq",
        "freq in ['W', 'M']",
        "freq not in ['D']",
        "file == 'a \"b\".csv'",
        "file != freq",
        "'x' == 'x'",
        "fast > slow or fast < slow",
        "fast > slow and fast > slow or fast < slow",
        "fast < slow or fast < slow and fast > slow",
        "(fast < slow or fast < slow) and not (fast > slow)",
        "not fast > slow and fast < slow",
        "((fast < slow))",
        "fast < slow or other == 'x'",
        "not (fast > slow and other == 'x')",
      })
  void holdsOfTheRun(String text) throws InvalidValueException {
    assertTrue(holds(text));
    assertEquals(false, holds("not (" + text + ")"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fast >= slow",
        "fast < 20",
        "fast > 20",
        "2 * fast > slow",
        "0.1 + 0.2 != cost",
        "(fast < slow or fast < slow) and fast > slow",
        "not fast > slow and fast > slow",
        "freq in ['D', 'W']",
        "begin >= end",
        "file == 'A \"b\".csv'",
      })
  void doesNotHoldOfTheRun(String text) throws InvalidValueException {
    assertEquals(false, holds(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | 1: ends too early",
        "fast < | 7: ends too early",
        "fast | 5: a comparison such as < or == is expected here",
        "fast slow | 6: a comparison such as < or == is expected here",
        "fast and slow | 6: a comparison such as < or == is expected here",
        "5 | 2: a comparison such as < or == is expected here",
        "fast < slow and | 16: ends too early",
        "not | 4: ends too early",
        "fast < slow < 9 | 13: 'and' or 'or' is expected here, not '<'",
        "fast < slow AND 1 < 2 | 13: 'and' or 'or' is expected here, not 'AND'",
        "fast < slow) | 12: 'and' or 'or' is expected here, not ')'",
        "(fast < slow | 13: a ) is missing",
        "(fast < slow 5 | 14: a ) is missing",
        "fast in 5 | 9: a [ is missing",
        "fast in [5 | 11: a ] is missing",
        "fast in [5, 6, | 15: ends too early",
        "fast in [] | 10: a number, a text or a name is expected here, not ']'",
        "fast not 5 | 10: a in is missing",
        "< 5 | 1: a number, a text or a name is expected here, not '<'",
        "-fast < 5 | 1: a number, a text or a name is expected here, not '-'",
        "fast + (slow) < 5 | 8: a number, a text or a name is expected here, not '('",
        "fast = slow | 6: '=' compares nothing; write ==",
        "slow / fast > 2 | 6: there is no division, which would round; multiply the other side",
        "fast < slow && 1 < 2 | 13: '&' means nothing here",
        "fast < 5\u00a0 | 9: '\u00a0' means nothing here",
        "freq == 'M | 9: the text that begins here has no end",
        "freq == \"M' | 9: the text that begins here has no end",
        "2 * fst < 5 | 5: 'fst' is no parameter and no axis of cases; did you mean fast?",
        "zebra < 5 | 1: 'zebra' is no parameter and no axis of cases",
        "max(fast, slow) < 5 | 1: 'max' is no parameter and no axis of cases",
        "fast < 'M' | 8: fast is a number and 'M' a text: they cannot be compared",
        "'M' < fast | 7: 'M' is a text and fast a number: they cannot be compared",
        "2 * fast < freq | 12: 2 * fast is a number and freq a text: they cannot be compared",
        "begin > 2019 | 9: begin is a date and 2019 a number: they cannot be compared",
        "begin == file | 10: begin is a date and file a text: they cannot be compared",
        "begin > '2019' | 9: '2019' is no date such as 2020-12-31",
        "'2021-02-29' == begin | 1: '2021-02-29' is no date such as 2020-12-31",
        "freq < 'M' | 6: texts can only be equal or not",
        "file >= 'x' | 6: texts can only be equal or not",
        "freq == 'X' | 9: 'X' is no value of freq (D, W, M)",
        "freq in ['W', 'm'] | 15: 'm' is no value of freq (D, W, M)",
        "fast in [5, 'M'] | 13: fast is a number and 'M' a text: they cannot be compared",
        "begin + 5 < end | 1: begin is a date; only numbers are added and multiplied",
        "5 * 'x' < 5 | 5: 'x' is a text; only numbers are added and multiplied",
        "fast < 1e401 | 8: 1e401 has more than 400 digits, written out",
        "fast < 1e-999999999999 | 8: 1e-999999999999 has more than 400 digits, written out",
      })
  void whatIsNoConditionIsRefusedWithItsPlace(String text, String message) {
    InvalidValueException e =
        assertThrows(InvalidValueException.class, () -> Condition.parse(text, VARIABLES));
    assertEquals("at character " + message, e.getMessage());
  }

  @Test
  void aValueThatTheRunDoesNotHaveIsNamedWithItsPlace() {
    InvalidValueException e =
        assertThrows(InvalidValueException.class, () -> holds("1 < 2 and other == 'x'"));
    assertEquals("at character 11: other has no value", e.getMessage());
  }

  @Test
  void theNamesOfAConditionAreKnown() throws InvalidValueException {
    Condition condition = Condition.parse("2 * fast < slow or freq == 'W' or fast > 1", VARIABLES);
    assertEquals(Set.of("fast", "slow", "freq"), condition.names());
  }

  @Test
  void longAndDeepConditionsEndInAnAnswer() throws InvalidValueException {
    assertTrue(holds("fast == 20" + " and fast == 20".repeat(250)));
    assertTrue(holds("1" + " + 1".repeat(1000) + " == 1001"));
    assertTrue(holds("(".repeat(90) + "1 < 2" + ")".repeat(90)));
    for (String deep : List.of("(".repeat(4000), "not ".repeat(1000))) {
      InvalidValueException e =
          assertThrows(InvalidValueException.class, () -> Condition.parse(deep, VARIABLES));
      assertTrue(e.getMessage().endsWith(": nested deeper than 100 levels"), e.getMessage());
    }
  }
}

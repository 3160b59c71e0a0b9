package org.backtestrunner.worker.panel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.backtestrunner.worker.api.Column;
import org.backtestrunner.worker.parameter.RunParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PanelTest {
  /** B begins late and skips a day, C has one row without a close, D none with one. */
  private static final String PRICES =
      """
      timestamp,symbol,close,volume
      2020-01-06,C,30,
      2020-01-02,C,,5
      2020-01-03,B,20,
      2020-01-02,A,10,
      2020-01-03,A,11,
      2020-01-06,A,12,
      2020-01-07,B,21,
      2020-01-08,D,,
      """;

  @TempDir Path directory;
  private final List<String> warnings = new ArrayList<>();

  private Panel panel(String prices, Map<String, String> more) throws IOException {
    Path file = directory.resolve("prices.csv");
    Files.writeString(file, prices);
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("strategy", "buy_and_hold");
    parameters.put("price_file", file.toString());
    parameters.put("start_date", "2020-01-01");
    parameters.put("end_date", "2020-12-31");
    parameters.putAll(more);
    return Panel.read(
        RunParameters.of(parameters), (kind, serious, message) -> warnings.add(message));
  }

  private static List<String> symbols(Panel panel) {
    return IntStream.range(0, panel.size()).mapToObj(s -> panel.symbol(s)).toList();
  }

  private static List<String> days(Panel panel, int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(panel::format).toList();
  }

  @Test
  void theUniverseIsTheSymbolsWithAnObservationAndTheCalendarTheirTimes() throws IOException {
    Panel panel = panel(PRICES, Map.of());
    assertEquals(List.of("A", "B", "C"), symbols(panel));
    assertEquals(
        List.of("2020-01-02", "2020-01-03", "2020-01-06", "2020-01-07"),
        days(panel, 0, panel.calendar().length - 1));
    assertEquals(List.of(), warnings);
    assertTrue(panel.isInPriceFile("D"));
    assertFalse(panel.isInPriceFile("E"));
    assertEquals(-1, panel.indexOf("D"));
    assertEquals(2, panel.indexOf("C"));
  }

  @Test
  void observationsStandAtTheirCalendarEntries() throws IOException {
    Panel panel = panel(PRICES, Map.of());
    SymbolHistory b = ((PriceHistories) panel.universe()).history(panel.inUniverse(1));
    assertEquals(2, b.size());
    assertEquals(1, b.calendarIndex(0));
    assertEquals(3, b.calendarIndex(1));
    assertEquals(3, b.lastCalendarIndex());
    assertArrayEquals(new double[] {20, 21}, b.column(Column.CLOSE));
    assertEquals(-1, b.observationAtOrBefore(0));
    assertEquals(0, b.observationAtOrBefore(2));
    assertEquals(1, b.observationAtOrBefore(3));
    assertEquals(-1, panel.facts(1).lastAtOrBefore(0));
    assertEquals(1, panel.facts(1).lastAtOrBefore(2));
    assertEquals(3, panel.facts(1).lastAtOrBefore(3));
    assertEquals(1, panel.facts(1).observations(2));
    assertEquals(2, panel.facts(1).observations(3));
    assertFalse(panel.isObserved(1, 2));
    assertTrue(panel.isObserved(1, 3));
  }

  @Test
  void aColumnIsThereWhereAnyRowHasAValue() throws IOException {
    Panel panel = panel(PRICES, Map.of());
    assertTrue(panel.has(Column.VOLUME));
    assertFalse(panel.has(Column.OPEN));
    assertFalse(
        panel("timestamp,symbol,close,open\n2020-01-02,A,1,\n2020-01-03,A,1,\n", Map.of())
            .has(Column.OPEN));
  }

  @Test
  void theBarsAreTheCalendarBetweenTheDatesBothIncluded() throws IOException {
    Panel panel = panel(PRICES, Map.of("start_date", "2020-01-03", "end_date", "2020-01-06"));
    assertEquals(
        List.of("2020-01-03", "2020-01-06"), days(panel, panel.firstBar(), panel.lastBar()));
    assertEquals(4, panel.calendar().length);
  }

  @Test
  void listedSymbolsRestrictUniverseAndCalendar() throws IOException {
    Path listed = directory.resolve("symbols.txt");
    Files.writeString(listed, "B\nD\nE\n");
    Panel panel = panel(PRICES, Map.of("symbols_file", listed.toString()));
    assertEquals(List.of("B"), symbols(panel));
    assertEquals(List.of("2020-01-03", "2020-01-07"), days(panel, 0, panel.calendar().length - 1));
    assertEquals(
        Set.of(
            "symbol 'D' of symbols_file has no observation",
            "symbol 'E' of symbols_file has no observation"),
        Set.copyOf(warnings));
  }

  /** What jshell shuffled with {@code new Random(seed * 0x9E3779B97F4A7C15L)}. */
  @ParameterizedTest
  @CsvSource({
    "1, 0.01, G", "1, 0.3, CGI", "1, 0.31, CDGI", "1, 0.5, ACDGI",
    "42, 0.01, F", "42, 0.3, EFG", "42, 0.31, EFGJ", "42, 0.5, CEFGJ",
    "-7, 0.01, J", "-7, 0.3, DFJ", "-7, 0.31, CDFJ", "-7, 0.5, CDEFJ",
    "42, 1, ABCDEFGHIJ", "42, 0.91, ABCDEFGHIJ"
  })
  void theSampleIsDrawnFromTheSortedUniverseAndTheCalendarStays(
      String seed, String fraction, String expected) throws IOException {
    StringBuilder prices = new StringBuilder("timestamp,symbol,close\n");
    for (char symbol = 'J'; symbol >= 'A'; symbol--) {
      prices.append("2020-01-" + (10 + symbol - 'A') + "," + symbol + ",1\n");
    }
    Panel panel = panel(prices.toString(), Map.of("universe_sample", fraction, "seed", seed));
    assertEquals(expected, String.join("", symbols(panel)));
    assertEquals(10, panel.calendar().length);
    assertEquals(
        "2020-01-" + (10 + expected.charAt(0) - 'A'), panel.format(panel.facts(0).first()));
  }

  @Test
  void fiveMinuteBarsKeepTheirTimes() throws IOException {
    String prices =
        """
        timestamp,symbol,close
        2020-01-02T14:35:00Z,A,1
        2020-01-02T15:40:00+01:00,A,2
        2020-01-03,A,3
        """;
    Panel panel = panel(prices, Map.of("freq", "5min", "end_date", "2020-01-02"));
    assertEquals(
        List.of("2020-01-02T14:35:00Z", "2020-01-02T14:40:00Z", "2020-01-03T00:00:00Z"),
        days(panel, 0, 2));
    assertEquals(1, panel.lastBar());
  }
}

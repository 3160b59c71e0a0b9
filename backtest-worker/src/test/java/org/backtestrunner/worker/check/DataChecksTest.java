package org.backtestrunner.worker.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.panel.Warnings;
import org.backtestrunner.worker.parameter.RunParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataChecksTest {
  @TempDir Path directory;

  /** Warnings, each with its kind, of a run from 2024-01-02 to 2024-01-09. */
  private List<String> warnings(String prices, Map<String, String> parameters) throws IOException {
    Path file = directory.resolve("prices.csv");
    Files.writeString(file, "timestamp,symbol,close\n" + prices);
    Map<String, String> all = new LinkedHashMap<>(parameters);
    all.put("strategy", "buy_and_hold");
    all.put("price_file", file.toString());
    all.put("start_date", "2024-01-02");
    all.put("end_date", "2024-01-09");
    List<String> warnings = new ArrayList<>();
    Warnings collector = (kind, serious, message) -> warnings.add(kind.label() + ": " + message);
    RunParameters run = RunParameters.of(all);
    DataChecks.run(run, Panel.read(run, collector), collector);
    return warnings;
  }

  private static String series(String symbol, double... closes) {
    String[] days = {
      "2024-01-02", "2024-01-03", "2024-01-04", "2024-01-05", "2024-01-08", "2024-01-09"
    };
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < closes.length; i++) {
      if (closes[i] > 0) {
        rows.append(days[i] + "," + symbol + "," + closes[i] + "\n");
      }
    }
    return rows.toString();
  }

  @Test
  void cleanDataGivesNoWarning() throws IOException {
    assertEquals(List.of(), warnings(series("A", 10, 11, 12, 11, 10, 9), Map.of()));
  }

  @Test
  void aCloseThatIsCutToATenthMayBeAnUnadjustedSplit() throws IOException {
    assertEquals(
        List.of(
            "split: symbol 'A': the close goes from 100 to 10 at 2024-01-04:"
                + " an unadjusted split?",
            "large_move: 1 closes that move by more than 50 % in a bar: A -90 % at 2024-01-04"),
        warnings(series("A", 99, 100, 10, 11, 10, 9), Map.of()));
  }

  /** The kinds of warnings about jumps and nothing else. */
  private List<String> jumps(double... closes) throws IOException {
    return warnings(series("A", closes), Map.of()).stream()
        .map(warning -> warning.substring(0, warning.indexOf(':')))
        .filter(kind -> kind.equals("split") || kind.equals("jump"))
        .toList();
  }

  @Test
  void aRatioNearAWholeNumberIsASplitAndAnotherOneAJump() throws IOException {
    assertEquals(List.of(), jumps(100, 189, 100, 101, 102, 103)); // 1.89, and 1 / 1.89
    assertEquals(List.of("split"), jumps(100, 191, 190, 189, 188, 187));
    assertEquals(List.of("split"), jumps(191, 100, 101, 102, 103, 104));
    assertEquals(List.of(), jumps(100, 211, 210, 209, 208, 207)); // 5.5 % beside 2:1.
    assertEquals(List.of("jump"), jumps(100, 540, 539, 538, 537, 536)); // 8 and 10 % beside 5, 6.
    assertEquals(List.of("jump"), jumps(540, 100, 101, 102, 103, 104));
    assertEquals(List.of("split"), jumps(100, 525, 524, 523, 522, 521));
    assertEquals(List.of("split"), jumps(100, 2100, 2090, 2080, 2070, 2060));
    assertEquals(List.of("jump"), jumps(100, 2101, 2090, 2080, 2070, 2060));
  }

  @Test
  void aMoveOfExactlyHalfIsNotBeyondHalf() throws IOException {
    assertEquals(
        List.of(
            "split: symbol 'A': the close goes from 15 to 7.5 at 2024-01-04:"
                + " an unadjusted split?"),
        warnings(series("A", 10, 15, 7.5, 8, 9, 10), Map.of()));
    assertEquals(
        List.of("large_move: 1 closes that move by more than 50 % in a bar: A 60 % at 2024-01-03"),
        warnings(series("A", 10, 16, 15, 14, 13, 12), Map.of()));
  }

  @Test
  void fiveEqualClosesAreStaleAndFourAreNot() throws IOException {
    assertEquals(List.of(), warnings(series("A", 10, 10, 10, 10, 11, 12), Map.of()));
    assertEquals(
        List.of("stale_prices: 1 series of 5 or more equal closes: A 5 from 2024-01-03"),
        warnings(series("A", 11, 10, 10, 10, 10, 10), Map.of()));
  }

  @Test
  void aGapIsWhatASymbolLacksBetweenItsFirstAndItsLastBar() throws IOException {
    assertEquals(
        List.of(
            "gaps: 1 symbols that lack bars between their first and last observation:"
                + " B 3 bars, the longest gap 2 after 2024-01-04"),
        warnings(series("A", 1, 2, 3, 4, 5, 6) + series("B", 3, 0, 3.1, 0, 0, 3.2), Map.of())
            .stream()
            .filter(warning -> warning.startsWith("gaps"))
            .toList());
  }

  @Test
  void aSymbolThatEndsLessThanFiveBarsBeforeTheOthersIsNamed() throws IOException {
    String others = series("A", 10, 11, 12, 11, 10, 9);
    assertEquals(
        List.of("data_end: 1 symbols whose data end before the last bar: B after 2024-01-05"),
        warnings(others + series("B", 3, 3.1, 3, 3.1), Map.of()));
    assertEquals(
        List.of("data_end: 1 symbols whose data end before the last bar: B after 2024-01-03"),
        warnings(others + series("B", 3, 3.1), Map.of()));
    assertEquals(List.of(), warnings(others + series("B", 3), Map.of()), "it is delisted");
  }

  @Test
  void aListedSymbolWithoutAnyObservationIsNamed() throws IOException {
    Path symbols = directory.resolve("symbols.txt");
    Files.writeString(symbols, "A\nMISSING # not in the file\n");
    assertEquals(
        List.of("symbols_missing: symbol 'MISSING' of symbols_file has no" + " observation"),
        warnings(series("A", 10, 11, 12, 11, 10, 9), Map.of("symbols_file", symbols.toString())));
  }
}

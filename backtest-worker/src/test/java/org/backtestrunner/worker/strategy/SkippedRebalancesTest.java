package org.backtestrunner.worker.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.parameter.RunParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkippedRebalancesTest {
  @TempDir Path directory;

  /** Skips so many rebalances of thirty, one a day. */
  private List<String> skip(int number) throws IOException {
    StringBuilder prices = new StringBuilder("timestamp,symbol,close\n");
    for (int day = 0; day < 30; day++) {
      prices.append(LocalDate.of(2024, 1, 1).plusDays(day)).append(",A,10\n");
    }
    Path file = Files.writeString(directory.resolve("prices.csv"), prices);
    RunParameters run =
        RunParameters.of(
            Map.of(
                "strategy", "trend_baseline",
                "price_file", file.toString(),
                "start_date", "2024-01-01",
                "end_date", "2024-01-30",
                "rebalance_freq", "D"));
    List<String> warnings = new ArrayList<>();
    Panel panel = Panel.read(run, (kind, serious, message) -> {});
    SkippedRebalances skipped =
        SkippedRebalances.of(
            run,
            panel,
            (kind, serious, message) ->
                warnings.add(kind.label() + (serious ? " seriously" : "") + ": " + message));
    for (int bar = 0; bar < number; bar++) {
      skipped.add(bar, 1, 2, 3);
    }
    return warnings;
  }

  @Test
  void aTenthOfTheRebalancesIsANoteEach() throws IOException {
    List<String> warnings = skip(3);

    assertEquals(3, warnings.size());
    assertEquals(
        "skipped_rebalance: rebalance at 2024-01-03 skipped: 1 symbols have all factors, too few"
            + " for 2 long and 3 short",
        warnings.get(2));
  }

  @Test
  void moreThanATenthIsSeriousAndSaidOnce() throws IOException {
    List<String> warnings = skip(6);

    assertEquals(7, warnings.size());
    assertEquals(
        List.of(
            "skipped_rebalance seriously: more than a tenth of the 30 rebalances is skipped:"
                + " positions stay as they are"),
        warnings.stream().filter(warning -> warning.contains("seriously")).toList());
  }
}

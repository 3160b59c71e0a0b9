package org.backtestrunner.worker.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checks of the reference, on numbers that were worked out by hand. */
class ReferenceChecksTest {
  @TempDir Path directory;

  private final Map<String, String> parameters = new LinkedHashMap<>();
  private final List<String> warnings = new ArrayList<>();

  @BeforeEach
  void setRange() {
    parameters.put("start_date", "2024-01-01");
    parameters.put("end_date", "2024-01-12");
  }

  private ReferenceChecks checks(String prices) throws IOException {
    Path file = Files.writeString(directory.resolve("prices.csv"), prices);
    parameters.put("price_file", file.toString());
    ReferenceParameters all = new ReferenceParameters(parameters);
    return new ReferenceChecks(all, new ReferenceMarket(all, warnings), warnings);
  }

  private List<String> warnings(String prices) throws IOException {
    warnings.clear();
    checks(prices).checkPrices();
    return List.copyOf(warnings);
  }

  @Test
  void aRatioNearAWholeNumberIsASplitAndAnotherOneAJump() throws IOException {
    String prices =
        """
        timestamp,symbol,close
        2024-01-02,A,10
        2024-01-03,A,18.9
        2024-01-04,A,37.8
        2024-01-05,A,6.9
        2024-01-08,A,1
        2024-01-09,A,26
        """;
    // 1.89; 2; 5.478, which is 8.7 % from 6 and 9.6 % from 5; 6.9, 1.4 % from 7; 26.
    assertEquals(
        List.of(
            "split: A 2024-01-04",
            "jump: A 2024-01-05",
            "split: A 2024-01-08",
            "jump: A 2024-01-09"),
        warnings(prices));
  }

  @Test
  void rowsThatContradictThemselvesAreCountedOnce() throws IOException {
    String prices =
        """
        timestamp,symbol,open,high,low,close
        2024-01-02,A,10,11,9,10
        2024-01-03,A,10,9,11,10
        2024-01-04,A,12,11,9,10
        2024-01-05,A,,,9,8
        2024-01-08,A,0,,,8
        2024-01-09,A,15.3,,,8
        2024-01-10,A,4.2,,,8
        2024-01-11,A,8.000001,8,8,8
        """;
    // 15.3 / 8 = 1.91, 8 / 4.2 = 1.905.
    assertEquals(List.of("impossible bars: 4", "raw open: 2"), warnings(prices));
    parameters.put("fill_price", "open");
    assertThrows(BadData.class, () -> checks(prices).checkPrices());
    parameters.put("fill_price", "close");
    assertThrows(BadData.class, () -> checks(prices).checkFactors(List.of("trend_strength_20")));
    checks(prices).checkFactors(List.of("rv_20"));
  }

  @Test
  void aMedianOfFiveDaysIsRefusedAndOneOfFourIsNot() throws IOException {
    String begin = "timestamp,symbol,close\n2024-01-01,A,1\n2024-01-05,A,1\n";
    assertEquals(List.of(), warnings(begin + "2024-01-09,A,1\n2024-01-10,A,1\n"));
    // 4 and 5 days: 4.5.
    assertThrows(BadData.class, () -> checks(begin + "2024-01-10,A,1\n").checkPrices());
    parameters.put("bars_per_year", "80");
    assertEquals(List.of(), warnings(begin + "2024-01-10,A,1\n"));
  }

  @Test
  void twentyDailyBarsOfAWholeWeekAreMoreThanWasAssumed() throws IOException {
    parameters.put("end_date", "2024-01-31");
    StringBuilder prices = new StringBuilder("timestamp,symbol,close\n");
    for (int day = 1; day <= 19; day++) {
      prices.append("2024-01-%02d,A,1\n".formatted(day));
    }
    assertEquals(List.of("range: 2024-01-01 2024-01-19"), warnings(prices.toString()));
    // 19 / (19 / 365.25).
    assertEquals(
        List.of("frequency: 365.25 for 252.0", "range: 2024-01-01 2024-01-20"),
        warnings(prices + "2024-01-20,A,1\n"));
  }

  @Test
  void aWeekIsAllowedAtEachEndOfTheRange() throws IOException {
    String prices = "timestamp,symbol,close\n2024-01-08,A,1\n2024-01-09,A,1\n";
    parameters.put("end_date", "2024-01-16");
    assertEquals(List.of(), warnings(prices));
    parameters.put("end_date", "2024-01-17");
    assertEquals(List.of("range: 2024-01-08 2024-01-09"), warnings(prices));
    parameters.put("end_date", "2024-01-16");
    parameters.put("start_date", "2023-12-31");
    assertEquals(List.of("range: 2024-01-08 2024-01-09"), warnings(prices));
  }

  @Test
  void aStampBesideTheGridOfFiveMinutesIsRefused() throws IOException {
    parameters.put("freq", "5min");
    String begin = "timestamp,symbol,close\n2024-01-02T14:30:00Z,A,1\n";
    warnings(begin + "2024-01-02T14:35:00Z,A,1\n");
    BadData refused =
        assertThrows(
            BadData.class, () -> checks(begin + "2024-01-02T14:34:59Z,A,1\n").checkPrices());
    assertTrue(refused.getMessage().contains("14:34:59"), refused.getMessage());
  }
}

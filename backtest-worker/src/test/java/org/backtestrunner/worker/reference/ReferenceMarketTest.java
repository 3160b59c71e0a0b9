package org.backtestrunner.worker.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceMarketTest {
  @TempDir Path directory;

  private final Map<String, String> parameters = new LinkedHashMap<>();
  private final List<String> warnings = new ArrayList<>();

  @BeforeEach
  void setRange() {
    parameters.put("start_date", "2024-01-01");
    parameters.put("end_date", "2024-12-31");
  }

  private ReferenceMarket market(String prices) throws IOException {
    Path file = Files.writeString(directory.resolve("prices.csv"), prices);
    parameters.put("price_file", file.toString());
    return new ReferenceMarket(new ReferenceParameters(parameters), warnings);
  }

  private static Instant day(int dayOfJanuary) {
    return Instant.parse("2024-01-%02dT00:00:00Z".formatted(dayOfJanuary));
  }

  @Test
  void dailyBarsAreTheDatesThatAreWritten() throws IOException {
    ReferenceMarket market =
        market(
            "\uFEFFsymbol , close,timestamp\r\n"
                + "A,1,2024-01-03T22:00:00-05:00\r\n" // 03:00Z of the 4th.
                + " A ,2,2024-01-04T00:30:00+01:00\r\n" // 23:30Z of the 3rd.
                + "A,3,2024-01-05\r\n"
                + "A,4,2024-01-06T12:00:00.25\r\n");
    assertEquals(List.of(day(3), day(4), day(5), day(6)), market.bars());
    assertEquals(OptionalDouble.of(2), market.lastClose("A", day(4)));
  }

  @Test
  void rowsWithoutCloseAreNoObservationsAndMakeNoBar() throws IOException {
    ReferenceMarket market =
        market(
            """
            timestamp,symbol,open,close
            2024-01-02,A,1,1
            2024-01-03,A,1,
            2024-01-04,A,,1
            2024-01-05,B,7,
            """);
    assertEquals(List.of("A"), market.universe());
    assertEquals(List.of(day(2), day(4)), market.bars());
    assertTrue(market.fileHasSymbol("B"));
    assertTrue(market.fileHasColumn("open"));
    assertFalse(market.fileHasColumn("volume"));
  }

  @Test
  void symbolsAreTextAndSortByTheirCharacters() throws IOException {
    ReferenceMarket market =
        market(
            """
            timestamp,symbol,close
            2024-01-02,a,1
            2024-01-02,TRUE,1
            2024-01-02,NA,1
            2024-01-03,B,1
            2024-01-03,10,1
            """);
    assertEquals(List.of("10", "B", "NA", "TRUE", "a"), market.universe());
  }

  /** Expected by a separate program with the published algorithm of java.util.Random. */
  @ParameterizedTest
  @CsvSource({
    "1,0.3,S2 S6 S8",
    "2,0.3,S1 S3 S8",
    "42,0.3,S4 S5 S6",
    "42,0.25,S4 S5 S6",
    "2,0.01,S3"
  })
  void aSampleIsDrawnWithTheSeedAndTheCalendarStays(String seed, String share, String expected)
      throws IOException {
    StringBuilder prices = new StringBuilder("timestamp,symbol,close\n");
    for (int i = 0; i < 10; i++) {
      prices.append("2024-01-%02d,S%d,1\n".formatted(10 + i, i));
    }
    parameters.put("universe_sample", share);
    parameters.put("seed", seed);
    ReferenceMarket market = market(prices.toString());
    assertEquals(expected, String.join(" ", market.universe()));
    assertEquals(10, market.bars().size());
  }

  @Test
  void stalenessCountsCalendarEntriesSinceTheLastObservation() throws IOException {
    ReferenceMarket market =
        market(
            """
            timestamp,symbol,close
            2024-01-02,A,1
            2024-01-02,B,1
            2024-01-03,B,1
            2024-01-04,B,1
            2024-01-09,B,1
            2024-01-09,A,1
            2024-01-10,B,1
            2024-01-10,C,1
            """);
    assertFalse(market.isStale("A", day(4), 2));
    assertTrue(market.isStale("A", day(4), 1));
    assertFalse(market.isStale("A", day(4), 0));
    assertFalse(market.isStale("A", day(9), 1));
    assertFalse(market.isStale("C", day(9), 1));
    assertFalse(market.isDelisted("A", day(9)));
    assertFalse(market.isDelisted("A", day(10)));
    assertFalse(market.isDelisted("B", day(10)));
  }

  @Test
  void aSymbolIsDelistedOnlyWhereFiveEntriesOfTheCalendarComeAfterItsLast() throws IOException {
    ReferenceMarket market =
        market(
            """
            timestamp,symbol,close
            2024-01-02,A,1
            2024-01-02,B,1
            2024-01-03,B,1
            2024-01-04,C,1
            2024-01-05,C,1
            2024-01-08,C,1
            2024-01-09,C,1
            """);
    assertFalse(market.isDelisted("A", day(2)));
    assertTrue(market.isDelisted("A", day(3)));
    assertFalse(market.isDelisted("B", day(9)));
    assertFalse(market.isDelisted("C", day(9)));
  }

  @Test
  void aSymbolIsCurrentWhileItsLastObservationIsYoungEnough() throws IOException {
    ReferenceMarket market =
        market(
            """
            timestamp,symbol,close
            2024-01-05,A,1
            2024-01-06,B,1
            2024-01-08,B,1
            2024-01-09,A,1
            2024-01-09,B,1
            """);
    assertTrue(market.isCurrent("A", day(5), 0));
    assertFalse(market.isCurrent("A", day(6), 0));
    assertTrue(market.isCurrent("A", day(8), 3));
    assertFalse(market.isCurrent("A", day(8), 2));
    assertFalse(market.isCurrent("B", day(5), 5));
  }

  @Test
  void unknownListedSymbolsAreWarnedOf() throws IOException {
    Path symbols = Files.writeString(directory.resolve("symbols.txt"), "A\n\nB # gone\n#C\n");
    parameters.put("symbols_file", symbols.toString());
    market(
        """
        timestamp,symbol,close
        2024-01-02,A,10
        2024-01-03,A,50
        """);
    assertEquals(List.of("listed symbol without observation: B"), warnings);
  }
}

package org.backtestrunner.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that are easily read as something else than they are, and that give the right number, which
 * was worked out by hand.
 */
class RightlyReadFilesTest extends MisleadingFiles {
  // Midnight of a zone east of UTC.

  @ParameterizedTest
  @CsvSource({
    "2021-03-01T00:00:00+05:30, 2021-03-02T00:00:00+05:30, 2021-03-03T00:00:00+05:30",
    "2021-03-01 00:00:00+1100, 2021-03-02 00:00:00+1100, 2021-03-03 00:00:00+1100",
    "2021-03-01T00:00+14:00, 2021-03-02T00:00+14:00, 2021-03-03T00:00+14:00"
  })
  void pricesStampedAtMidnightOfTheEastKeepTheirDates(String one, String two, String three)
      throws IOException {
    prices("timestamp,symbol,close\n" + THREE_DAYS.formatted(one, two, three));
    List<String> rows = equity(run());
    assertTrue(rows.get(0).startsWith("2021-03-01,"), rows.get(0));
    assertRight("2021-03-03", 111_000);
  }

  /**
   * A is decided on the 1st and bought at 110; on the 2nd B, bought at 50 on the 3rd, when A is
   * sold at 121: 11000 and 2000 B, of which another 220 are bought at 60 on the 4th: 131000. Were
   * the values a day early, B would be decided on the 1st.
   */
  @Test
  void factorsStampedAtMidnightOfTheEastAreNotKnownADayEarly() throws IOException {
    twoSymbols();
    StringBuilder factors = new StringBuilder("timestamp,symbol,f\n");
    int[][] values = {{1, 0}, {0, 1}, {0, 1}, {1, 0}};
    for (int day = 1; day <= values.length; day++) {
      for (int s = 0; s < 2; s++) {
        String stamp = "2021-03-0" + day + " 00:00:00+05:30";
        factors.append(stamp + "," + "AB".charAt(s) + "," + values[day - 1][s] + "\n");
      }
    }
    parameters.put("strategy", "multifactor_long_short");
    parameters.put("rebalance_freq", "D");
    parameters.put("top_quantile", "0.5");
    parameters.put("bottom_quantile", "0");
    file("factor_file", factors.toString());
    file("bundle_path", "factors:\n  - {name: f, weight: 1}\n");
    assertRight("2021-03-04", 131_000);
  }

  /** 100000 / 110 A, decided on the 2nd, bought at 121 on the 3rd, at 121 on the 4th. */
  @Test
  void weightsStampedAtMidnightOfTheEastKeepTheirDates() throws IOException {
    twoSymbols();
    parameters.put("strategy", "target_weights");
    file("weights_file", "timestamp,symbol,weight\n2021-03-02 00:00:00+08:00,A,1\n");
    WorkerRun run = run().assertDone();
    List<String> orders = run.files().get("orders_1d.csv").lines().skip(1).toList();
    assertEquals(1, orders.size(), orders.toString());
    assertTrue(orders.get(0).startsWith("2021-03-03,A,BUY,909.09090909"), orders.get(0));
  }

  // A file a day.

  /** 500 A from 110 to 121, 1000 B from 50 to 60. */
  @ParameterizedTest
  @ValueSource(strings = {"ticker", "Instrument", "asset", "ts_code"})
  void aFileOfADayHasTheSymbolsOfItsColumn(String column) throws IOException {
    Path days = Files.createDirectories(directory.resolve("days"));
    String[] closes = {"A,100 B,50", "A,110 B,50", "A,121 B,60"};
    for (int day = 1; day <= closes.length; day++) {
      String date = "2021-03-0" + day;
      StringBuilder rows = new StringBuilder("date," + column + ",close\n");
      for (String row : closes[day - 1].split(" ")) {
        rows.append(date).append(',').append(row).append('\n');
      }
      Files.writeString(days.resolve(date + ".csv"), rows);
    }
    parameters.put("price_file", days.toString());
    assertRight("2021-03-03", 115_500);
    assertEquals(List.of("A", "B"), symbolsTraded());
  }

  private List<String> symbolsTraded() {
    TreeSet<String> symbols = new TreeSet<>();
    run().files().get("orders_1d.csv").lines().skip(1).forEach(o -> symbols.add(o.split(",")[1]));
    return List.copyOf(symbols);
  }

  // Symbols from the names of files.

  @Test
  void theEndingsOfANameAreNoPartOfASymbol() throws IOException {
    Path files = Files.createDirectories(directory.resolve("files"));
    String rows = "date,close\n2021-03-01,100\n2021-03-02,110\n2021-03-03,121\n";
    gzipped(files.resolve("KO.CSV.gz"), rows);
    Files.writeString(files.resolve("BRK.B.csv"), rows);
    parameters.put("price_file", files.toString());
    assertRight("2021-03-03", 111_000);
    assertEquals(List.of("BRK.B", "KO"), symbolsTraded());
  }

  private static void gzipped(Path file, String text) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}

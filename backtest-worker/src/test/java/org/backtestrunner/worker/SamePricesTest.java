package org.backtestrunner.worker;

import static org.backtestrunner.worker.table.parquet.ParquetFiles.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.backtestrunner.worker.table.parquet.ParquetFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same prices in other files give the same bytes. */
class SamePricesTest {
  @TempDir Path directory;

  /** By symbol, the rows of the CSV file without it: timestamp, open, close, volume. */
  private final Map<String, List<String[]>> rows = new TreeMap<>();

  private Map<String, String> expected = Map.of();
  private Path store;
  private int runs;

  static Path resource(String name) {
    try {
      return Path.of(SamePricesTest.class.getResource("/parquet/" + name).toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @BeforeEach
  void readTheCsvFile() throws IOException {
    store = Files.createDirectory(directory.resolve("store"));
    for (String line : Files.readAllLines(resource("prices.csv")).subList(1, 121)) {
      // The symbol that is quoted has no comma in it.
      String[] cells = line.split(",", -1);
      String symbol = cells[1].startsWith("\"") ? "B\u00c4 \"B\"" : cells[1];
      rows.computeIfAbsent(symbol, key -> new ArrayList<>())
          .add(new String[] {cells[0], cells[2], cells[3], cells[4]});
    }
    assertEquals(List.of("AAA", "B\u00c4 \"B\"", "CCC"), List.copyOf(rows.keySet()));
    expected = run(resource("prices.csv")).files();
    assertTrue(expected.get("orders_1d.csv").lines().count() > 10, expected.get("orders_1d.csv"));
  }

  private WorkerRun run(Path prices) {
    return run(prices, Map.of());
  }

  private WorkerRun run(Path prices, Map<String, String> more) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("strategy", "trend_baseline");
    parameters.put("price_file", prices.toString());
    parameters.put("start_date", "2020-01-01");
    parameters.put("end_date", "2020-12-31");
    parameters.put("rebalance_freq", "D");
    parameters.put("ema_fast", "2");
    parameters.put("ema_slow", "5");
    parameters.put("fill_price", "open");
    parameters.putAll(more);
    runs++;
    return WorkerRun.of(parameters, directory.resolve("out" + runs)).assertDone();
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb_gzip", "duckdb_zstd_v2", "arrow_snappy"})
  void parquetOfOtherProgramsGivesTheBytesOfTheCsv(String name) {
    assertEquals(expected, run(resource(name + ".parquet")).files());
  }

  @Test
  void parquetIsKnownByItsBytesNotByItsName() throws IOException {
    Path disguised = directory.resolve("prices.csv");
    Files.copy(resource("arrow_snappy.parquet"), disguised);
    assertEquals(expected, run(disguised).files());
  }

  /** One symbol's rows as CSV, with a column for it or without. */
  private String csv(String symbol, boolean withSymbol) {
    StringBuilder text = new StringBuilder(withSymbol ? "symbol," : "");
    text.append("timestamp,open,close,volume\n");
    for (String[] cells : rows.get(symbol)) {
      text.append(withSymbol ? "\"" + symbol.replace("\"", "\"\"") + "\"," : "");
      text.append(String.join(",", cells)).append('\n');
    }
    return text.toString();
  }

  private void writeParquet(Path file, String symbol) throws IOException {
    List<List<Object>> table = new ArrayList<>();
    for (String[] cells : rows.get(symbol)) {
      table.add(
          row(
              (int) LocalDate.parse(cells[0]).toEpochDay(),
              cells[1].isEmpty() ? null : (Object) Double.valueOf(cells[1]),
              cells[2].isEmpty() ? Double.NaN : Double.parseDouble(cells[2]),
              cells[3].isEmpty() ? null : (Object) Long.valueOf(cells[3])));
    }
    ParquetFiles.write(
        file,
        "required int32 timestamp (DATE); optional double open; required double close;"
            + " optional int64 volume;",
        table);
  }

  @Test
  void aDirectoryOfFilesNamedAfterTheirSymbolsGivesTheBytesOfOneFile() throws IOException {
    for (String symbol : rows.keySet()) {
      Files.writeString(store.resolve(symbol + ".csv"), csv(symbol, false));
    }
    WorkerRun run = run(store);
    assertEquals(expected, run.files());
    assertFalse(run.out().contains("ignored"), run.out());
  }

  @Test
  void aDirectoryMayMixKindsOfFilesWithAndWithoutSymbols() throws IOException {
    Files.writeString(store.resolve("z.csv"), csv("AAA", true));
    writeParquet(store.resolve("CCC.parquet"), "CCC");
    Files.write(
        store.resolve("B\u00c4 \"B\".csv.gz"),
        BadInput.gzip(csv("B\u00c4 \"B\"", false).getBytes(StandardCharsets.UTF_8)));
    assertEquals(expected, run(store).files());
  }

  @Test
  void aSymbolMayBeSpreadOverFilesInAnyOrder() throws IOException {
    List<String> lines = csv("AAA", true).lines().toList();
    Files.writeString(store.resolve("1.csv"), lines.get(0) + "\n" + lines.get(40) + "\n");
    Files.writeString(store.resolve("2.csv"), String.join("\n", lines.subList(0, 40)));
    writeParquet(store.resolve("CCC.parquet"), "CCC");
    Files.writeString(store.resolve("B.csv"), csv("B\u00c4 \"B\"", true));
    assertEquals(expected, run(store).files());
  }

  @Test
  void columnsOfADirectoryAreThoseThatAnyFileHas() throws IOException {
    Files.writeString(store.resolve("A.csv"), "timestamp,close\n2020-01-02,1\n2020-01-03,1\n");
    WorkerRun without =
        BadInput.of("no opens", "no column 'open'")
            .with("price_file", "@store")
            .with("fill_price", "open")
            .run(directory);
    without.assertRefused("no column 'open'");
    Files.writeString(
        store.resolve("B.csv"), "close,timestamp,open\n1,2020-01-02,1\n1,2020-01-03,1.5\n");
    String orders = run(store, Map.of("strategy", "buy_and_hold")).files().get("orders_1d.csv");
    assertEquals(List.of("B"), orders.lines().skip(1).map(line -> line.split(",")[1]).toList());
  }

  @Test
  void hiddenFilesAndOthersAreIgnoredWithAWarning() throws IOException {
    for (String symbol : rows.keySet()) {
      Files.writeString(store.resolve(symbol + ".csv"), csv(symbol, false));
    }
    Files.writeString(store.resolve(".AAA.csv"), "garbage");
    Files.writeString(store.resolve("notes.md"), "garbage");
    Files.writeString(store.resolve("prices.json"), "{}");
    Files.createDirectory(store.resolve("_delta_log"));
    WorkerRun run = run(store);
    assertEquals(expected, run.files());
    assertTrue(
        run.out()
            .contains(
                "WARN files_ignored: "
                    + store
                    + ": 2 files are not read, by the name: notes.md, prices.json"),
        run.out());
  }

  @Test
  void aSymbolKeepsTheDotsOfItsFileName() throws IOException {
    Files.writeString(store.resolve("BRK.B.csv"), "timestamp,close\n2020-01-02,1\n2020-01-03,1\n");
    String orders =
        run(store, Map.of("strategy", "buy_and_hold", "fill_price", "close"))
            .files()
            .get("orders_1d.csv");
    assertTrue(orders.contains("2020-01-03,BRK.B,BUY,"), orders);
  }
}

package org.backtestrunner.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.backtestrunner.worker.CommandLineFixture.Ended;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files a run leaves, and for whom: {@code --outputs}, {@code --csv-safe}. */
class OutputsTest {
  private static final String EQUITY = "portfolio_equity_1d.csv";

  @TempDir Path directory;

  private CommandLineFixture worker;

  @BeforeEach
  void makePricesWithALateListing() {
    worker = new CommandLineFixture(directory);
    StringBuilder prices = new StringBuilder("timestamp,symbol,close\n");
    for (int day = 1; day <= 28; day++) {
      prices.append("2020-02-%02d,B,%d\n".formatted(day, 20 + day * 7 % 5));
      if (day > 9) {
        prices.append("2020-02-%02d,A,%d\n".formatted(day, 10 + day * 5 % 7));
      }
    }
    worker.write("prices.csv", prices.toString());
    worker.write("weights.csv", "timestamp,symbol,weight\n2020-02-12,A,0.7\n2020-02-20,B,-0.4\n");
  }

  private Ended run(String out, String... further) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--strategy=target_weights",
                "--weights-file=" + worker.path("weights.csv"),
                "--price-file=" + worker.path("prices.csv"),
                "--start-date=2020-02-01",
                "--end-date=2020-02-28",
                "--spread-bps=3",
                "--out=" + worker.path(out)));
    options.addAll(List.of(further));
    Ended ended = CommandLineFixture.run(options);
    assertEquals(0, ended.code(), ended.err());
    return ended;
  }

  private byte[] bytes(String out, String file) throws IOException {
    return Files.readAllBytes(worker.path(out).resolve(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "equity;",
        "orders;orders_1d.csv",
        "equity,orders;orders_1d.csv",
        "positions,equity;positions_1d.csv",
        "positions,orders,equity;orders_1d.csv positions_1d.csv"
      })
  void onlyWhatIsNamedIsLeftWithTheSameBytesAsEverAndTheEquityCurveAlways(
      String outputs, String others) throws IOException {
    run("all");
    run("some", "--outputs=" + outputs);
    List<String> expected =
        new ArrayList<>(others == null ? List.of() : List.of(others.split(" ")));
    expected.add(EQUITY);
    assertEquals(expected.stream().sorted().toList(), worker.filesIn("some"));
    for (String file : expected) {
      assertArrayEquals(bytes("all", file), bytes("some", file), file);
    }
  }

  @Test
  void theLogTellsOrdersAndWarningsAlsoWhereNoOrderIsLeft() {
    List<String> all = told(run("all"));
    assertTrue(all.stream().anyMatch(line -> line.contains("the first fill is at")), all::toString);
    assertTrue(all.stream().anyMatch(line -> line.contains(" orders, final")), all::toString);
    assertEquals(all, told(run("some", "--outputs=equity")));
  }

  /** Without what the process used. */
  private static List<String> told(Ended ended) {
    return ended.out().lines().filter(line -> !line.contains("cpu")).toList();
  }

  @Test
  void aListGivenAfterAnArgumentFileCountsInsteadOfTheFiles() {
    Path file =
        worker.write(
            "any.args",
            "# backtest-worker arguments, one a line\n"
                + String.join("\n", worker.goodOptions())
                + "\n--outputs=equity\n");
    assertEquals(0, CommandLineFixture.run(List.of("@" + file)).code());
    assertEquals(List.of(EQUITY), worker.filesIn("out"));
    assertEquals(
        0, CommandLineFixture.run(List.of("@" + file, "--outputs", "equity,orders")).code());
    assertEquals(List.of("orders_1d.csv", EQUITY), worker.filesIn("out"));
  }

  @Test
  void aFileOfAnotherRunThatIsNotNamedDoesNotStayBesideTheNewOnes() {
    run("out");
    run("out", "--outputs=equity");
    assertEquals(List.of(EQUITY), worker.filesIn("out"));
  }

  @Test
  void aSymbolThatLooksLikeAFormulaHasAnApostropheBeforeItForWhoAsksForIt() throws IOException {
    List<String> symbols = List.of("=1+1", "@x", "-x", "+x", "=\"a,b\"", "'=y", "'z", "a=b", "Z");
    StringBuilder prices = new StringBuilder("timestamp,symbol,close\n");
    for (int day = 1; day <= 28; day++) {
      for (String symbol : symbols) {
        String cell = '"' + symbol.replace("\"", "\"\"") + '"';
        prices.append("2020-02-%02d,%s,%d\n".formatted(day, cell, 10 + day % 3));
      }
    }
    worker.write("prices.csv", prices.toString());
    List<String> plain = List.of("--strategy=buy_and_hold", "--max-gross-exposure=0.9");
    List<String> options =
        List.of(
            "--price-file=" + worker.path("prices.csv"),
            "--start-date=2020-02-01",
            "--end-date=2020-02-28");
    for (String safe : List.of("", "off", "on")) {
      List<String> all = new ArrayList<>(plain);
      all.addAll(options);
      all.add("--out=" + worker.path("safe" + safe));
      if (!safe.isEmpty()) {
        all.add("--csv-safe=" + safe);
      }
      Ended ended = CommandLineFixture.run(all);
      assertEquals(0, ended.code(), ended.err());
    }
    assertEquals(
        List.of("\"'=\"\"a,b\"\"\"", "''=y", "''z", "'+x", "'-x", "'=1+1", "'@x", "Z", "a=b"),
        symbolCells("safeon", "orders_1d.csv", ",BUY"));
    assertEquals(
        symbolCells("safeon", "orders_1d.csv", ",BUY"),
        symbolCells("safeon", "positions_1d.csv", ",[0-9]"));
    assertEquals(
        List.of("\"=\"\"a,b\"\"\"", "'=y", "'z", "+x", "-x", "=1+1", "@x", "Z", "a=b"),
        symbolCells("safe", "orders_1d.csv", ",BUY"));
    for (String file : worker.filesIn("safe")) {
      assertArrayEquals(bytes("safe", file), bytes("safeoff", file), file);
    }
    assertArrayEquals(bytes("safe", EQUITY), bytes("safeon", EQUITY));
  }

  /** Of all rows, each once, sorted. */
  private List<String> symbolCells(String out, String file, String next) throws IOException {
    return Files.readAllLines(worker.path(out).resolve(file)).stream()
        .skip(1)
        .map(line -> line.substring(line.indexOf(',') + 1).split(next)[0])
        .distinct()
        .sorted()
        .toList();
  }

  @Test
  void anythingButOnAndOffIsAUsageError() {
    Ended ended = worker.runWith("--csv-safe=true");
    assertEquals(2, ended.code());
    assertEquals("ERROR --csv-safe must be on or off, not 'true'\n", ended.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"order", "equity, orders", "equity,,orders", "''", "all"})
  void anUnknownNameIsAUsageErrorThatNamesTheKnownOnes(String outputs) {
    Ended ended = worker.runWith("--outputs=" + outputs);
    assertEquals(2, ended.code());
    assertEquals(
        "ERROR --outputs must be a list of equity, orders, positions with commas and no blanks, not '"
            + outputs
            + "'\n",
        ended.err());
    assertEquals(List.of(), worker.filesIn("out"));
  }
}

package org.backtestrunner.orchestrator.harvest.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.orchestrator.harvest.metric.Trading;
import org.backtestrunner.shared.file.FileDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of the files that a worker leaves, and what is refused with which words. */
class ResultTableTest {
  private static final RunDates DATES =
      new RunDates(LocalDate.of(2020, 1, 1), LocalDate.of(2020, 12, 31));

  @TempDir private Path directory;

  @Test
  void quotedSymbolsAnyOrderOfColumnsAndFurtherColumnsAreUnderstood() throws Exception {
    OrdersFile orders =
        OrdersFile.read(
            file(
                """
                price,note,qty,symbol,timestamp
                10,"a ""quoted"", note",3,"BRK,B",2020-01-02
                2.5,"two
                lines",4,Ünïted,2020-01-02
                """),
            DATES);

    assertEquals(new Trading(2, 40), orders.trading());
  }

  @Test
  void ordersWorthMoreThanANumberCanSayAreRefused() throws Exception {
    Path file = file("timestamp,qty,price\n2020-01-02,1,2\n2020-01-02,1e200,1e200\n");

    InvalidOutputException refused =
        assertThrows(InvalidOutputException.class, () -> OrdersFile.read(file, DATES));
    assertEquals(
        "file.csv: line 3 brings the traded notional above every number", refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void everyLineEndIsUnderstood(String lineEnd) throws Exception {
    List<String> lines = List.of("timestamp,equity", "2020-01-02,1", "", "2020-01-03,2.5");
    for (String end : List.of(lineEnd, lineEnd + lineEnd)) {
      EquityFile equity = equity(file(String.join(lineEnd, lines) + end));

      assertEquals(List.of(1.0, 2.5), List.of(equity.equity()[0], equity.equity()[1]));
      assertEquals(2, equity.equity().length);
      assertEquals(LocalDate.of(2020, 1, 2), equity.firstDate());
      assertEquals(LocalDate.of(2020, 1, 3), equity.lastDate());
    }
  }

  @Test
  void numbersMayBePaddedAndAreDecimalsOnly() throws Exception {
    EquityFile equity = equity(file("timestamp,equity\n2020-01-02, +1.5 \n2020-01-03,-2.5E-3\n"));
    assertEquals(1.5, equity.equity()[0]);
    assertEquals(-0.0025, equity.equity()[1]);
    for (String other : List.of("1d", "1f", "100000d", "0x1p3", "1e999", "1 2", "Infinity")) {
      InvalidOutputException refused =
          assertThrows(
              InvalidOutputException.class,
              () -> equity(file("timestamp,equity\n2020-01-02," + other + "\n")));
      assertEquals(
          "file.csv: line 2 column equity: '" + other + "' is not a finite number",
          refused.getMessage());
    }
  }

  @Test
  void aNulIsNoNumber() throws Exception {
    InvalidOutputException refused =
        assertThrows(
            InvalidOutputException.class,
            () -> equity(file("timestamp,equity\n2020-01-02,1\0" + "2\n")));
    assertEquals(
        "file.csv: line 2 column equity: '1\0" + "2' is not a finite number", refused.getMessage());
  }

  @Test
  void theDigestIsThatOfTheWholeFile() throws Exception {
    // printf 'timestamp,equity\n2020-01-02,1\n\n' | sha256sum
    assertEquals(
        new FileDigest(31, "db356292c5f7117dc7020d1adb9ddb2f17c6fa8c074fbf0881a44a7d93a3d989"),
        equity(file("timestamp,equity\n2020-01-02,1\n\n")).digest());
  }

  @Test
  void rowsThatCrossTheBuffersEndsAreWhole() throws Exception {
    StringBuilder text = new StringBuilder("qty,price,symbol\n");
    List<String> symbols = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      symbols.add("S".repeat(i * 7) + i);
      text.append("1,").append(i).append(",\"").append(symbols.get(i)).append("\"\n");
    }
    text.append("1,1,").append("L".repeat(200_000)).append('\n');
    Path file = file(text.toString());
    try (ResultTable table = ResultTable.open(file, 1 << 24)) {
      for (int i = 0; i < 300; i++) {
        assertTrue(table.next());
        assertEquals(i, table.number(1));
        assertEquals(symbols.get(i), table.text(2));
      }
      assertTrue(table.next());
      assertEquals(200_000, table.text(2).length());
      assertFalse(table.next());
      assertEquals(FileDigest.of(file), table.digest());
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "~~|the file is empty",
        "~\\n\\n~|the file is empty",
        "~timestamp,equity\\n~|there is no row",
        "~timestamp,value\\n2020-01-02,1\\n~|there is no column 'equity'",
        "~timestamp,equity\\n2020-01-02\\n~|line 2 has 1 cells, but the header has 2",
        "~timestamp,equity\\n2020-01-02,1,2\\n~|line 2 has 3 cells, but the header has 2",
        "~timestamp,equity\\n\\n2020-01-02,x1\\n~|line 3 column equity: 'x1' is not a finite number",
        "~timestamp,equity\\n2020-01-02,NaN\\n~|line 2 column equity: 'NaN' is not a finite number",
        "~timestamp,equity\\n2020-01-02,\\n~|line 2 column equity: '' is not a finite number",
        "~timestamp,equity\\n2020-01-03,1\\n2020-01-03,1~|line 3 is not later than the line before",
        "~timestamp,equity\\n2020-01-03,\"1\\n~|line 3 is malformed",
        "~timestamp,equity\\n2020-01-03,\"1\"x\\n~|line 2 is malformed",
        "~timestamp,equity\\n2020-01-03,1\\n\u00ff,1\\n~|line 3 is malformed",
        "~timestamp,equity\\n02.01.2020,1\\n~|line 2 column timestamp: '02.01.2020' is not an ISO"
            + " timestamp",
        "~timestamp,equity,equity\\n2020-01-03,1,1\\n~|there are two columns 'equity'",
        "~timestamp,equity\\n2020-01-02,1\\n2020-01-99,1\\n~|line 3 column timestamp: '2020-01-99' is"
            + " not an ISO timestamp",
        "~timestamp,equity\\n2020-01-03T24:00:00Z,1\\n~|line 2 column timestamp:"
            + " '2020-01-03T24:00:00Z' is not an ISO timestamp",
        "~timestamp,equity\\n2020-01-03,1\\n2020-01-04T10:00:00Z,1\\n~|line 3 column timestamp:"
            + " '2020-01-04T10:00:00Z' is written in another way than those before",
        "~timestamp,equity\\n2019-12-31,1\\n~|line 2 column timestamp: '2019-12-31' is not within the"
            + " run's dates, 2020-01-01 to 2020-12-31",
        "~timestamp,equity\\n2021-01-01,1\\n~|line 2 column timestamp: '2021-01-01' is not within the"
            + " run's dates, 2020-01-01 to 2020-12-31",
        "~timestamp,equity\\n2020-01-02,1\\n2020-01-03,12~|the last line is cut off: it has no line end",
        "~timestamp,equity~|the last line is cut off: it has no line end",
      })
  void aFileThatCannotBeUsedIsRefusedInOneClause(String text, String complaint) throws Exception {
    // As Latin-1, so that the one letter beyond ASCII is no UTF-8.
    Path file =
        Files.write(
            directory.resolve("portfolio_equity_1d.csv"),
            text.replace("\\n", "\n").getBytes(StandardCharsets.ISO_8859_1));

    InvalidOutputException refused = assertThrows(InvalidOutputException.class, () -> equity(file));
    assertEquals("portfolio_equity_1d.csv: " + complaint, refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2020-01-03,1,1\\n2020-01-02,1,1\\n|line 3 is earlier than the line before",
        "2020-02-30,1,1\\n|line 2 column timestamp: '2020-02-30' is not an ISO timestamp",
        "2019-02-03,1,1\\n|line 2 column timestamp: '2019-02-03' is not within the run's dates,"
            + " 2020-01-01 to 2020-12-31",
        "2020-01-02,0x1p3,1\\n|line 2 column qty: '0x1p3' is not a finite number",
        "2020-01-02,1,NaN\\n|line 2 column price: 'NaN' is not a finite number",
        "2020-01-02,1,1\\n2020-01-02,1,1|the last line is cut off: it has no line end",
      })
  void ordersThatCannotBeUsedAreRefusedInOneClause(String rows, String complaint)
      throws IOException {
    Path file = file("timestamp,qty,price\n" + rows.replace("\\n", "\n"));
    InvalidOutputException refused =
        assertThrows(InvalidOutputException.class, () -> OrdersFile.read(file, DATES));
    assertEquals("file.csv: " + complaint, refused.getMessage());
  }

  @Test
  void onlyARegularFileThatIsNotTooLargeIsOpened() throws IOException {
    Path file = file("timestamp,equity\n2020-01-02,1\n");
    Path link = Files.createSymbolicLink(directory.resolve("link.csv"), file);
    Path endless = Files.createSymbolicLink(directory.resolve("zero.csv"), Path.of("/dev/zero"));
    for (Path other : List.of(link, endless, directory)) {
      InvalidOutputException refused =
          assertThrows(InvalidOutputException.class, () -> equity(other));
      assertEquals(other.getFileName() + ": not a regular file", refused.getMessage());
    }
    InvalidOutputException large =
        assertThrows(InvalidOutputException.class, () -> ResultTable.open(file, 29));
    assertEquals("file.csv: larger than 29 bytes", large.getMessage());
  }

  private static EquityFile equity(Path file) throws IOException, InvalidOutputException {
    return EquityFile.read(file, DATES, Optional.empty());
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("file.csv"), text);
  }
}

package org.backtestrunner.orchestrator.harvest;

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
import org.backtestrunner.orchestrator.harvest.metric.Trading;
import org.backtestrunner.shared.file.FileDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of the files that a worker leaves, and what is refused with which words. */
class ResultTableTest {
  @TempDir private Path directory;

  @Test
  void quotedSymbolsAnyOrderOfColumnsAndFurtherColumnsAreUnderstood() throws Exception {
    OrdersFile orders =
        OrdersFile.read(
            file(
                """
                price,note,qty,symbol
                10,"a ""quoted"", note",3,"BRK,B"
                2.5,"two
                lines",4,Ünïted
                """));

    assertEquals(new Trading(2, 40), orders.trading());
  }

  @Test
  void ordersWorthMoreThanANumberCanSayAreRefused() throws Exception {
    Path file = file("qty,price\n1,2\n1e200,1e200\n");

    InvalidOutputException refused =
        assertThrows(InvalidOutputException.class, () -> OrdersFile.read(file));
    assertEquals(
        "file.csv: line 3 brings the traded notional above every number", refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void everyLineEndIsUnderstoodAlsoAMissingLastOne(String lineEnd) throws Exception {
    List<String> lines = List.of("timestamp,equity", "2020-01-02,1", "", "2020-01-03,2.5");
    for (String end : List.of("", lineEnd, lineEnd + lineEnd)) {
      EquityFile equity = EquityFile.read(file(String.join(lineEnd, lines) + end));

      assertEquals(List.of(1.0, 2.5), List.of(equity.equity()[0], equity.equity()[1]));
      assertEquals(2, equity.equity().length);
      assertEquals(LocalDate.of(2020, 1, 2), equity.firstDate());
      assertEquals(LocalDate.of(2020, 1, 3), equity.lastDate());
    }
  }

  @Test
  void numbersMayBePaddedAndAreDecimalsOnly() throws Exception {
    EquityFile equity =
        EquityFile.read(file("timestamp,equity\n2020-01-02, +1.5 \n2020-01-03,-2.5E-3\n"));
    assertEquals(1.5, equity.equity()[0]);
    assertEquals(-0.0025, equity.equity()[1]);
    for (String other : List.of("1d", "1f", "0x1p3", "1e999", "1 2")) {
      InvalidOutputException refused =
          assertThrows(
              InvalidOutputException.class,
              () -> EquityFile.read(file("timestamp,equity\n2020-01-02," + other + "\n")));
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
            () -> EquityFile.read(file("timestamp,equity\n2020-01-02,1\0" + "2\n")));
    assertEquals(
        "file.csv: line 2 column equity: '1\0" + "2' is not a finite number", refused.getMessage());
  }

  @Test
  void theDigestIsThatOfTheWholeFile() throws Exception {
    // printf 'timestamp,equity\n2020-01-02,1\n\n' | sha256sum
    assertEquals(
        new FileDigest(31, "db356292c5f7117dc7020d1adb9ddb2f17c6fa8c074fbf0881a44a7d93a3d989"),
        EquityFile.read(file("timestamp,equity\n2020-01-02,1\n\n")).digest());
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
    try (ResultTable table = ResultTable.open(file)) {
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
        "~timestamp,equity\\n02.01.2020,1\\n~|'02.01.2020' is not an ISO timestamp",
      })
  void aFileThatCannotBeUsedIsRefusedInOneClause(String text, String complaint) throws Exception {
    // As Latin-1, so that the one letter beyond ASCII is no UTF-8.
    Path file =
        Files.write(
            directory.resolve("portfolio_equity_1d.csv"),
            text.replace("\\n", "\n").getBytes(StandardCharsets.ISO_8859_1));

    InvalidOutputException refused =
        assertThrows(InvalidOutputException.class, () -> EquityFile.read(file));
    assertEquals("portfolio_equity_1d.csv: " + complaint, refused.getMessage());
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("file.csv"), text);
  }
}

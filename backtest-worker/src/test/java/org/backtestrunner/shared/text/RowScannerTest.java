package org.backtestrunner.shared.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What depends on the dialect; the rest is tested by those who read their files with it. */
class RowScannerTest {
  private static final Dialect PADDED = new Dialect(',', true, false, 1 << 20);
  private static final Dialect EXACT = new Dialect(',', false, true, 1 << 20);

  private static RowScanner scanner(Dialect dialect, String text) {
    return new RowScanner(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), dialect);
  }

  private static List<List<String>> read(Dialect dialect, String text) throws Exception {
    List<List<String>> rows = new ArrayList<>();
    try (RowScanner scanner = scanner(dialect, text)) {
      while (scanner.next()) {
        List<String> cells = new ArrayList<>();
        for (int cell = 0; cell < scanner.cells(); cell++) {
          cells.add(scanner.text(cell));
        }
        rows.add(cells);
      }
    }
    return rows;
  }

  @Test
  void whiteSpaceAroundCellsCountsOnlyWhereTheyAreNotPadded() throws Exception {
    String text = " a ,\t\"b\" ,\"c\" \n";
    assertEquals(List.of(List.of("a", "b", "c")), read(PADDED, text));
    assertEquals(List.of(List.of(" a ", "\t\"b\" ", "c")), read(EXACT, text));
  }

  @Test
  void aLineOfWhiteSpaceOrQuotesIsARowOnlyWhereCellsAreNotPadded() throws Exception {
    String text = "a\n\n \n\"\"\nb\n";
    assertEquals(List.of(List.of("a"), List.of("b")), read(PADDED, text));
    assertEquals(List.of(List.of("a"), List.of(" "), List.of(""), List.of("b")), read(EXACT, text));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {"a\0,2", "~\"a\0\"~,2", "~\"a\n\0\"~,3"})
  void aNulIsRefusedWithItsLineUnlessItIsText(String cell, int line) throws Exception {
    try (RowScanner scanner = scanner(PADDED, "x\n" + cell + "\n")) {
      assertTrue(scanner.next());
      MalformedRowException refused =
          assertThrows(MalformedRowException.class, () -> scanner.next());
      assertEquals(line, refused.line());
      assertTrue(refused.getMessage().startsWith("a NUL byte"), refused.getMessage());
    }
    assertEquals(cell.replace("\"", ""), read(EXACT, "x\n" + cell + "\n").get(1).get(0));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '!',
      value = {"~;~!~,~", "~\t~!~,~", "~|~!~,~"})
  void otherSeparatorsSeparate(char separator, char text) throws Exception {
    Dialect dialect = new Dialect(separator, true, false, 1 << 20);
    String written = "a,b; ;\"c;d\" ;\n\"e\";f".replace(',', text).replace(';', separator);
    assertEquals(
        List.of(List.of("a" + text + "b", "", "c" + separator + "d", ""), List.of("e", "f")),
        read(dialect, written));
  }

  @Test
  void aRowThatIsTooLongIsRefused() throws Exception {
    try (RowScanner scanner = scanner(EXACT, "a\n" + "x".repeat(2 << 20))) {
      assertTrue(scanner.next());
      MalformedRowException refused =
          assertThrows(MalformedRowException.class, () -> scanner.next());
      assertEquals("a record of more than 1 MiB", refused.getMessage());
      assertEquals(2, refused.line());
    }
  }

  @Test
  void aPrefixIsFoundOnceTheTextHasIt() throws IOException {
    byte[] mark = {'a', 'b'};
    assertTrue(scanner(EXACT, "ab").beginsWith(mark));
    assertFalse(scanner(EXACT, "a").beginsWith(mark));
    assertFalse(scanner(EXACT, "ba").beginsWith(mark));
    assertFalse(scanner(EXACT, "").beginsWith(mark));
  }

  @Test
  void aRowTellsItsFirstAndItsLastLine() throws Exception {
    try (RowScanner scanner = scanner(EXACT, "a\n\n\"b\r\nc\rd\"\ne")) {
      assertTrue(scanner.next());
      assertEquals(List.of(1L, 1L), List.of(scanner.firstLine(), scanner.lastLine()));
      assertTrue(scanner.next());
      assertEquals(List.of(3L, 5L), List.of(scanner.firstLine(), scanner.lastLine()));
      assertTrue(scanner.next());
      assertEquals(List.of(6L, 6L), List.of(scanner.firstLine(), scanner.lastLine()));
      assertFalse(scanner.next());
    }
  }
}

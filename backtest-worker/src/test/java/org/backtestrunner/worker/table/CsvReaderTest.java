package org.backtestrunner.worker.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest {
  private static final int BUFFER = 1 << 16;

  @TempDir Path directory;

  /** A record with the line at which it begins. */
  private record Row(long line, List<String> cells) {}

  private List<Row> read(byte[] bytes) throws IOException {
    Path file = directory.resolve("file.csv");
    Files.write(file, bytes);
    List<Row> rows = new ArrayList<>();
    try (CsvReader reader = new CsvReader(file)) {
      while (reader.next()) {
        assertEquals(reader.cells(), reader.texts().size());
        rows.add(new Row(reader.line(), reader.texts()));
      }
    }
    return rows;
  }

  private List<Row> read(String text) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Row row(long line, String... cells) {
    return new Row(line, List.of(cells));
  }

  @Test
  void cellsAreTrimmedAndMayBeEmpty() throws IOException {
    assertEquals(List.of(row(1, "a", "", "b c", ""), row(2, "", "")), read(" a ,, b c\t,\n , \n"));
  }

  @Test
  void aQuotedCellHoldsCommasQuotesAndLineEnds() throws IOException {
    assertEquals(
        List.of(row(1, "a,b", "say \"x\"", "1\r\n2\n3\r4"), row(5, "", "y")),
        read("\"a,b\",\"say \"\"x\"\"\",\"1\r\n2\n3\r4\"\n\"\" , \"y\" \n"));
  }

  @Test
  void aQuoteInsideAnUnquotedCellIsText() throws IOException {
    assertEquals(List.of(row(1, "5\" disk", "a\"b\"")), read("5\" disk,a\"b\"\n"));
  }

  @Test
  void linesAreCountedHoweverTheyEnd() throws IOException {
    assertEquals(
        List.of(row(1, "a"), row(2, "b"), row(3, "c"), row(5, "d"), row(8, "e")),
        read("a\nb\r\nc\r\rd\n\n \t\r\ne"));
  }

  @Test
  void anEmptyFileHasNoRecord() throws IOException {
    assertEquals(List.of(), read(""));
    assertEquals(List.of(), read("\ufeff"));
    assertEquals(List.of(), read("\n\r\n \n"));
  }

  /** Puts every kind of boundary of a record at every place around the end of the first buffer. */
  @ParameterizedTest
  @ValueSource(
      strings = {"b,c\nd,e\n", "b,\"c\"\r\nd,e", "\"b\"\"\",c\r\n\"d\n\",e\n", "b,c\r\rd,e\r"})
  void aRecordMayLieAcrossTheEndOfTheBuffer(String tail) throws IOException {
    List<Row> alone = read(tail);
    for (int offset = -12; offset <= 2; offset++) {
      String filler = "x".repeat(BUFFER + offset - 1) + "\n";
      List<Row> rows = read(filler + tail);
      assertEquals(BUFFER + offset - 1, rows.get(0).cells().get(0).length());
      List<Row> shifted = alone.stream().map(row -> new Row(row.line() + 1, row.cells())).toList();
      assertEquals(shifted, rows.subList(1, rows.size()), "offset " + offset);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {BUFFER - 1, BUFFER, BUFFER + 1, 3 * BUFFER, 1_000_000})
  void aRecordMayBeLongerThanTheBuffer(int length) throws IOException {
    String longCell = "y".repeat(length);
    String quotes = "\"".repeat(length);
    assertEquals(
        List.of(row(1, "a", longCell, "b"), row(2, quotes), row(3, "c")),
        read("a," + longCell + ",b\n\"" + quotes + quotes + "\"\nc\n"));
  }

  @Test
  void aMarkIsSkippedAtTheBeginningOnly() throws IOException {
    assertEquals(List.of(row(1, "a"), row(2, "\ufeffb")), read("\ufeffa\n\ufeffb"));
  }

  @Test
  void whatIsNotAskedForAsTextNeedNotBeUtf8() throws IOException {
    Path file = directory.resolve("latin.csv");
    Files.write(file, new byte[] {'a', ',', (byte) 0xfc, '\n'});
    try (CsvReader reader = new CsvReader(file)) {
      assertTrue(reader.next());
      assertEquals("a", reader.text(0));
      assertEquals(
          file
              + ":1: a cell is not UTF-8 text; Excel writes windows-1252: say encoding:"
              + " \"windows-1252\" in a format file",
          assertThrows(BadDataException.class, () -> reader.text(1)).getMessage());
    }
  }

  /** Tables of random cells, written by a writer that knows only the rules of RFC 4180. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whatASimpleWriterWritesIsReadBack(long seed) throws IOException {
    Random random = new Random(seed);
    int columns = 1 + random.nextInt(6);
    boolean gzip = random.nextBoolean();
    String end = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "\ufeff" : "");
    List<Row> expected = new ArrayList<>();
    long line = 1;
    while (text.length() < 400_000) {
      List<String> cells = new ArrayList<>();
      long lines = 1;
      for (int i = 0; i < columns; i++) {
        String cell = cell(random, columns == 1);
        cells.add(cell);
        text.append(i > 0 ? "," : "").append(written(cell, random));
        lines += cell.chars().filter(c -> c == '\n').count();
      }
      text.append(end);
      expected.add(new Row(line, cells));
      line += lines;
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    assertEquals(expected, read(gzip ? gzip(bytes) : bytes));
  }

  /** A cell without white space around it; without text only where that is no blank line. */
  private static String cell(Random random, boolean alone) {
    String alphabet = "ab,\"\n\u00e9\u4e2d 7.-";
    StringBuilder cell = new StringBuilder();
    int length = random.nextInt(50) == 0 ? random.nextInt(100_000) : random.nextInt(12);
    for (int i = 0; i < length; i++) {
      cell.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    String trimmed = cell.toString().trim();
    return trimmed.isEmpty() && alone ? "x" : trimmed;
  }

  private static String written(String cell, Random random) {
    boolean mustBeQuoted = cell.matches("(?s).*[,\"\n].*");
    String written =
        mustBeQuoted || random.nextInt(4) == 0 ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    return random.nextInt(4) == 0 ? " " + written + "\t" : written;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}

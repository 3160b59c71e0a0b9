package org.backtestrunner.worker.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How a file is written: separators, numbers, encodings, containers, and kinds that are none of
 * ours.
 */
class TextDetectionTest extends PriceReading {
  @ParameterizedTest
  @CsvSource({"';'", "'|'", "'\t'"})
  void theOneSeparatorOfTheHeaderIsTaken(String separator) {
    String text = "date,symbol,close\n2021-03-01,KO,50\n".replace(",", separator);
    assertEquals(List.of("2021-03-01 KO 50"), read("prices.csv", text).rows());
  }

  @ParameterizedTest
  @CsvSource({"NaN", "nan", "NA", "N/A", "#N/A", "null", "NULL", "None"})
  void aTextOfAnEmptyCellIsEmptyInNumbersOnly(String text) {
    assertEquals(
        List.of("2021-03-01 " + text, "2021-03-02 " + text + " 51"),
        read(
                "prices.csv",
                "# made by hand\ndate,symbol,close\n2021-03-01,%s,%s\n2021-03-02,%s,51\n"
                    .formatted(text, text, text))
            .rows());
  }

  @Test
  void numbersWithMarksAreReadAsTheyAreSaid() {
    String format = "separator: \";\"\ndecimal: \",\"\nthousands: \".\"\nmissing: [\"-\"]\n";
    String header = "date;symbol;open;close\n";
    Path file = file("prices.csv", header + "2021-03-01;KO;1.234.567,5;1.000\n2021-03-02;KO;-;7\n");
    assertEquals(
        List.of("2021-03-01 KO 1234567.5 1000", "2021-03-02 KO 7"), with(format, file).rows());
    for (String number : List.of("75.61", "1.23.456", "1234.567", ".123", "1,5,0", "1,234.567")) {
      Path bad = file("prices.csv", header + "2021-03-01;KO;1;" + number + "\n");
      assertThrows(BadDataException.class, () -> with(format, bad), number);
    }
  }

  @ParameterizedTest
  @CsvSource({"utf-16, UTF-16", "iso-8859-1, ISO-8859-1", "windows-1252, windows-1252"})
  void anotherEncodingIsReadWhereItIsSaid(String name, String charset) {
    String text = "date,symbol,close\n2021-03-01,\u00d6MV,50\n";
    Path file =
        PriceRows.write(directory.resolve("prices.csv"), text.getBytes(Charset.forName(charset)));
    assertEquals(List.of("2021-03-01 \u00d6MV 50"), with("encoding: " + name, file).rows());
  }

  private static byte[] zip(String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write("date,symbol,close\n2021-03-01,KO,50\n".getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void zstdAndAZipOfOneFileAreRead() throws IOException {
    byte[] text = "date,symbol,close\n2021-03-01,KO,50\n".getBytes(StandardCharsets.UTF_8);
    Path zstd = PriceRows.write(directory.resolve("a"), Zstd.compress(text));
    assertEquals(List.of("2021-03-01 KO 50"), PriceRows.read(zstd).rows());
    Path zip =
        PriceRows.write(directory.resolve("b"), zip("x/prices.csv", "__MACOSX/._prices.csv"));
    assertEquals(List.of("2021-03-01 KO 50"), PriceRows.read(zip).rows());
    Path two = PriceRows.write(directory.resolve("c"), zip("a.csv", "b.csv"));
    assertRefused(two, "this zip holds 2 files", "unzip " + two);
    Path workbook = PriceRows.write(directory.resolve("d"), zip("[Content_Types].xml", "xl/a.xml"));
    assertRefused(workbook, "this is an Excel workbook: save it as CSV UTF-8");
    Path cut = PriceRows.write(directory.resolve("e"), Arrays.copyOf(Zstd.compress(text), 20));
    assertRefused(cut, cut.toString());
  }

  static Stream<Arguments> foreignFiles() {
    return Stream.of(
        Arguments.of("BZh91AY&SY\1", "this is bzip2: bunzip2 "),
        Arguments.of("\u00fd7zXZ\0\0", "this is xz: unxz "),
        Arguments.of("7z\u00bc\u00af\u0027\u001c", "this is 7-Zip: 7z x "),
        Arguments.of("\u0004\"M\u0018", "this is lz4: unlz4 "),
        Arguments.of("\u00d0\u00cf\u0011\u00e0", "this is an Excel workbook"),
        Arguments.of("ARROW1\0\0", "this is Feather (Arrow)"),
        Arguments.of("ORC\b\3", "this is ORC"),
        Arguments.of("\u0089HDF\r\n\u001a\n", "this is HDF5"),
        Arguments.of("SQLite format 3\0", "this is an SQLite database"),
        Arguments.of("12345678DUCK@\0\0\0", "this is a DuckDB database"),
        Arguments.of("\u0080\4\u0095x", "this is a pickle of Python"),
        Arguments.of("[{\"t\": 1}]", "this is JSON: "),
        Arguments.of("{\"t\": 1}\n{\"t\": 2}\n", "this is JSON lines: "),
        Arguments.of("{\"t\":\n1}\n", "this is JSON: "),
        Arguments.of("<!DOCTYPE html>", "this is an HTML page"));
  }

  @ParameterizedTest
  @MethodSource("foreignFiles")
  void anotherKindOfFileIsRefusedByItsNameWithACommand(String beginning, String said) {
    Path file =
        PriceRows.write(
            directory.resolve("prices"), beginning.getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(file, file + ": " + said);
  }
}

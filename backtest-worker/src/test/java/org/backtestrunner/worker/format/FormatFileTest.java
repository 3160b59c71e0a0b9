package org.backtestrunner.worker.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.backtestrunner.worker.table.cell.EpochUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatFileTest {
  @TempDir Path directory;

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("f.yaml"), text);
  }

  private Format read(String text, InputKind kind) throws IOException {
    return Input.of(kind, directory, Optional.of(file(text).toString())).format();
  }

  private List<String> problems(String text, InputKind kind) {
    return assertThrows(BadDataException.class, () -> read(text, kind)).problems();
  }

  @Test
  void everyKeyIsRead() throws IOException {
    Format format =
        read(
            """
            says: "all keys"
            columns: {timestamp: "Date+Time", symbol: Name, close: Close, adjusted_close: "Adj Close"}
            layout: long
            symbol: "/^([A-Z]+)-/"
            date_format: "dd.MM.yyyy"
            time_zone: "Asia/Tokyo"
            separator: tab
            decimal: ","
            thousands: "."
            header: 2
            skip: 1
            encoding: windows-1252
            missing: ["-", n/a]
            scale: 0.0001
            sign: absolute
            """,
            InputKind.PRICES);
    assertEquals(
        Map.of(
            "timestamp",
            "Date+Time",
            "symbol",
            "Name",
            "close",
            "Close",
            "adjusted_close",
            "Adj Close"),
        format.columns());
    assertEquals(Optional.of(Layout.LONG), format.layout());
    assertEquals(Optional.of("/^([A-Z]+)-/"), format.symbol());
    assertEquals(Optional.of("dd.MM.yyyy"), format.dates().pattern());
    assertEquals(Optional.of(ZoneId.of("Asia/Tokyo")), format.dates().zone());
    assertEquals(Optional.of('\t'), format.text().separator());
    assertEquals(',', format.numbers().decimal());
    assertEquals(".", format.numbers().thousands());
    assertEquals(Optional.of(2), format.text().headerRows());
    assertEquals(1, format.text().skip());
    assertEquals(Charset.forName("windows-1252"), format.text().encoding());
    assertEquals(List.of("-", "n/a"), format.numbers().missing());
    assertEquals(75.6, format.scale().price(-756_000));
  }

  @Test
  void anEmptyFileSaysNothing() throws IOException {
    assertEquals(Format.NONE, read("# nothing\n", InputKind.PRICES));
  }

  @Test
  void anEpochIsAUnit() throws IOException {
    Format format = read("date_format: epoch_us\n", InputKind.PRICES);
    assertEquals(Optional.of(EpochUnit.MICROSECONDS), format.dates().unit());
    assertEquals(Optional.empty(), format.dates().pattern());
  }

  @Test
  void allProblemsAreToldAtOnceWithTheirLines() {
    Path file = directory.resolve("f.yaml");
    List<String> problems =
        problems(
            """
            colums: {close: Close}
            columns: {clse: Close}
            layout: wise
            date_format: "qq"
            time_zone: "Asia/Tokio"
            separator: ";;"
            thousands: "."
            header: 0
            missing: "-"
            scale: -1
            sign: positive
            """,
            InputKind.PRICES);
    List<String> begins =
        List.of(
            ":1: unknown key 'colums'; did you mean 'columns'?",
            ":2: columns.clse: unknown column of a price_file; did you mean 'close'?",
            ":3: layout: 'wise' is none of long, wide, wide_fields",
            ":4: date_format: 'qq' ",
            ":5: time_zone: 'Asia/Tokio' is no time zone",
            ":6: separator: ';;' is no separator",
            ":7: thousands: is the decimal mark too",
            ":8: header: '0' is no whole number in [1, 10]",
            ":9: missing: must be a list",
            ":10: scale: '-1' is no number above 0",
            ":11: sign: 'positive' must be absolute");
    assertEquals(begins.size(), problems.size(), problems.toString());
    for (int i = 0; i < begins.size(); i++) {
      String problem = problems.get(i);
      assertTrue(problem.startsWith(file + begins.get(i)), problem);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "header: none\\ncolumns: {close: Close} | PRICES | 2: columns.close: must be a number from 1",
        "columns: {weight: w} | PRICES | 1: columns.weight: unknown column of a price_file",
        "columns: {close: c} | WEIGHTS | 1: columns.close: unknown column of a weights_file",
        "columns: {factor.: c} | FACTORS | 1: columns.factor.: unknown column of a factor_file",
        "layout: wide | GROUPS | 1: layout: a groups file is long",
        "layout: wide | FACTORS | 1: layout: say which factor the cells are",
        "layout: wide_fields | WEIGHTS | 1: layout: wide_fields is for prices",
        "factor: x | PRICES | 1: factor: only for a factor file",
        "symbol: \"/A+/\" | PRICES | 1: symbol: '/A+/' must have one group in parentheses",
        "symbol: \"/(A/\" | PRICES | 1: symbol: '/(A/' is no expression",
        "encoding: latin | PRICES | 1: encoding: 'latin' is none of utf-8",
        "skip: 1\\nskip: 2 | PRICES | not valid YAML",
        "[1, 2] | PRICES | 1: a format file is a mapping",
        "skip: [1] | PRICES | 1: skip: must be a single value",
        "columns: close | PRICES | 1: columns: must be a mapping",
      })
  void whatCannotBeMeantIsRefused(String text, InputKind kind, String said) {
    List<String> problems = problems(text.replace("\\n", "\n"), kind);
    assertEquals(1, problems.size(), problems.toString());
    assertTrue(problems.get(0).contains(said), problems.get(0));
  }

  @Test
  void neitherPresetNorFileIsRefusedWithTheNamesOfPresets() {
    String message =
        assertThrows(
                BadDataException.class,
                () -> Input.of(InputKind.PRICES, directory, Optional.of("stok")))
            .getMessage();
    assertTrue(message.contains("there is no such format file, and no preset"), message);
    assertTrue(message.contains("stooq"), message);
  }
}

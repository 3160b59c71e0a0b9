package org.backtestrunner.worker.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.backtestrunner.worker.parameter.Frequency;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a file makes certain is taken and said; what has two readings is refused. */
class DetectionTest {
  @TempDir Path directory;

  private Path file(String name, String text) {
    return PriceRows.write(directory.resolve(name), text);
  }

  private PriceRows read(String name, String text) {
    return PriceRows.read(file(name, text));
  }

  private PriceRows with(String format, Path file) {
    Path formatFile = PriceRows.write(directory.resolve("formats/f.yaml"), format);
    return PriceRows.read(file, Optional.of(formatFile.toString()), Frequency.DAILY);
  }

  private void assertRefused(Path path, String... said) {
    String message = assertThrows(BadDataException.class, () -> PriceRows.read(path)).getMessage();
    for (String part : said) {
      assertTrue(message.contains(part), message);
    }
  }

  static Stream<Arguments> headers() {
    return Stream.of(
        Arguments.of("timestamp,symbol,close", "timestamp=timestamp", "2021-03-01,KO,50.5"),
        Arguments.of("Date,Ticker,Close", "timestamp=Date", "2021-03-01,KO,50.5"),
        Arguments.of("DATE_TIME,TS_CODE,CLOSE", "symbol=TS_CODE", "20210301,KO,50.5"),
        Arguments.of("trade_date,Instrument,Close/Last", "close=Close/Last", "2021/03/01,KO,$50.5"),
        Arguments.of("<DATE>,<TICKER>,<CLOSE>", "close=<CLOSE>", "2021.03.01,KO,50.5"),
        Arguments.of("ts_event,asset,close", "timestamp=ts_event", "2021-03-01T00:00:00Z,KO,50.5"),
        Arguments.of("open time,code,close", "timestamp=open time", "1614556800000,KO,50.5"),
        Arguments.of("date,timestamp,symbol,close", "timestamp=timestamp", "x,2021-03-01,KO,50.5"),
        Arguments.of("Code,symbol,date,close", "symbol=symbol", "x,KO,2021-03-01,50.5"),
        Arguments.of("Date,Time,symbol,close", "timestamp=Date+Time", "2021-03-01,16:00,KO,50.5"),
        Arguments.of("Name,date,symbol,close", "symbol=symbol", "Coca,2021-03-01,KO,50.5"));
  }

  @ParameterizedTest
  @MethodSource("headers")
  void aNameOfTheClosedTableIsTakenAndSaid(String header, String said, String row) {
    PriceRows read = read("prices.csv", header + "\n" + row + "\n");
    assertEquals(List.of("2021-03-01 KO 50.5"), read.rows());
    assertTrue(read.readAs().contains(said), read.readAs());
  }

  @Test
  void whatWasInferredIsOneSentence() {
    Path file = file("KO.csv", "Date,Close\n2021-03-01,50.5\n2021-03-03,NaN\n");
    assertEquals(
        "read_as "
            + file
            + ": timestamp=Date (2021-03-01 to 2021-03-03), close=Close, symbol KO from the file's"
            + " name, 1 number cell empty by the text (NaN, NA, null or the like)",
        PriceRows.read(file).readAs());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Date,Datetime,symbol,close | two columns may be the timestamp, 'Date' and 'Datetime'",
        "date,ticker,code,close | two columns may be the symbol, 'ticker' and 'code'",
        "date,symbol,Close,CLOSE | two columns may be the close, 'Close' and 'CLOSE'",
        "date,symbol,close,vol,tick_vol | two columns may be the volume, 'vol' and 'tick_vol'",
        "date,symbol,price | no column for close;",
        "date,Name,close | no column for symbol;",
        "date,symbol,last | no column for close;",
        "day,symbol,value | no column for timestamp and close;"
      })
  void aNameWithTwoReadingsIsNotTaken(String header, String said) {
    String row = "2021-03-01,KO,1,1,1,1".substring(0, 10 + 2 * header.split(",").length);
    assertRefused(file("prices.csv", header + "\n" + row + "\n"), ":1: ", said, "columns: {");
  }

  @Test
  void twoClosesAreRefusedWhereTheyDiffer() {
    String same = "date,symbol,close,Adj Close\n2021-03-01,KO,50,50\n2021-03-02,KO,,\n";
    assertEquals(List.of("2021-03-01 KO 50", "2021-03-02 KO"), read("prices.csv", same).rows());
    assertRefused(
        file("prices.csv", same + "2021-03-03,KO,52,13\n"),
        ":4: two closes that differ, close '52' and Adj Close '13'",
        "columns: {adjusted_close: \"Adj Close\"}",
        "columns: {close: \"close\"}");
  }

  @ParameterizedTest
  @CsvSource({"adj_close", "Adj Close", "adjClose", "closeadj", "Adjusted", "Adj. Close*"})
  void everyNameOfAnAdjustedCloseIsKnown(String name) {
    assertRefused(
        file("KO.csv", "date,close," + name + "\n2021-03-01,50,25\n"), "two closes that differ");
  }

  @Test
  void anAdjustedCloseScalesItsRow() {
    Path file =
        file("KO.csv", "date,open,high,low,close,adj,volume\n2021-03-01,48,52,46,50,25,7\n");
    assertEquals(
        List.of("2021-03-01 KO 24 26 23 25 7"),
        with("columns: {adjusted_close: adj}", file).rows());
  }

  @Test
  void aPriceThatIsNotPositiveIsEmptyButForTheClose() {
    String header = "date,symbol,open,high,low,close\n";
    assertEquals(
        List.of("2021-03-01 KO 50"),
        read("prices.csv", header + "2021-03-01,KO,0,-1,0.0,50\n").rows());
    assertRefused(
        file("prices.csv", header + "2021-03-01,KO,1,1,1,0\n"), "'0' is not a positive price");
  }

  /** Weekdays from a date on, each moved by a number of days. */
  private static String dates(LocalDate from, int count, int shift, String after) {
    StringBuilder rows = new StringBuilder("date,symbol,close\n");
    LocalDate date = from;
    for (int i = 0; i < count; date = date.plusDays(1)) {
      if (date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY) {
        rows.append(date.plusDays(shift)).append(after).append(",KO,50\n");
        i++;
      }
    }
    return rows.toString();
  }

  private static final LocalDate MONDAY = LocalDate.of(2021, 3, 1);

  @ParameterizedTest
  @CsvSource({"-1", "1"})
  void aCalendarThatIsADayOffIsRefused(int shift) {
    Path file = file("prices.csv", dates(MONDAY, 20, shift, ""));
    assertRefused(file, "seem to be a day off", "time_zone: \"");
    PriceRows zoned = with("time_zone: Asia/Riyadh", file);
    assertEquals(List.of("shifted"), zoned.oddities());
    assertEquals(20, zoned.rows().size());
  }

  @Test
  void aCalendarOfAMarketOrTooShortAOneIsNot() {
    for (String text :
        List.of(dates(MONDAY, 60, 0, ""), dates(MONDAY, 19, -1, ""), everyDay(), sundays())) {
      assertEquals(List.of(), read("prices.csv", text).oddities());
    }
  }

  private static String everyDay() {
    StringBuilder rows = new StringBuilder("date,symbol,close\n");
    for (int i = 0; i < 40; i++) {
      rows.append(MONDAY.plusDays(i)).append(",BTC,50\n");
    }
    return rows.toString();
  }

  private static String sundays() {
    StringBuilder rows = new StringBuilder("date,symbol,close\n");
    for (int i = 0; i < 30; i++) {
      rows.append(MONDAY.plusDays(6 + 7L * i)).append(",KO,50\n");
    }
    return rows.toString();
  }

  @Test
  void stampsOfMidnightEastOfUtcKeepTheirDate() {
    PriceRows plain = read("prices.csv", dates(MONDAY, 30, 0, ""));
    assertEquals(plain.rows(), read("prices.csv", dates(MONDAY, 30, 0, " 00:00:00+09:00")).rows());
    Path instants = file("prices.csv", dates(MONDAY, 30, -1, "T15:00:00Z"));
    assertRefused(instants, ":2: column date: ", "time_zone: \"");
    assertEquals(plain.rows(), with("time_zone: Asia/Tokyo", instants).rows());
  }

  @ParameterizedTest
  @CsvSource({
    "KO.csv, KO",
    "BRK.B.CSV, BRK.B",
    "KO.txt.gz, KO",
    "ko_us.Tsv, ko_us",
    "7203.T.csv, 7203.T",
    "200012.csv, 200012",
    "KO.snappy.csv, KO",
  })
  void aFileWithoutSymbolsHasTheSymbolOfItsName(String name, String symbol) {
    assertEquals(
        List.of("2021-03-01 " + symbol + " 50"), read(name, "date,close\n2021-03-01,50\n").rows());
  }

  @ParameterizedTest
  @CsvSource({
    "2021-03-01.csv, holds a date",
    "20210301.csv, holds a date",
    "KO_2021-03.csv, holds a date",
    "part-00000-6f1d.csv, is that of a part",
    "KO (1).csv, is that of a second download"
  })
  void aNameThatMayBeOfSomethingElseIsNoSymbol(String name, String why) {
    assertRefused(
        file(name, "date,close\n2021-03-01,50\n"), why, "symbol: \"/^([A-Z]+)/\"", "columns: {");
  }

  @Test
  void aDayAFileHasTheSymbolsOfItsColumn() {
    file("d/2021-03-01.csv", "timestamp,ticker,close\n2021-03-01,KO,50\n");
    file("d/2021-03-02.csv", "timestamp,ticker,close\n2021-03-02,KO,51\n");
    PriceRows read = PriceRows.read(directory.resolve("d"));
    assertEquals(List.of("2021-03-01 KO 50", "2021-03-02 KO 51"), read.rows());
    assertTrue(read.readAs().contains(": 2 files: timestamp=timestamp ("), read.readAs());
  }

  @Test
  void piecesOfOneSymbolAreNotTwo() {
    file("d/KO_2020.csv", "date,close\n2020-03-01,50\n");
    file("d/KO_2021.csv", "date,close\n2021-03-01,51\n");
    Path pieces = directory.resolve("d");
    assertRefused(pieces, "One symbol?", "symbol: \"/^([A-Z]+)/\"");
    assertEquals(
        List.of("2020-03-01 KO 50", "2021-03-01 KO 51"),
        with("symbol: \"/^([A-Z]+)_/\"", pieces).rows());
  }

  @Test
  void keysOfDirectoriesAreColumns() {
    file("d/symbol=KO/year=2021/data_0.csv", "date,close\n2021-03-01,50\n");
    file("d/symbol=BRK%2FB/year=2021/data_0.csv", "date,close,year\n2021-03-01,51,2021\n");
    file("d/_SUCCESS", "");
    file("d/symbol=KO/.part.crc", "");
    PriceRows read = PriceRows.read(directory.resolve("d"));
    assertEquals(List.of("2021-03-01 BRK/B 51", "2021-03-01 KO 50"), read.rows());
    assertEquals(List.of(), read.oddities());
    file("d/symbol=KO/year=2021/data_0.csv", "date,close,year\n2021-03-01,50,2020\n");
    assertRefused(
        directory.resolve("d"), "column year: '2020' is not what the directory says: 2021");
  }

  @Test
  void aFileBelowKeysHasNoSymbolByItsName() {
    file("d/year=2021/data_0.csv", "date,close\n2021-03-01,50\n");
    assertRefused(directory.resolve("d"), "no column for symbol");
  }

  @Test
  void anotherDirectoryIsRefusedByNameAndOtherFilesAreNamed() {
    file("d/KO.csv", "date,close\n2021-03-01,50\n");
    file("d/notes.md", "x");
    file("d/prices.xlsx", "x");
    assertEquals(List.of("files_ignored"), PriceRows.read(directory.resolve("d")).oddities());
    file("d/daily/T.csv", "date,close\n2021-03-01,50\n");
    assertRefused(
        directory.resolve("d"), "'daily'", "give " + directory.resolve("d").resolve("daily"));
  }

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
  void aWideFileIsRefusedUntilItIsSaid() {
    Path file = file("prices.csv", "Date,KO,T\n2021-03-01,50,20\n2021-03-02,,21\n");
    assertRefused(file, "this looks wide", "layout: wide", "'Date,KO,T'");
    assertEquals(
        List.of("2021-03-01 KO 50", "2021-03-01 T 20", "2021-03-02 T 21"),
        with("layout: wide", file).rows());
    assertRefused(
        file("KO.csv", "Index,KO.Open,KO.Close\n2021-03-01,50,20\n"),
        "no column for timestamp and close");
  }

  @Test
  void twoRowsOfNamesMayStandEitherWay() {
    String rows = "2021-03-01,50,49,20,19\n";
    for (String header :
        List.of(
            "Price,Close,Open,Close,Open\nTicker,KO,KO,T,T\nDate,,,,\n",
            ",KO,,T,\nDates,Close,Open,Close,Open\n")) {
      assertEquals(
          List.of("2021-03-01 KO 49 50", "2021-03-01 T 19 20"),
          with("layout: wide_fields", file("prices.csv", header + rows)).rows());
    }
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

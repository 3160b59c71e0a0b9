package org.backtestrunner.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadPricesTest {
  @TempDir Path directory;

  /** The good prices with one text in place of another. */
  static BadInput replaced(String what, String old, String text, String... said) {
    if (!BadInput.PRICES.contains(old)) {
      throw new IllegalArgumentException(old);
    }
    return BadInput.of(what, said).file("prices", BadInput.PRICES.replace(old, text));
  }

  private static BadInput close(String cell, String... said) {
    return replaced("a close of '" + cell + "'", "A,11\n", "A," + cell + "\n", said);
  }

  private static BadInput timestamp(String cell, String said) {
    return replaced(
        "a timestamp of '" + cell + "'",
        "2020-01-03,A",
        cell + ",A",
        "@prices:4: column timestamp: ",
        said);
  }

  static Stream<BadInput> numbers() {
    return Stream.of(
        close("Infinity", "@prices:4: column close: 'Infinity' is not"),
        close("-Infinity", "@prices:4: column close: '-Infinity' is not"),
        close("inf", "@prices:4: column close: 'inf' is not"),
        close("NAN", "@prices:4: column close: 'NAN' is not a finite decimal number"),
        close("-", "@prices:4: column close: '-' is not"),
        close("1d", "@prices:4: column close: '1d' is not"),
        close("1f", "@prices:4: column close: '1f' is not"),
        close("0x10", "@prices:4: column close: '0x10' is not"),
        close("0x1p3", "@prices:4: column close: '0x1p3' is not"),
        close("1_000", "@prices:4: column close: '1_000' is not"),
        close(
            "\"1,000\"",
            "@prices:4: column close: '1,000' is not",
            "say decimal: \",\" or thousands: \",\""),
        close("1.2.3", "@prices:4: column close: '1.2.3' is not"),
        close("1e", "@prices:4: column close: '1e' is not"),
        close("e5", "@prices:4: column close: 'e5' is not"),
        close(".", "@prices:4: column close: '.' is not"),
        close("+", "@prices:4: column close: '+' is not"),
        close("--1", "@prices:4: column close: '--1' is not"),
        close("1 2", "@prices:4: column close: '1 2' is not"),
        close("$", "@prices:4: column close: '$' is not"),
        close("$$11", "@prices:4: column close: '$$11' is not"),
        close("11%", "@prices:4: column close: '11%' is not"),
        close("1e400", "@prices:4: column close: '1e400' is not a finite"),
        close("\u0661", "@prices:4: column close: '\u0661' is not"),
        close("x".repeat(500), "@prices:4: column close: '" + "x".repeat(40) + "...' is not"),
        close("-11", "@prices:4: column close: '-11' is not a positive price"),
        close("0", "@prices:4: column close: '0' is not a positive price"),
        close("-0.0", "@prices:4: column close: '-0.0' is not a positive price"),
        close("1e-400", "@prices:4: column close: '1e-400' is not a positive price"),
        BadInput.of("a negative volume", "@prices:3: column volume: '-5' is a negative volume")
            .file(
                "prices", "volume,timestamp,symbol,close\n0,2020-01-02,A,1\n-5,2020-01-03,A,1\n"));
  }

  static Stream<BadInput> timestamps() {
    String expected = "is not an ISO date or date-time such as 2020-01-31";
    return Stream.of(
        timestamp("", "the cell is empty"),
        timestamp("2020-02-30", "'2020-02-30' is no date of the calendar"),
        timestamp("2021-02-29", "'2021-02-29' is no date of the calendar"),
        timestamp("2020-13-01", "'2020-13-01' is no date of the calendar"),
        timestamp("2020-02-30T10:00:00", "'2020-02-30T10:00:00' is no date of the calendar"),
        timestamp("10000-01-01", "'10000-01-01' " + expected),
        timestamp("+10000-01-01T00:00", "'+10000-01-01T00:00' " + expected),
        timestamp("9999-12-31T23:30-01:00", "lies outside the years 0000 to 9999"),
        timestamp("20200230", "'20200230' is no date of the calendar"),
        timestamp("2020/01-03", "'2020/01-03' " + expected),
        timestamp(
            "03/01/2020",
            "say which: date_format: \"dd/MM/yyyy\" or date_format: \"MM/dd/yyyy\" in a format"),
        timestamp(
            "13.1.20 16:00",
            "say which: date_format: \"d.M.yy HH:mm\" or date_format: \"M.d.yy HH:mm\" in a"),
        timestamp(
            "2020-01-03T21:00:00Z",
            "'2020-01-03T21:00:00Z' is the instant 2020-01-03T21:00Z: 2020-01-03 west of it, and"
                + " 2020-01-04 where that is midnight"),
        timestamp("2020-01-03 12:00:00+00:00", "time_zone: \"America/New_York\" or \"Asia/Tokyo\""),
        timestamp("2020-1-3", "'2020-1-3' " + expected),
        timestamp("2020-01-03T25:00:00", "'2020-01-03T25:00:00' " + expected),
        timestamp("2020-01-03T10", "'2020-01-03T10' " + expected),
        timestamp("631151999", "'631151999' is an integer that is neither a date such as"),
        timestamp("4133980800", "'4133980800' is an integer that is neither a date such as"),
        timestamp("1577977200", "'1577977200' is the instant 2020-01-02T15:00Z"),
        timestamp("yesterday", "'yesterday' " + expected),
        replaced(
                "a fraction of a second with 5min",
                "2020-01-03,A",
                "2020-01-03T10:00:00.5Z,A",
                "@prices:4: column timestamp: '2020-01-03T10:00:00.5Z' has a fraction of a second")
            .with("freq", "5min"));
  }

  static Stream<BadInput> rowsAndHeaders() {
    String duplicate = ": a second row of symbol 'A' at 2020-01-03; the first is ";
    return Stream.of(
        replaced(
            "a duplicate row",
            "2020-01-03,B",
            "2020-01-03,A",
            "@prices:5" + duplicate,
            "@prices:4"),
        replaced(
            "two times of one date with 1d",
            "2020-01-03,A,11\n2020-01-03,B,",
            "2020-01-03T20:00,A,11\n2020-01-03T23:00-02:00,A,",
            "@prices:5" + duplicate,
            "@prices:4"),
        replaced(
                "a duplicate time with 5min",
                "2020-01-03,A,11\n2020-01-03,B,",
                "2020-01-03T10:00Z,A,11\n2020-01-03T11:00+01:00,A,",
                "@prices:5: a second row of symbol 'A' at 2020-01-03T10:00:00Z; the first is ",
                "@prices:4")
            .with("freq", "5min"),
        replaced(
            "an empty symbol",
            "2020-01-03,A",
            "2020-01-03, ",
            "@prices:4: column symbol: the cell is empty"),
        replaced(
            "too few cells",
            "A,11\n",
            "A\n",
            "@prices:4: the row has 2 cells, but the header has 3"),
        replaced("too many cells", "A,11\n", "A,11,12\n", "@prices:4: the row has 4 cells, but"),
        replaced("a decimal comma", "A,11\n", "A,11,5\n", "@prices:4: the row has 4 cells, but"),
        replaced(
            "a quoted cell never closed",
            "A,11\n",
            "\"A,11\n",
            "@prices:4: a quoted cell has no closing quote"),
        replaced(
            "text after a closing quote",
            "A,11\n",
            "\"A\"B,11\n",
            "@prices:4: text follows the closing quote"),
        replaced(
            "no timestamp",
            "timestamp",
            "period",
            "@prices:1: no column for timestamp; the header is 'period,symbol,close'. Say which:"
                + " columns: {timestamp: \"...\"} in a format file (price_format)"),
        replaced(
            "no close, and a name that need not be a symbol",
            "symbol,close",
            "Name,px",
            "@prices:1: no column for symbol and close; the header is 'timestamp,Name,px'. Say"
                + " which: columns: {symbol: \"...\", close: \"...\"} in a format file"),
        replaced(
            "no close",
            "close",
            "last",
            "@prices:1: no column for close; the header is 'timestamp,symbol,last'"),
        replaced(
            "no header",
            "timestamp,symbol,close\n",
            "",
            "@prices:1: the file has no header: its first row begins with '2020-01-02'",
            "header: none"),
        BadInput.of("a needed column twice", "@prices:1: the column 'close' is there twice")
            .file("prices", "timestamp,symbol,close,close\n2020-01-02,A,1,1\n"),
        BadInput.of("an optional column twice", "@prices:1: the column 'open' is there twice")
            .file("prices", "timestamp,symbol,close,open,open\n2020-01-02,A,1,1,1\n"),
        BadInput.of("two separators", "@prices:1: no column for timestamp and close")
            .file("prices", BadInput.PRICES.replaceFirst(",", ";").replace(',', '|')),
        BadInput.of("100,000 columns", "@prices:1: no column for timestamp and close")
            .file("prices", "a,".repeat(100_000) + "a\n"),
        BadInput.of("a header only", "@prices", "no symbol of the universe has an observation")
            .file("prices", "timestamp,symbol,close\n"),
        BadInput.of("closes that are all empty", "@prices", "no symbol of the universe has an")
            .file("prices", "timestamp,symbol,close\n2020-01-02,A,\n2020-01-03,A,\n"),
        BadInput.of("an empty file", "@prices", "the file is empty").file("prices", ""),
        BadInput.of("blank lines only", "@prices", "the file is empty").file("prices", "\n \r\n\n"),
        BadInput.of("a byte order mark only", "@prices", "the file is empty")
            .file("prices", "\ufeff"),
        BadInput.of("one bar", "@prices", "fewer than 2 bars from 2020-01-01 to 2020-01-02")
            .with("end_date", "2020-01-02"),
        BadInput.of("no bar", "@prices", "fewer than 2 bars", "from 2020-01-02 to 2020-01-06")
            .with("start_date", "2021-01-01")
            .with("end_date", "2021-12-31"),
        BadInput.of("fills at an open that is not there", "@prices", "no column 'open'")
            .with("fill_price", "open"),
        BadInput.of("fills at opens that are all empty", "@prices", "no column 'open'")
            .file("prices", BadInput.PRICES.replace("\n", ",\n").replace("close,", "close,open"))
            .with("fill_price", "open"));
  }

  @ParameterizedTest
  @MethodSource({"numbers", "timestamps", "rowsAndHeaders"})
  void badPricesAreRefusedInOneSentenceThatSaysWhereAndWhy(BadInput input) {
    input.assertRefused(directory);
  }

  @Test
  void aMissingPriceFileIsRefused() {
    BadInput.of("missing", "@nowhere", "there is no such file")
        .with("price_file", "@nowhere")
        .assertRefused(directory);
  }

  @Test
  void aDirectoryWithoutPricesIsRefused() throws IOException {
    Files.createDirectory(directory.resolve("store"));
    BadInput.of(
            "empty", "@store", "the directory holds no file named .csv, .txt, .tsv, .parquet or")
        .with("price_file", "@store")
        .assertRefused(directory);
  }

  @Test
  void aQuoteThatSwallowsTheRestOfALargeFileIsRefused() {
    String rows = "2020-01-03,A,11\n".repeat(6_000_000);
    BadInput.of("large", "@prices:2: a record of more than 64 MiB")
        .file("prices", "timestamp,symbol,close\n\"2020" + rows)
        .assertRefused(directory);
  }
}

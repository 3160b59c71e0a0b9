package org.backtestrunner.worker;

import static org.backtestrunner.worker.table.parquet.ParquetFiles.row;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.parquet.io.api.Binary;
import org.backtestrunner.worker.table.parquet.ParquetFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadParquetTest {
  private static final String TIME = "optional int32 timestamp (DATE);";
  private static final String SYMBOL = "optional binary symbol (STRING);";
  private static final String CLOSE = "optional double close;";

  /** 2020-01-02 as days since 1970-01-01. */
  private static final int DAY = 18_263;

  @TempDir Path directory;
  @TempDir static Path scratch;

  private static byte[] parquet(String columns, List<List<Object>> rows) {
    try {
      Path file = Files.createTempDirectory(scratch, "parquet").resolve("file");
      return Files.readAllBytes(ParquetFiles.write(file, columns, rows));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A table with one good row before the one that is given. */
  private static BadInput row2(
      String what, String columns, List<Object> good, List<Object> bad, String... said) {
    return BadInput.of(what, said).file("prices", parquet(columns, List.of(good, bad)));
  }

  private static BadInput close(String what, String type, Object good, Object bad, String said) {
    return row2(
        what,
        TIME + SYMBOL + "optional " + type + " close;",
        row(DAY, "A", good),
        row(DAY + 1, "A", bad),
        "@prices: row 2: column close: " + said);
  }

  private static BadInput cells(String what, Object day, Object symbol, Object close, String said) {
    return row2(
        what,
        TIME + SYMBOL + CLOSE,
        row(DAY, "A", 1.0),
        row(day, symbol, close),
        "@prices: row 2: " + said);
  }

  private static BadInput columns(String what, String columns, List<Object> row, String... said) {
    return BadInput.of(what, said).file("prices", parquet(columns, List.of(row)));
  }

  static Stream<BadInput> cells() {
    return Stream.of(
        cells("a null timestamp", null, "A", 1.0, "column timestamp: the cell is empty"),
        cells("a null symbol", DAY + 1, null, 1.0, "column symbol: the cell is empty"),
        cells("a blank symbol", DAY + 1, " ", 1.0, "column symbol: the cell is empty"),
        cells(
            "a negative close", DAY + 1, "A", -1.5, "column close: '-1.5' is not a positive price"),
        cells("a close of zero", DAY + 1, "A", 0.0, "column close: '0' is not a positive price"),
        cells(
            "an infinite close",
            DAY + 1,
            "A",
            Double.POSITIVE_INFINITY,
            "column close: 'Infinity' is not a finite decimal number"),
        cells(
            "a negative infinite close",
            DAY + 1,
            "A",
            Double.NEGATIVE_INFINITY,
            "column close: '-Infinity' is not a finite"),
        cells(
            "a duplicate",
            DAY,
            "A",
            1.0,
            "a second row of symbol 'A' at 2020-01-02; the first is "),
        cells("a date before the year 0", -10_000_000, "A", 1.0, "column timestamp: '-25410-"),
        cells("a date after the year 9999", 10_000_000, "A", 1.0, "column timestamp: '+29349-"),
        close(
            "an infinite float",
            "float",
            1f,
            Float.POSITIVE_INFINITY,
            "'Infinity' is not a finite"),
        close("a negative integer", "int64", 1L, -7L, "'-7' is not a positive price"),
        close("a negative decimal", "int32 ", 1, -7, "'-7' is not a positive price"),
        close(
            "text that is no number", "binary", "1", "inf", "'inf' is not a finite decimal number"),
        close(
            "text in hexadecimal", "binary", "1", "0x10", "'0x10' is not a finite decimal number"),
        row2(
            "a negative volume",
            TIME + SYMBOL + CLOSE + "optional int64 volume;",
            row(DAY, "A", 1.0, 1L),
            row(DAY + 1, "A", 1.0, -1L),
            "@prices: row 2: column volume: '-1' is a negative volume"),
        row2(
            "a symbol that is not UTF-8",
            TIME + SYMBOL + CLOSE,
            row(DAY, "A", 1.0),
            row(DAY, Binary.fromConstantByteArray(new byte[] {(byte) 0xc3, 'x'}), 1.0),
            "@prices: row 2: column symbol: the cell is not UTF-8 text"),
        row2(
            "a text that is no date",
            "required binary timestamp (STRING);" + SYMBOL + CLOSE,
            row("2020-01-02", "A", 1.0),
            row("2020-02-30", "A", 1.0),
            "@prices: row 2: column timestamp: '2020-02-30' is no date of the calendar"),
        row2(
            "a duplicate by date",
            "required int64 timestamp (TIMESTAMP(MILLIS,true));" + SYMBOL + CLOSE,
            row(DAY * 86_400_000L, "A", 1.0),
            row(DAY * 86_400_000L + 1, "A", 1.0),
            "@prices: row 2: a second row of symbol 'A' at 2020-01-02",
            "@prices: row 1"),
        row2(
                "a fraction of a second",
                "required int64 timestamp (TIMESTAMP(NANOS,true));" + SYMBOL + CLOSE,
                row(DAY * 86_400_000_000_000L, "A", 1.0),
                row(DAY * 86_400_000_000_000L + 1, "A", 1.0),
                "@prices: row 2: column timestamp: '2020-01-02T00:00:00.000000001' has a fraction of a second")
            .with("freq", "5min"));
  }

  static Stream<BadInput> columns() {
    return Stream.of(
        columns(
            "no timestamp",
            SYMBOL + CLOSE,
            row("A", 1.0),
            "@prices: no column for timestamp; the columns are 'symbol,close'"),
        columns(
            "no close",
            TIME + SYMBOL + "optional double last;",
            row(DAY, "A", 1.0),
            "@prices: no column for close; the columns are 'timestamp,symbol,last'"),
        columns(
            "an index of pandas that counts rows",
            "optional int64 __index_level_0__;" + SYMBOL + CLOSE,
            row(1L, "A", 1.0),
            "@prices: no column for timestamp; the columns are '__index_level_0__,symbol,close'"),
        columns(
            "a timestamp that is an integer",
            "required int64 timestamp;" + SYMBOL + CLOSE,
            row(1L, "A", 1.0),
            "@prices: row 1: column timestamp: '1' is an integer that is neither a date such as"),
        columns(
            "a timestamp that is a number",
            "required double timestamp;" + SYMBOL + CLOSE,
            row(1.0, "A", 1.0),
            "@prices: row 1: column timestamp: the column must hold a date"),
        columns(
            "a symbol that is a number",
            TIME + "required int64 symbol;" + CLOSE,
            row(DAY, 600_519L, 1.0),
            "@prices: row 1: column symbol: the column must hold text, but is plain int64"),
        columns(
            "a close that is a flag",
            TIME + SYMBOL + "required boolean close;",
            row(DAY, "A", true),
            "@prices: row 1: column close: the column must hold a number, but is plain boolean"),
        columns(
            "a close that is a date",
            TIME + SYMBOL + "required int32 close (DATE);",
            row(DAY, "A", 1),
            "@prices: row 1: column close: the column must hold a number, but is int32 (DATE)"),
        columns(
            "a close that is a list",
            TIME + SYMBOL + "repeated double close;",
            row(DAY, "A", 1.0),
            "@prices: no column for close"),
        columns("one bar", TIME + SYMBOL + CLOSE, row(DAY, "A", 1.0), "@prices: fewer than 2 bars"),
        columns(
            "closes that are all null",
            TIME + SYMBOL + CLOSE,
            row(DAY, "A", null),
            "@prices: no symbol of the universe has an observation"),
        BadInput.of("no rows", "@prices: no symbol of the universe")
            .file("prices", parquet(TIME + SYMBOL + CLOSE, List.of())));
  }

  private static byte[] good() {
    Random random = new Random(4);
    List<List<Object>> rows =
        Stream.iterate(0, i -> i + 1)
            .limit(2_000)
            .map(i -> row(DAY + i / 4, "S" + i % 4, 10 + random.nextDouble()))
            .toList();
    return parquet(TIME + SYMBOL + CLOSE, rows);
  }

  private static byte[] withText(byte[] bytes, int at, String text) {
    byte[] changed = bytes.clone();
    byte[] put = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(put, 0, changed, at < 0 ? changed.length + at : at, put.length);
    return changed;
  }

  static Stream<BadInput> files() {
    byte[] good = good();
    byte[] flipped = good.clone();
    flipped[good.length / 2] ^= 1;
    String cut = "the Parquet file is cut short: its end is missing";
    return Stream.of(
        BadInput.of("a file cut in half", "@prices", cut)
            .file("prices", Arrays.copyOf(good, good.length / 2)),
        BadInput.of("a file without its last byte", "@prices", cut)
            .file("prices", Arrays.copyOf(good, good.length - 1)),
        BadInput.of("the first four bytes", "@prices: the Parquet data is damaged")
            .file("prices", Arrays.copyOf(good, 4)),
        BadInput.of("the first three bytes", "@prices:1: no column for timestamp and close")
            .file("prices", Arrays.copyOf(good, 3)),
        BadInput.of("a middle that is missing", "@prices: the Parquet data is damaged")
            .file("prices", withText(Arrays.copyOf(good, good.length / 2), -4, "PAR1")),
        BadInput.of("one bit of a page", "@prices: the Parquet data is damaged")
            .file("prices", flipped),
        BadInput.of("zeros for a footer", "@prices: the Parquet data is damaged")
            .file("prices", withText(good, good.length - 508, "\0".repeat(500))),
        BadInput.of("a footer length that is negative", "@prices: the Parquet data is damaged")
            .file("prices", withText(good, -8, "\177\177\177\177")),
        BadInput.of("an encrypted file", "@prices: encrypted Parquet files are not supported")
            .file("prices", withText(good, 0, "PARE")));
  }

  @ParameterizedTest
  @MethodSource({"cells", "columns", "files"})
  void badParquetIsRefusedInOneSentenceThatSaysWhereAndWhy(BadInput input) {
    input.assertRefused(directory);
  }

  @Test
  void weightsAndFactorsInParquetAreCheckedLikeCsv() {
    BadInput.of("weights", "@weights: row 1: column weight: the cell is empty")
        .with("strategy", "target_weights")
        .with("weights_file", "@weights")
        .file(
            "weights",
            parquet(TIME + SYMBOL + "optional double weight;", List.of(row(DAY, "A", Double.NaN))))
        .assertRefused(directory);
    BadInput.ofFactors("a taken name", "@factors: column 'rv_20' has the name of a factor")
        .file(
            "factors",
            parquet(TIME + SYMBOL + "optional double rv_20;", List.of(row(DAY, "A", 1.0))))
        .assertRefused(directory);
    BadInput.ofFactors(
            "a duplicate", "@factors: row 2: a second row of symbol 'A'", "@factors: row 1")
        .file(
            "factors",
            parquet(
                TIME + SYMBOL + "optional double alpha;",
                List.of(row(DAY, "A", 1.0), row(DAY, "A", 2.0))))
        .assertRefused(directory);
  }
}

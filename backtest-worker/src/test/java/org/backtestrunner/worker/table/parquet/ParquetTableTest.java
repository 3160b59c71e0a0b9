package org.backtestrunner.worker.table.parquet;

import static org.backtestrunner.worker.table.parquet.ParquetFiles.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.io.api.Binary;
import org.backtestrunner.worker.parameter.Frequency;
import org.backtestrunner.worker.table.Tables;
import org.backtestrunner.worker.table.TextForm;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.backtestrunner.worker.table.cell.DateForm;
import org.backtestrunner.worker.table.cell.Extent;
import org.backtestrunner.worker.table.cell.NumberForm;
import org.backtestrunner.worker.table.cell.TableReader;
import org.backtestrunner.worker.table.cell.Timestamps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ParquetTableTest {
  /** 2020-01-02T14:35:00Z; from {@code date -u -d @1577975700}. */
  static final long SECOND = 1_577_975_700;

  @TempDir Path directory;

  private Path file() {
    return directory.resolve("table.parquet");
  }

  private TableReader open(String columns, List<Object> row) throws IOException {
    TableReader table = open(ParquetFiles.write(file(), columns, List.of(row)));
    assertEquals(0, table.requiredColumn("cell"));
    table.next();
    return table;
  }

  static Stream<Arguments> timestamps() {
    long noon = SECOND;
    return Stream.of(
        Arguments.of("int64 cell (TIMESTAMP(MILLIS,true))", noon * 1_000, noon),
        Arguments.of("int64 cell (TIMESTAMP(MICROS,true))", noon * 1_000_000, noon),
        Arguments.of("int64 cell (TIMESTAMP(NANOS,true))", noon * 1_000_000_000, noon),
        Arguments.of("int64 cell (TIMESTAMP(MILLIS,false))", noon * 1_000, noon),
        Arguments.of("int64 cell (TIMESTAMP(MICROS,false))", noon * 1_000_000, noon),
        Arguments.of("int64 cell (TIMESTAMP(NANOS,false))", noon * 1_000_000_000, noon),
        Arguments.of("int64 cell (TIMESTAMP_MILLIS)", noon * 1_000, noon),
        Arguments.of("int64 cell (TIMESTAMP_MICROS)", noon * 1_000_000, noon),
        // Before 1970, where rounding towards zero would give the day after.
        Arguments.of("int64 cell (TIMESTAMP(MILLIS,true))", -86_400_000L, -86_400L),
        Arguments.of("int64 cell (TIMESTAMP(NANOS,true))", -1_000_000_000L, -1L),
        // 2020-01-02 is day 18,263 since 1970-01-01.
        Arguments.of("int32 cell (DATE)", 18_263, 18_263L * 86_400),
        Arguments.of("int32 cell (DATE)", -1, -86_400L),
        Arguments.of("int32 cell", 20_200_102, 18_263L * 86_400),
        Arguments.of("int64 cell", SECOND, SECOND),
        Arguments.of("int64 cell", SECOND * 1_000, SECOND),
        Arguments.of("int64 cell", SECOND * 1_000_000, SECOND),
        Arguments.of("int64 cell", SECOND * 1_000_000_000, SECOND),
        // Julian day 2,458,851 began at noon of 2020-01-02 by the astronomers' count.
        Arguments.of("int96 cell", new NanoTime(2_458_851, 52_500_000_000_000L), noon),
        Arguments.of("binary cell (STRING)", "2020-01-02T14:35:00Z", noon),
        Arguments.of("binary cell (STRING)", " 2020-01-02 15:35+01:00 ", noon),
        Arguments.of("binary cell", "2020-01-02", 18_263L * 86_400));
  }

  static Timestamps times() {
    return new Timestamps(Frequency.FIVE_MINUTES, DateForm.NONE);
  }

  static TableReader open(Path file) {
    return Tables.open(file, TextForm.PLAIN, NumberForm.PLAIN, Extent.WHOLE);
  }

  @ParameterizedTest
  @MethodSource("timestamps")
  void everyKindOfTimestampIsReadAsUtc(String column, Object value, long expected)
      throws IOException {
    try (TableReader table = open("required " + column + ";", row(value))) {
      assertEquals(expected, table.barTime(0, times()));
    }
  }

  static Stream<Arguments> numbers() {
    return Stream.of(
        Arguments.of("double cell", 0.1, 0.1),
        Arguments.of("float cell", 0.1f, 0.1),
        Arguments.of("float cell", 123.45f, 123.45),
        Arguments.of("float cell", 16_777_216f, 16_777_216.0),
        Arguments.of("float cell", 3.0e10f, 3.0e10),
        Arguments.of("float cell", 1.0e-30f, 1.0e-30),
        Arguments.of("int32 cell", -7, -7.0),
        Arguments.of("int64 cell", 9_007_199_254_740_993L, 9_007_199_254_740_992.0),
        Arguments.of("int32 cell (INTEGER(8,true))", 7, 7.0),
        Arguments.of("int32 cell (INTEGER(32,false))", -1, 4_294_967_295.0),
        Arguments.of("int64 cell (INTEGER(64,false))", -1L, 18_446_744_073_709_551_615.0),
        // Sign, five bits of exponent, ten of fraction: 75.125 = 1.173828125 x 2^6, 0x54b2.
        Arguments.of(
            "fixed_len_byte_array(2) cell (FLOAT16)",
            Binary.fromConstantByteArray(new byte[] {(byte) 0xb2, 0x54}),
            75.125),
        Arguments.of(
            "fixed_len_byte_array(2) cell (FLOAT16)",
            Binary.fromConstantByteArray(new byte[] {1, (byte) 0x80}),
            -Math.pow(2, -24)),
        Arguments.of("int32 cell (DECIMAL(9,2))", 12_345, 123.45),
        Arguments.of("int64 cell (DECIMAL(18,4))", -1_234_567L, -123.4567),
        Arguments.of("binary cell (DECIMAL(20,3))", decimal("123450"), 123.45),
        Arguments.of("fixed_len_byte_array(3) cell (DECIMAL(5,2))", decimal("-99999"), -999.99),
        Arguments.of("binary cell (STRING)", "+1.5e1", 15.0),
        Arguments.of("binary cell (STRING)", " .5 ", 0.5));
  }

  private static Binary decimal(String unscaled) {
    return Binary.fromConstantByteArray(new BigInteger(unscaled).toByteArray());
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void everyKindOfNumberIsRead(String column, Object value, double expected) throws IOException {
    try (TableReader table = open("optional " + column + ";", row(value))) {
      assertEquals(expected, table.number(0));
    }
  }

  static Stream<Arguments> emptyCells() {
    return Stream.of(
        Arguments.of("double cell", null),
        Arguments.of("double cell", Double.NaN),
        Arguments.of("float cell", Float.NaN),
        Arguments.of("int64 cell", null),
        Arguments.of("boolean cell", null),
        Arguments.of("int64 cell (TIMESTAMP(NANOS,true))", null),
        Arguments.of("binary cell (STRING)", ""),
        Arguments.of("binary cell (STRING)", " \t"));
  }

  @ParameterizedTest
  @MethodSource("emptyCells")
  void nullAndNotANumberAndBlankTextAreEmptyCells(String column, Object value) throws IOException {
    try (TableReader table = open("optional " + column + ";", row(value))) {
      assertEquals(true, table.isEmpty(0));
      assertEquals(Double.NaN, table.number(0));
      assertEquals(
          file() + ": row 1: column cell: the cell is empty",
          assertThrows(BadDataException.class, () -> table.requiredText(0)).getMessage());
    }
  }

  static Stream<Arguments> wrongTypes() {
    return Stream.of(
        Arguments.of("boolean cell", true, "plain boolean"),
        Arguments.of("int32 cell (TIME(MILLIS,true))", 7, "int32 (TIME(MILLIS,true))"));
  }

  @ParameterizedTest
  @MethodSource("wrongTypes")
  void aColumnOfAnotherTypeIsRefusedByItsName(String column, Object value, String type)
      throws IOException {
    try (TableReader table = open("required " + column + ";", row(value))) {
      String place = file() + ": row 1: column cell: the column must hold ";
      assertEquals(
          place + "a number, but is " + type,
          assertThrows(BadDataException.class, () -> table.number(0)).getMessage());
      assertEquals(
          place + "a date, a timestamp, an integer or text, but is " + type,
          assertThrows(BadDataException.class, () -> table.barTime(0, times())).getMessage());
      assertEquals(
          place + "text, but is " + type,
          assertThrows(BadDataException.class, () -> table.text(0)).getMessage());
    }
  }

  @Test
  void anIntegerOfNoUnitIsNoTimestamp() throws IOException {
    try (TableReader table = open("required int64 cell;", row(7L))) {
      String message =
          assertThrows(BadDataException.class, () -> table.barTime(0, times())).getMessage();
      assertTrue(message.startsWith(file() + ": row 1: column cell: '7' is an integer that is"));
    }
  }

  @Test
  void aFileWithoutRowsHasColumns() throws IOException {
    ParquetFiles.write(file(), "required double cell;", List.of());
    try (TableReader table = open(file())) {
      assertEquals(List.of("cell"), table.header());
      assertEquals(false, table.next());
    }
  }

  @Test
  void aColumnThatIsNestedIsNotThere() throws IOException {
    ParquetFiles.write(
        file(),
        "required double open; optional group close { optional double x; }",
        List.of(Arrays.asList(1.0, null)));
    try (TableReader table = open(file())) {
      assertEquals(
          file() + ": there is no column 'close'; the columns are 'open'",
          assertThrows(BadDataException.class, () -> table.requiredColumn("close")).getMessage());
    }
  }
}

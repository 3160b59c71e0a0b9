package org.backtestrunner.worker.table.parquet;

import static org.backtestrunner.worker.table.parquet.ParquetFiles.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.backtestrunner.worker.table.cell.TableReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages and row groups, however they are compressed and written. */
class ParquetPagesTest {
  @TempDir Path directory;

  private Path file() {
    return directory.resolve("table.parquet");
  }

  @Test
  void aCodecThatIsNotThereIsNamed() {
    ParquetCodecs codecs = new ParquetCodecs(file());
    assertEquals(
        file()
            + ": Parquet compressed with LZ4 is not supported; write it with snappy, gzip, zstd,"
            + " lz4_raw or no compression",
        assertThrows(BadDataException.class, () -> codecs.getDecompressor(CompressionCodecName.LZ4))
            .getMessage());
  }

  /** The bytes that Node's {@code zlib.brotliCompressSync} gives for the text. */
  @Test
  void aBrotliPageIsRead() throws IOException {
    byte[] page = HexFormat.of().parseHex("1b0b00f825c3c4c6e293204003");
    BytesInput read =
        new ParquetCodecs(file())
            .getDecompressor(CompressionCodecName.BROTLI)
            .decompress(BytesInput.from(page), 12);
    assertEquals(
        "abcabcabcabc", new String(read.toInputStream().readAllBytes(), StandardCharsets.US_ASCII));
  }

  static Stream<Arguments> waysToWrite() {
    List<Arguments> ways = new ArrayList<>();
    for (CompressionCodecName codec :
        List.of(
            CompressionCodecName.UNCOMPRESSED,
            CompressionCodecName.SNAPPY,
            CompressionCodecName.LZ4_RAW,
            CompressionCodecName.ZSTD)) {
      for (WriterVersion version : WriterVersion.values()) {
        for (boolean dictionary : new boolean[] {true, false}) {
          UnaryOperator<ExampleParquetWriter.Builder> way =
              builder ->
                  builder
                      .withCompressionCodec(codec)
                      .withWriterVersion(version)
                      .withDictionaryEncoding(dictionary)
                      .withByteStreamSplitEncoding("value", !dictionary)
                      .withPageRowCountLimit(700)
                      .withRowGroupRowCountLimit(1_500);
          ways.add(Arguments.of(codec + " " + version + " dictionary " + dictionary, way));
        }
      }
    }
    return ways.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("waysToWrite")
  void allRowsOfAllPagesAndRowGroupsAreReadHoweverTheyWereWritten(
      String name, UnaryOperator<ExampleParquetWriter.Builder> way) throws IOException {
    String columns =
        """
        required int64 timestamp (TIMESTAMP(MICROS,true));
        optional group position { optional int32 x; }
        optional binary symbol (STRING);
        repeated double many;
        optional double value;
        optional int64 __index_level_0__;
        """;
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      Double value = i % 7 == 0 ? null : (Double) (i / 8.0);
      rows.add(
          row(
              (ParquetTableTest.SECOND + i) * 1_000_000,
              null,
              "S" + i % 13,
              null,
              value,
              (long) i));
    }
    ParquetFiles.write(file(), columns, rows, way);
    try (TableReader table = ParquetTableTest.open(file())) {
      assertEquals(List.of("timestamp", "symbol", "value", "__index_level_0__"), table.header());
      int value = table.requiredColumn("value");
      int timestamp = table.requiredColumn("timestamp");
      int symbol = table.requiredColumn("symbol");
      for (int i = 0; i < 4_000; i++) {
        assertEquals(true, table.next());
        assertEquals(i + 1, table.row());
        assertEquals(
            ParquetTableTest.SECOND + i, table.barTime(timestamp, ParquetTableTest.times()));
        assertEquals("S" + i % 13, table.text(symbol));
        assertEquals(i % 7 == 0 ? Double.NaN : i / 8.0, table.number(value));
      }
      assertEquals(false, table.next());
    }
  }
}

package org.backtestrunner.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.backtestrunner.worker.table.parquet.ParquetFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar as users have it, which holds only a part of the Parquet library. */
class PackagedWorkerIT {
  private static final Path JAR = Path.of("target", "backtest-worker.jar").toAbsolutePath();

  @TempDir Path directory;
  private int runs;

  /** Runs the jar; the result are its output files by name, and under {@code log} all it said. */
  private Map<String, String> run(Path prices, int exitCode, String... jvmOptions)
      throws IOException, InterruptedException {
    runs++;
    Path out = directory.resolve("out" + runs);
    Path log = directory.resolve("log" + runs);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(jvmOptions));
    command.addAll(
        List.of(
            "-jar",
            JAR.toString(),
            "--strategy=buy_and_hold",
            "--price-file=" + prices,
            "--start-date=2020-01-01",
            "--end-date=2020-12-31",
            "--out=" + out));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    int actual = process.waitFor();
    Map<String, String> result = new TreeMap<>();
    result.put("log", Files.readString(log));
    assertEquals(exitCode, actual, result.get("log"));
    if (exitCode == 0) {
      try (Stream<Path> files = Files.list(out)) {
        for (Path file : files.toList()) {
          result.put(file.getFileName().toString(), Files.readString(file));
        }
      }
      assertEquals(4, result.size(), result.keySet().toString());
    }
    return result;
  }

  private static void assertSilent(String log) {
    assertTrue(
        log.lines().allMatch(line -> line.matches("(INFO|WARN|ERROR) .*")), "not ours: " + log);
    assertFalse(log.contains("native"), log);
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb_gzip", "duckdb_zstd_v2", "arrow_snappy"})
  void parquetOfOtherProgramsIsReadWithoutAWordFromLibraries(String name) throws Exception {
    Map<String, String> expected = run(SamePricesTest.resource("prices.csv"), 0);
    Map<String, String> actual = run(SamePricesTest.resource(name + ".parquet"), 0);
    assertSilent(actual.remove("log"));
    assertSilent(expected.remove("log"));
    assertEquals(expected, actual);
  }

  static Stream<Arguments> waysToWrite() {
    return Stream.of(
        Arguments.of(CompressionCodecName.UNCOMPRESSED, WriterVersion.PARQUET_1_0, true),
        Arguments.of(CompressionCodecName.SNAPPY, WriterVersion.PARQUET_1_0, false),
        Arguments.of(CompressionCodecName.SNAPPY, WriterVersion.PARQUET_2_0, true),
        Arguments.of(CompressionCodecName.ZSTD, WriterVersion.PARQUET_2_0, false));
  }

  @ParameterizedTest
  @MethodSource("waysToWrite")
  void everyEncodingIsReadByWhatTheJarHolds(
      CompressionCodecName codec, WriterVersion version, boolean dictionary) throws Exception {
    List<List<Object>> rows = new ArrayList<>();
    StringBuilder csv = new StringBuilder("timestamp,symbol,close,volume\n");
    for (int day = 0; day < 300; day++) {
      String date = LocalDate.ofEpochDay(18_263 + day).toString();
      for (String symbol : List.of("A", "SYMBOL")) {
        rows.add(
            ParquetFiles.row(date, symbol, 10f + day / 8f, day % 3 == 0 ? null : (Object) day));
        csv.append(date + "," + symbol + "," + (10 + day / 8.0) + ",");
        csv.append(day % 3 == 0 ? "" : day).append('\n');
      }
    }
    Path file =
        ParquetFiles.write(
            directory.resolve("prices.parquet"),
            "required binary timestamp (STRING); optional binary symbol (STRING);"
                + " required float close; optional int32 volume;",
            rows,
            builder ->
                builder
                    .withCompressionCodec(codec)
                    .withWriterVersion(version)
                    .withDictionaryEncoding(dictionary)
                    .withByteStreamSplitEncoding("close", !dictionary)
                    .withRowGroupRowCountLimit(100));
    Path text = directory.resolve("prices.csv");
    Files.writeString(text, csv);
    Map<String, String> expected = run(text, 0);
    Map<String, String> actual = run(file, 0);
    assertSilent(actual.get("log"));
    assertEquals(expected, withLogOf(actual, expected));
  }

  /** Processor time and memory differ between runs. */
  private static Map<String, String> withLogOf(
      Map<String, String> result, Map<String, String> other) {
    Map<String, String> changed = new TreeMap<>(result);
    changed.put("log", other.get("log"));
    return changed;
  }

  @Test
  void damagedParquetIsOneSentence() throws Exception {
    byte[] bytes = Files.readAllBytes(SamePricesTest.resource("duckdb_zstd_v2.parquet"));
    Arrays.fill(bytes, 20, 60, (byte) 0);
    Path file = Files.write(directory.resolve("damaged.parquet"), bytes);
    List<String> log = run(file, 65).get("log").lines().toList();
    assertEquals(2, log.size(), log::toString);
    assertTrue(log.get(0).startsWith("INFO input price_file "), log::toString);
    assertTrue(
        log.get(1).startsWith("ERROR " + file + ": the Parquet data is damaged"), log::toString);
  }

  @Test
  void aRunOnCsvLoadsNoClassOfALibrary() throws Exception {
    String libraries = "(?s).*(org.apache|org.xerial|com.github|slf4j|com.fasterxml|picocli).*";
    String csv = run(SamePricesTest.resource("prices.csv"), 0, "-Xlog:class+load").get("log");
    assertTrue(csv.contains("org.backtestrunner.worker.table.CsvReader"), csv);
    assertFalse(csv.matches(libraries), csv);
    String parquet =
        run(SamePricesTest.resource("arrow_snappy.parquet"), 0, "-Xlog:class+load").get("log");
    assertTrue(parquet.matches(libraries));
  }
}

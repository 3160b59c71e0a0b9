package org.backtestrunner.worker;

import static org.backtestrunner.worker.table.parquet.ParquetFiles.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.backtestrunner.worker.table.parquet.ParquetFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the bytes of an input, the worker neither crashes nor believes them. */
class DamagedFileTest {
  @TempDir Path directory;
  private int runs;

  private WorkerRun run(BadInput input, byte[] prices) throws IOException {
    runs++;
    return input.file("prices", prices).run(Files.createDirectory(directory.resolve("run" + runs)));
  }

  /** Sets single bytes to anything; the last ones, which say what the rest is, more often. */
  private void damage(byte[] good, int lastBytes, boolean detected) throws IOException {
    BadInput input = BadInput.of("damaged");
    Map<String, String> expected = run(input, good).assertDone().files();
    Random random = new Random(9);
    for (int i = 0; i < 150; i++) {
      byte[] damaged = good.clone();
      int range = i % 3 == 0 ? good.length : lastBytes;
      int at = good.length - 1 - random.nextInt(range);
      damaged[at] = (byte) random.nextInt();
      WorkerRun run = run(input, damaged);
      String what = "byte " + at + " set to " + damaged[at] + ": " + run.out() + run.err();
      if (run.exitCode() == 0) {
        assertTrue(!detected || run.files().equals(expected), what);
      } else {
        assertEquals(65, run.exitCode(), what);
        assertEquals(1, run.err().lines().count(), what);
      }
    }
  }

  @Test
  void aByteOfParquetThatChangesIsSeenByChecksumsOrIsInAPartThatNobodyReads() throws IOException {
    Random random = new Random(4);
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      // 2020-01-02 is day 18,263 since 1970-01-01.
      rows.add(row(18_263 + i / 4, "S" + i % 4, 10 + random.nextDouble()));
    }
    Path file =
        ParquetFiles.write(
            directory.resolve("good"),
            "optional int32 timestamp (DATE); optional binary symbol (STRING);"
                + " optional double close;",
            rows);
    damage(Files.readAllBytes(file), 700, true);
  }

  @Test
  void damagedParquetWithoutChecksumsIsRefusedOrReadButNeverACrash() throws IOException {
    damage(Files.readAllBytes(SamePricesTest.resource("arrow_snappy.parquet")), 4_000, false);
  }

  @Test
  void damagedGzipIsSeenByItsChecksum() throws IOException {
    byte[] text = Files.readAllBytes(SamePricesTest.resource("prices.csv"));
    damage(BadInput.gzip(text), 8, true);
  }

  @Test
  void damagedTextIsRefusedOrReadButNeverACrash() throws IOException {
    damage(BadInput.PRICES.getBytes(StandardCharsets.UTF_8), BadInput.PRICES.length(), false);
  }
}

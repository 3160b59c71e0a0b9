package org.backtestrunner.orchestrator.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.backtestrunner.orchestrator.config.Configs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriceDirectoryTest {
  private static final String RUN = "runs: [{id: a}]\n";

  @TempDir private Path directory;
  private Configs configs;
  private Path store;

  @BeforeEach
  void makeAStore() throws IOException {
    configs = new Configs(directory);
    store = Files.createDirectory(directory.resolve("store"));
  }

  private static String withPrices(String path) {
    return Configs.BASE.replace("prices.csv", path);
  }

  @Test
  void pricesMayBeADirectory() throws IOException {
    Files.writeString(store.resolve("A.csv"), "");
    assertEquals("batch", configs.read(withPrices("store") + RUN).identity().name());
    assertEquals("batch", configs.read(withPrices("store/") + RUN).identity().name());
  }

  @Test
  void aDirectoryWithoutDataFilesIsReported() throws IOException {
    Files.writeString(store.resolve(".A.csv"), "");
    Files.writeString(store.resolve("_A.csv"), "");
    Files.writeString(store.resolve("A.xlsx"), "");
    Files.createDirectory(store.resolve("year=2020"));
    assertEquals(
        List.of(
            "batch.yaml:4: base_args.price_file: the directory holds no file named .csv, .txt,"
                + " .tsv, .parquet or .pq, plain or compressed: "
                + store),
        configs.problems(withPrices("store") + RUN));
  }

  @Test
  void aDataFileThatNoRunCouldReadIsReported() throws IOException {
    Files.writeString(store.resolve("A.csv"), "");
    Files.createDirectory(store.resolve("B.parquet"));
    assertEquals(
        List.of(
            "batch.yaml:4: base_args.price_file: the directory holds one that is not named"
                + " key=value: "
                + store.resolve("B.parquet")),
        configs.problems(withPrices("store") + RUN));
  }

  @Test
  void otherFilesMayNotBeADirectoryEvenIfItIsOneOfPrices() throws IOException {
    Files.writeString(store.resolve("A.csv"), "");
    assertEquals(
        List.of("batch.yaml:7: base_args.symbols_file: is a directory, not a file: " + store),
        configs.problems(withPrices("store") + "  symbols_file: store\n" + RUN));
  }
}

package org.backtestrunner.worker.store.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.shared.file.FileStamp;
import org.backtestrunner.worker.data.FactorBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreSetFileTest {
  @TempDir Path directory;

  private static InputState input(String parameter, String path) {
    return new InputState(parameter, Path.of(path), new FileStamp(7, 8, 1, -2, 3, -9), List.of());
  }

  @Test
  void everyTextAndEveryDigitIsReadBack() throws IOException {
    FactorBundle bundle =
        new FactorBundle(
            List.of(
                new FactorBundle.Member("a name\nof \\two lines\r", 0.1 + 0.2, -1),
                new FactorBundle.Member("\u00e4 \\n", 0.7, 1)),
            true,
            0.010000000000000002,
            1,
            false,
            Optional.of(" sector "));
    InputState file = input("price_file", "prices/A file.csv");
    StoreSet set =
        new StoreSet(
            Optional.of(input("jar", "/lib/worker.jar")),
            List.of(
                new InputState(
                    "price_file",
                    Path.of("prices"),
                    new FileStamp(7, 9, 4096, 5, 6, 0),
                    List.of(file)),
                input("bundle_path", "/a/b c.yaml")),
            Map.of("freq", "5min", "price_format", "stooq", "odd", " two\nlines "),
            Path.of("/cache of all"),
            "panel-1.bin",
            List.of("factor-1.bin", "factor-2.bin"),
            Optional.of(bundle),
            List.of(
                new Warning(Warning.SAID, false, "read_as a b\\c\n"),
                new Warning("shifted", true, "by a day")));
    Path written = directory.resolve("set");
    StoreSetFile.write(written, set);
    assertEquals(set, StoreSetFile.read(written));
  }

  @Test
  void aSetWithoutBundleIsReadBack() throws IOException {
    StoreSet set =
        new StoreSet(
            Optional.empty(),
            List.of(input("price_file", "p.csv")),
            Map.of("freq", "1d"),
            Path.of("/cache"),
            "panel-1.bin",
            List.of(),
            Optional.empty(),
            List.of());
    Path written = directory.resolve("set");
    StoreSetFile.write(written, set);
    assertEquals(set, StoreSetFile.read(written));
  }

  @Test
  void anEmptyFileIsADoubt() throws IOException {
    Path empty = Files.createFile(directory.resolve("set"));
    assertThrows(StoreException.class, () -> StoreSetFile.read(empty));
  }
}

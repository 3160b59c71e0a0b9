package org.backtestrunner.shared.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriceFilesTest {
  @TempDir Path directory;

  private static List<String> names(List<Path> files) {
    return files.stream().map(file -> file.getFileName().toString()).toList();
  }

  @Test
  void filesWithKnownEndingsAreListedByName() throws IOException {
    for (String name : List.of("b.csv", "a.parquet", "C.csv.gz", "a.csv", ".d.csv", "e.txt")) {
      Files.writeString(directory.resolve(name), "");
    }
    assertEquals(
        List.of("C.csv.gz", "a.csv", "a.parquet", "b.csv"), names(PriceFiles.in(directory)));
    assertEquals(
        List.of(".d.csv", "C.csv.gz", "a.csv", "a.parquet", "b.csv", "e.txt"),
        names(PriceFiles.entries(directory)));
  }

  @Test
  void theEndingIsWhatFollowsTheSymbol() {
    assertEquals(".csv", PriceFiles.ending("BRK.B.csv"));
    assertEquals(".csv.gz", PriceFiles.ending("A.csv.gz"));
    assertEquals(".parquet", PriceFiles.ending("A.parquet"));
    assertEquals("", PriceFiles.ending("A.CSV"));
    assertEquals("", PriceFiles.ending("A.csv.zip"));
  }

  @Test
  void aDirectoryThatIsNotThereIsAFailure() {
    assertThrows(IOException.class, () -> PriceFiles.in(directory.resolve("missing")));
  }
}

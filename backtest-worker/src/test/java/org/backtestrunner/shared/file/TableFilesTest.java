package org.backtestrunner.shared.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableFilesTest {
  @TempDir Path directory;

  private List<String> names(List<Path> files) {
    return files.stream().map(file -> directory.relativize(file).toString()).toList();
  }

  @Test
  void filesWithKnownEndingsAreListedByPath() throws IOException {
    Files.createDirectories(directory.resolve("year=2020"));
    Files.createDirectories(directory.resolve("other"));
    for (String name :
        List.of(
            "b.csv",
            "a.parquet",
            "C.CSV.gz",
            "a.csv",
            ".d.csv",
            "_e.csv",
            "f.md",
            "other/g.csv",
            "year=2020/h.tsv",
            "year=2020/.i.csv")) {
      Files.writeString(directory.resolve(name), "");
    }
    assertEquals(
        List.of("C.CSV.gz", "a.csv", "a.parquet", "b.csv", "year=2020/h.tsv"),
        names(TableFiles.in(directory)));
    assertEquals(
        List.of("C.CSV.gz", "a.csv", "a.parquet", "b.csv", "f.md", "other", "year=2020"),
        names(TableFiles.entries(directory)));
  }

  @ParameterizedTest
  @CsvSource({
    "BRK.B.csv, true, BRK.B",
    "A.csv.gz, true, A",
    "A.gz, true, A",
    "A.zip, true, A",
    "A.TXT.ZST, true, A",
    "A.pq, true, A",
    "A.parquet.snappy, true, A",
    "A.zst, false, A",
    "A.xlsx, false, A.xlsx",
    "A, false, A",
  })
  void theEndingsSayWhetherAFileIsATableAndWhatItIsNamedAfter(
      String name, boolean isOne, String stem) {
    assertEquals(isOne, TableFiles.isOne(name));
    assertEquals(stem, TableFiles.stem(name));
  }

  @Test
  void aDirectoryThatIsNotThereIsAFailure() {
    assertThrows(IOException.class, () -> TableFiles.in(directory.resolve("missing")));
  }
}

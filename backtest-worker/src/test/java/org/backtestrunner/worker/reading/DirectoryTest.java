package org.backtestrunner.worker.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files and directories whose names say whose prices they hold. */
class DirectoryTest extends PriceReading {
  @ParameterizedTest
  @CsvSource({
    "KO.csv, KO",
    "BRK.B.CSV, BRK.B",
    "KO.txt.gz, KO",
    "ko_us.Tsv, ko_us",
    "7203.T.csv, 7203.T",
    "200012.csv, 200012",
    "KO.snappy.csv, KO",
  })
  void aFileWithoutSymbolsHasTheSymbolOfItsName(String name, String symbol) {
    assertEquals(
        List.of("2021-03-01 " + symbol + " 50"), read(name, "date,close\n2021-03-01,50\n").rows());
  }

  @ParameterizedTest
  @CsvSource({
    "2021-03-01.csv, holds a date",
    "20210301.csv, holds a date",
    "KO_2021-03.csv, holds a date",
    "part-00000-6f1d.csv, is that of a part",
    "KO (1).csv, is that of a second download"
  })
  void aNameThatMayBeOfSomethingElseIsNoSymbol(String name, String why) {
    assertRefused(
        file(name, "date,close\n2021-03-01,50\n"), why, "symbol: \"/^([A-Z]+)/\"", "columns: {");
  }

  @Test
  void aDayAFileHasTheSymbolsOfItsColumn() {
    file("d/2021-03-01.csv", "timestamp,ticker,close\n2021-03-01,KO,50\n");
    file("d/2021-03-02.csv", "timestamp,ticker,close\n2021-03-02,KO,51\n");
    PriceRows read = PriceRows.read(directory.resolve("d"));
    assertEquals(List.of("2021-03-01 KO 50", "2021-03-02 KO 51"), read.rows());
    assertTrue(read.readAs().contains(": 2 files: timestamp=timestamp ("), read.readAs());
  }

  @Test
  void piecesOfOneSymbolAreNotTwo() {
    file("d/KO_2020.csv", "date,close\n2020-03-01,50\n");
    file("d/KO_2021.csv", "date,close\n2021-03-01,51\n");
    Path pieces = directory.resolve("d");
    assertRefused(pieces, "One symbol?", "symbol: \"/^([A-Z]+)/\"");
    assertEquals(
        List.of("2020-03-01 KO 50", "2021-03-01 KO 51"),
        with("symbol: \"/^([A-Z]+)_/\"", pieces).rows());
  }

  @Test
  void keysOfDirectoriesAreColumns() {
    file("d/symbol=KO/year=2021/data_0.csv", "date,close\n2021-03-01,50\n");
    file("d/symbol=BRK%2FB/year=2021/data_0.csv", "date,close,year\n2021-03-01,51,2021\n");
    file("d/_SUCCESS", "");
    file("d/symbol=KO/.part.crc", "");
    PriceRows read = PriceRows.read(directory.resolve("d"));
    assertEquals(List.of("2021-03-01 BRK/B 51", "2021-03-01 KO 50"), read.rows());
    assertEquals(List.of(), read.oddities());
    file("d/symbol=KO/year=2021/data_0.csv", "date,close,year\n2021-03-01,50,2020\n");
    assertRefused(
        directory.resolve("d"), "column year: '2020' is not what the directory says: 2021");
  }

  @Test
  void aFileBelowKeysHasNoSymbolByItsName() {
    file("d/year=2021/data_0.csv", "date,close\n2021-03-01,50\n");
    assertRefused(directory.resolve("d"), "no column for symbol");
  }

  @Test
  void anotherDirectoryIsRefusedByNameAndOtherFilesAreNamed() {
    file("d/KO.csv", "date,close\n2021-03-01,50\n");
    file("d/notes.md", "x");
    file("d/prices.xlsx", "x");
    assertEquals(List.of("files_ignored"), PriceRows.read(directory.resolve("d")).oddities());
    file("d/daily/T.csv", "date,close\n2021-03-01,50\n");
    assertRefused(
        directory.resolve("d"), "'daily'", "give " + directory.resolve("d").resolve("daily"));
  }
}

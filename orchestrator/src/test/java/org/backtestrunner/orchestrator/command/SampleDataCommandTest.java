package org.backtestrunner.orchestrator.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.backtestrunner.orchestrator.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleDataCommandTest {
  private static final Path COMMITTED = Path.of("..", "configs", "data");

  @TempDir Path directory;

  @Test
  void theCommandOfTheReadmeGivesTheCommittedFilesByteForByte() throws IOException {
    String command =
        Files.readAllLines(COMMITTED.resolve("README.md")).stream()
            .filter(line -> line.startsWith("scripts/cli sample_data "))
            .findFirst()
            .orElseThrow();
    String elsewhere = command.replace("configs/data/", directory + "/");
    String[] words = elsewhere.split(" ");

    assertEquals(0, execute(Arrays.copyOfRange(words, 2, words.length)).exitCode());

    for (String name : List.of("sample_prices.csv.gz", "sample_ml_alpha.csv")) {
      assertArrayEquals(
          Files.readAllBytes(COMMITTED.resolve(name)),
          Files.readAllBytes(directory.resolve(name)),
          name);
    }
  }

  @Test
  void anotherSeedGivesOtherPricesAndTheSameSeedTheSame() throws IOException {
    assertEquals(samplePrices("1"), samplePrices("1"));
    assertFalse(samplePrices("1").equals(samplePrices("2")));
  }

  @Test
  void theFactorFileDoesNotChangeThePrices() throws IOException {
    Path prices = directory.resolve("prices.csv");
    Path factor = directory.resolve("new directory/factor.csv");
    execute(
        "--seed", "1", "--end", "2012-06-30", "--out", prices + "", "--factor-out", factor + "");

    assertEquals(samplePrices("1"), Files.readString(prices));
    assertEquals(
        List.of("2012-01-31", "2012-02-29", "2012-03-30", "2012-04-30", "2012-05-31", "2012-06-29"),
        Files.readAllLines(factor).stream()
            .skip(1)
            .map(line -> line.substring(0, 10))
            .distinct()
            .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --symbols 0                          | the number of symbols must be 1 to 10000
          --start 2025-01-01 --end 2024-12-31  | the start 2025-01-01 is after the end 2024-12-31
          --start 2024-06-01 --end 2024-06-02  | no trading day
          --start 0001-01-01                   | the dates must be in the years 1900 to 2200
          --end 2020-13-45                     | '2020-13-45' is not a date
          --seed x                             | '--seed'
          """)
  void anImpossibleSampleIsAUsageError(String options, String complaint) {
    Path prices = directory.resolve("prices.csv");
    Outcome outcome = execute((options + " --out " + prices).split(" +"));

    assertEquals(2, outcome.exitCode());
    assertTrue(outcome.err().contains(complaint), outcome.err());
    assertFalse(Files.exists(prices));
  }

  @Test
  void bothFilesUnderOneNameAreAUsageError() {
    Path file = directory.resolve("prices.csv");
    Outcome outcome = execute("--out", file + "", "--factor-out", directory + "/./prices.csv");

    assertEquals(2, outcome.exitCode());
    assertTrue(outcome.err().contains("name the same file"), outcome.err());
  }

  @Test
  void aPlaceThatCannotBeWrittenToIsOneSentence() throws IOException {
    Path file = Files.createFile(directory.resolve("a file"));
    Outcome outcome = execute("--end", "2012-01-10", "--out", file + "/prices.csv");

    assertEquals(4, outcome.exitCode());
    assertEquals(
        "Error: cannot write "
            + file
            + "/prices.csv: a part of the path is a file, not a directory\n",
        outcome.err());
  }

  private String samplePrices(String seed) throws IOException {
    Path file = directory.resolve("seed.csv");
    assertEquals(
        0, execute("--seed", seed, "--end", "2012-06-30", "--out", file.toString()).exitCode());
    return Files.readString(file);
  }

  private static Outcome execute(String... arguments) {
    StringWriter err = new StringWriter();
    List<String> commandLine = new ArrayList<>(List.of("sample_data"));
    commandLine.addAll(List.of(arguments));
    int exitCode =
        Main.execute(
            commandLine.toArray(String[]::new),
            new PrintWriter(new StringWriter()),
            new PrintWriter(err));
    return new Outcome(exitCode, err.toString());
  }

  private record Outcome(int exitCode, String err) {}
}

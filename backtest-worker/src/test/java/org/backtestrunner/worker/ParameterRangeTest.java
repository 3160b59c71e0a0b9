package org.backtestrunner.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.backtestrunner.worker.CommandLineFixture.Ended;
import org.backtestrunner.worker.ParameterTable.Row;
import org.backtestrunner.worker.parameter.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each parameter takes and refuses; the ranges are those that users are told. */
class ParameterRangeTest {
  @TempDir Path directory;

  static List<Row> rows() {
    return ParameterTable.ROWS;
  }

  @Test
  void everyParameterHasARowAndSaysTheSameRangeInTheHelp() {
    assertEquals(
        rows().stream().map(row -> row.option() + ": " + row.description()).toList(),
        Parameters.LIST.all().stream()
            .map(parameter -> parameter.option() + ": " + parameter.allowed())
            .toList());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aValueOutOfRangeIsAUsageErrorThatNamesTheOptionAndWhatIsAllowed(Row row) {
    for (String bad : row.bad()) {
      Ended ended = with(row, bad);
      assertEquals(2, ended.code(), bad);
      assertEquals(
          "ERROR %s: '%s' is not %s\n".formatted(row.option(), bad, row.description()),
          ended.err());
      assertEquals("", ended.out());
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aValueWithinTheRangeIsTaken(Row row) {
    for (String good : row.good()) {
      // Two days of prices are not enough for every date, which is bad data and not bad usage.
      Ended ended = with(row, good);
      assertEquals(false, ended.code() == 2, () -> good + ": " + ended.err());
    }
  }

  private Ended with(Row row, String value) {
    CommandLineFixture worker = new CommandLineFixture(directory);
    List<String> options =
        worker.goodOptions().stream()
            .filter(option -> !option.startsWith(row.option() + "="))
            .toList();
    List<String> all = new java.util.ArrayList<>(options);
    all.add(row.option() + "=" + value);
    return CommandLineFixture.run(all);
  }

  @ParameterizedTest
  @CsvSource({
    "--strategy",
    "--price-file",
    "--start-date",
    "--end-date",
    "--out",
  })
  void withoutARequiredOptionItIsNamed(String option) {
    CommandLineFixture worker = new CommandLineFixture(directory);
    List<String> others =
        worker.goodOptions().stream().filter(given -> !given.startsWith(option + "=")).toList();
    Ended ended = CommandLineFixture.run(others);
    assertEquals(2, ended.code());
    assertEquals("ERROR " + option + " is required", ended.err().split(":")[0]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--strategy=multifactor_long_short | --bundle-path is required by --strategy",
        "--strategy=target_weights | --weights-file is required by --strategy",
        "--strategy=trend_baseline --ema-fast=60 | --ema-fast: 60 must be less than --ema-slow 60",
        "--end-date=2019-12-31 | --start-date: 2020-01-01 is after --end-date 2019-12-31",
        "--fill-price=open --execution-lag=0 | --fill-price: open needs --execution-lag 1 or more",
        "--strategy=multifactor_long_short --bundle-path=b --top-quantile=0 --bottom-quantile=0"
            + "| --top-quantile, --bottom-quantile: both are 0",
      })
  void parametersThatDoNotGoTogetherAreAUsageErrorThatNamesThem(String options, String message) {
    CommandLineFixture worker = new CommandLineFixture(directory);
    List<String> given = List.of(options.split(" "));
    List<String> all = new java.util.ArrayList<>(given);
    for (String option : worker.goodOptions()) {
      String name = option.substring(0, option.indexOf('='));
      if (given.stream().noneMatch(other -> other.startsWith(name + "="))) {
        all.add(option);
      }
    }
    Ended ended = CommandLineFixture.run(all);
    assertEquals(2, ended.code());
    assertEquals(
        "ERROR " + message, ended.err().substring(0, "ERROR ".length() + message.length()));
  }
}

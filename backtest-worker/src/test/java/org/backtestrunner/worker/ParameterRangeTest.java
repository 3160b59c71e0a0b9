package org.backtestrunner.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.backtestrunner.worker.CommandLineFixture.Ended;
import org.backtestrunner.worker.parameter.Parameter;
import org.backtestrunner.worker.parameter.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each parameter takes and refuses; the ranges are those that users are told. */
class ParameterRangeTest {
  private static final String DATE = "an ISO date such as 2020-01-31";
  private static final String RATE = "a number in [0, inf)";

  /** What one parameter must do. */
  record Rule(String option, String allowed, List<String> good, List<String> bad) {}

  private static Rule rule(String option, String allowed, List<String> good, List<String> bad) {
    return new Rule(option, allowed, good, bad);
  }

  @TempDir Path directory;

  static List<Rule> rules() {
    List<String> noNumbers = List.of("x", "", "NaN", "Infinity", "1e400", "1d", "0x1p3", "1,5");
    List<String> rates = List.of("0", "0.5", "1e-3", "+2", "-0");
    List<String> badRates = List.of("-0.001", "-1", "NaN", "Infinity", "five", "1_000", " 1");
    List<String> badIntegers = List.of("-1", "1.5", "1e3", "x", "", "9223372036854775808");
    return List.of(
        rule(
            "--strategy",
            "one of multifactor_long_short, trend_baseline, buy_and_hold, target_weights",
            List.of("buy_and_hold", "trend_baseline"),
            List.of("momentum", "Buy_And_Hold", "")),
        rule("--freq", "one of 1d, 5min", List.of("1d", "5min"), List.of("1h", "1D", "")),
        rule("--data-source", "one of local", List.of("local"), List.of("yahoo", "LOCAL")),
        rule("--price-file", "a file", List.of(), List.of("")),
        rule("--symbols-file", "a file", List.of(), List.of("")),
        rule("--bundle-path", "a file", List.of(), List.of("")),
        rule("--factor-file", "a file", List.of(), List.of("")),
        rule("--groups-file", "a file", List.of(), List.of("")),
        rule("--weights-file", "a file", List.of(), List.of("")),
        rule("--price-format", "a file or a preset", List.of(), List.of("")),
        rule("--factor-format", "a file or a preset", List.of(), List.of("")),
        rule("--weights-format", "a file or a preset", List.of(), List.of("")),
        rule("--groups-format", "a file or a preset", List.of(), List.of("")),
        rule("--start-date", DATE, List.of("2019-12-31", "0001-01-01"), badDates()),
        rule("--end-date", DATE, List.of("2020-02-29", "9999-12-31"), badDates()),
        rule("--rebalance-freq", "one of D, W, M, Q", List.of("D", "Q"), List.of("Y", "m", "")),
        rule("--top-quantile", "a number in [0, 0.5]", List.of("0", "0.5"), List.of("0.51", "-1")),
        rule("--bottom-quantile", "a number in [0, 0.5]", List.of("0", "0.5"), List.of("0.6")),
        rule("--max-gross-exposure", "a number in (0, inf)", List.of("1e-9", "20"), List.of("0")),
        rule("--start-capital", "a number in (0, inf)", List.of("0.01", "1e12"), noNumbers),
        rule("--commission-bps", RATE, rates, badRates),
        rule("--spread-bps", RATE, rates, badRates),
        rule("--slippage-bps", RATE, rates, badRates),
        rule("--borrow-bps-per-year", RATE, rates, badRates),
        rule("--financing-bps-per-year", RATE, rates, badRates),
        rule(
            "--delisting-return",
            "a number in [-1, 0]",
            List.of("-1", "0", "-0.3"),
            List.of("-1.01", "0.01", "1")),
        rule("--max-stale-days", "an integer in [0, inf)", List.of("0", "21"), badIntegers),
        rule("--factor-max-age-days", "an integer in [0, inf)", List.of("0", "21"), badIntegers),
        rule("--execution-lag", "an integer in [0, inf)", List.of("0", "1"), badIntegers),
        rule("--fill-price", "one of open, close", List.of("close"), List.of("high", "Close")),
        rule("--lot-size", RATE, rates, badRates),
        rule("--ema-fast", "an integer in [1, inf)", List.of("1", "59"), List.of("0", "-1", "2.0")),
        rule("--ema-slow", "an integer in [1, inf)", List.of("61"), List.of("0", "-1", "2.0")),
        rule(
            "--universe-sample",
            "a number in (0, 1]",
            List.of("1", "1e-9", "0.5"),
            List.of("0", "1.01", "-1", "80%")),
        rule(
            "--seed",
            "an integer",
            List.of("0", "-1", "-9223372036854775808", "9223372036854775807"),
            List.of("1.5", "x", "", "9223372036854775808", "0x10")));
  }

  private static List<String> badDates() {
    return List.of(
        "2020-13-45", "2020-02-30", "20200101", "2020-1-1", "yesterday", "2020-01-01T00");
  }

  @Test
  void everyParameterHasARule() {
    Set<String> options = new TreeSet<>();
    Parameters.ALL.forEach(parameter -> options.add(parameter.option()));
    assertEquals(options, new TreeSet<>(rules().stream().map(Rule::option).toList()));
    assertEquals(Parameters.ALL.size(), rules().size());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aValueOutOfRangeIsAUsageErrorThatNamesTheOptionAndWhatIsAllowed(Rule rule) {
    for (String bad : rule.bad()) {
      Ended ended = with(rule, bad);
      assertEquals(2, ended.code(), bad);
      assertEquals(
          "ERROR %s: '%s' is not %s\n".formatted(rule.option(), bad, rule.allowed()), ended.err());
      assertEquals("", ended.out());
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aValueWithinTheRangeIsTaken(Rule rule) {
    for (String good : rule.good()) {
      // Two days of prices are not enough for every date, which is bad data and not bad usage.
      Ended ended = with(rule, good);
      assertEquals(false, ended.code() == 2, () -> good + ": " + ended.err());
    }
  }

  private Ended with(Rule rule, String value) {
    CommandLineFixture worker = new CommandLineFixture(directory);
    List<String> options =
        worker.goodOptions().stream()
            .filter(option -> !option.startsWith(rule.option() + "="))
            .toList();
    List<String> all = new java.util.ArrayList<>(options);
    all.add(rule.option() + "=" + value);
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

  @Test
  void everyParameterSaysTheSameRangeInTheHelp() {
    for (Rule rule : rules()) {
      Parameter parameter =
          Parameters.ALL.stream()
              .filter(candidate -> candidate.option().equals(rule.option()))
              .findFirst()
              .orElseThrow();
      assertEquals(rule.allowed(), parameter.allowed());
    }
  }
}

package org.backtestrunner.worker.parameter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What a run answers when it is asked for a parameter. */
class RunParametersTest {
  private static RunParameters trend(String... namesAndValues) {
    Map<String, String> given = new HashMap<>();
    given.put("strategy", "trend_baseline");
    given.put("price_file", "data/prices.csv");
    given.put("start_date", "2020-01-02");
    given.put("end_date", "2020-12-31");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      given.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return RunParameters.of(given);
  }

  private static void assertBug(String message, Executable question) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, question).getMessage());
  }

  @Test
  void theStandardOfANumberIsWhatCountsWhereNoneIsGiven() {
    assertEquals(252, trend().standardNumber("bars_per_year"));
    assertEquals(252, trend("bars_per_year", "12").standardNumber("bars_per_year"));
    assertEquals(252, trend("bars_per_day", "12").standardNumber("bars_per_year"));
    assertEquals(19_656, trend("freq", "5min").standardNumber("bars_per_year"));
    assertEquals(
        3_024,
        trend("freq", "5min", "bars_per_day", "12", "bars_per_year", "7")
            .standardNumber("bars_per_year"));
  }

  @Test
  void eachTypeHasItsQuestionAndWhatIsNotGivenItsDefault() {
    RunParameters run = trend("ema_fast", "+7", "spread_bps", "1e-1", "symbols_file", "few.txt");
    assertEquals("trend_baseline", run.strategy());
    assertEquals(7, run.integer("ema_fast"));
    assertEquals(60, run.integer("ema_slow"));
    assertEquals(0.1, run.number("spread_bps"));
    assertEquals("close", run.text("fill_price"));
    assertEquals(LocalDate.of(2020, 1, 2), run.date("start_date"));
    assertEquals(Path.of("data/prices.csv"), run.file("price_file"));
    assertEquals(Optional.of(Path.of("few.txt")), run.findFile("symbols_file"));
    assertEquals(Optional.empty(), trend().findFile("symbols_file"));
  }

  @Test
  void aNameThatIsNoParametersIsABugThatListsTheParameters() {
    RunParameters run = trend();
    String message =
        assertThrows(IllegalArgumentException.class, () -> run.integer("ema_fats")).getMessage();
    assertEquals(
        "no parameter 'ema_fats'; there are strategy, ", message.substring(0, 45), message);
  }

  @Test
  void aQuestionOfAnotherTypeIsABug() {
    RunParameters run = trend();
    assertBug("ema_fast is of type integer, not number", () -> run.number("ema_fast"));
    assertBug("price_file is of type file, not choice", () -> run.text("price_file"));
  }

  /** Runs that differ only in such a parameter count as one and the same. */
  @Test
  void aParameterThatTheStrategyIsNotDeclaredToUseIsABug() {
    RunParameters run = trend();
    assertBug(
        "top_quantile is not declared to be used by strategy trend_baseline",
        () -> run.number("top_quantile"));
  }

  @Test
  void aFileThatTheRunDoesNotHaveIsABugWhereItMustHaveIt() {
    assertBug("the run has no symbols_file", () -> trend().file("symbols_file"));
  }

  @Test
  void aFileMayBeOneOfTheWorkersOwnByItsName() {
    ParameterList list =
        new ParameterList(
            List.of(
                ParameterDraft.choice("strategy", "any").required().says("What to do."),
                ParameterDraft.file("price_format", "stooq", "lean")
                    .says("How prices are written.")),
            List.of());
    RunParameters preset =
        RunParameters.of(list, Map.of("strategy", "any", "price_format", "lean"));
    assertEquals(Optional.of("lean"), preset.used("price_format"));
    assertEquals(Optional.empty(), preset.findFile("price_format"));
    RunParameters own =
        RunParameters.of(list, Map.of("strategy", "any", "price_format", "lean.yaml"));
    assertEquals(Optional.of(Path.of("lean.yaml")), own.findFile("price_format"));
  }

  @Test
  void anUnknownNameAmongTheGivenIsAMistakeInTheCall() {
    assertEquals(
        "unknown parameter 'ema'",
        assertThrows(UsageException.class, () -> trend("ema", "3")).getMessage());
  }
}

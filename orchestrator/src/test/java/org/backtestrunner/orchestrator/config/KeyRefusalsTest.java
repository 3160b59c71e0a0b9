package org.backtestrunner.orchestrator.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.config.key.GivenOptions;
import org.backtestrunner.orchestrator.config.key.Key;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A refusal names the place where the value stands. */
class KeyRefusalsTest {
  @TempDir private Path directory;

  static List<String> keys() {
    return ConfigKeys.names();
  }

  static List<String> optionsWithAValue() {
    return options().filter(option -> option.sets().isEmpty()).map(Key.Option::name).toList();
  }

  static Stream<Key.Option> options() {
    return ConfigKeys.all().stream().flatMap(key -> key.options().stream());
  }

  @ParameterizedTest
  @MethodSource("keys")
  void theRefusalOfAKeyNamesFileLineAndKey(String key) {
    StringBuilder lines = new StringBuilder("# a config\n\n");
    lines.append(key).append(": {no: [such, value]}\n");
    if (!key.equals("batch_name")) {
      lines.append("batch_name: \"batch\"\n");
    }
    if (!key.equals("grid")) {
      lines.append("grid: {seed: [1]}\n");
    }
    List<String> problems = new Configs(directory).problems(lines.toString());
    assertTrue(
        problems.stream().anyMatch(problem -> problem.matches("batch\\.yaml:3: " + key + "\\b.*")),
        problems::toString);
  }

  @ParameterizedTest
  @MethodSource("optionsWithAValue")
  void theRefusalOfAnOptionNamesTheOption(String option) {
    assertTrue(refusal(option, "").startsWith(option + " must "), () -> refusal(option, ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--max-workers | max_workers | 0",
        "--max-workers | max_workers | many",
        "--max-runs | max_runs | 0",
        "--retries | retries | 101",
        "--retries | retries | -1",
        "--timeout-per-run | timeout_per_run | 5 minutes",
        "--timeout-per-run | timeout_per_run | 31d",
        "--cache-dir | cache_dir | ' '",
        "--output-root | output_root | ' '",
      })
  void anOptionIsRefusedInTheWordsOfItsKey(String option, String key, String text) {
    List<String> problems =
        new Configs(directory)
            .problems(Configs.BASE + "runs: [{id: one}]\n" + key + ": \"" + text + "\"\n");
    assertEquals(
        problems,
        List.of(refusal(option, text).replaceFirst(option, "batch.yaml:8: " + key + ":")));
  }

  @ParameterizedTest
  @CsvSource({"--output-root", "--cache-dir"})
  void anOptionThatWouldBreakTheLinesOfAnArgumentFileIsRefused(String option) {
    assertEquals(
        option + " must not hold line breaks or control characters", refusal(option, "a\nb"));
  }

  @Test
  void whatAnOptionWithoutAValueSaysIsValid() throws InvalidValueException {
    for (Key.Option option : options().filter(o -> o.sets().isPresent()).toList()) {
      GivenOptions.of(ConfigKeys.all(), Map.of(option.name(), option.sets().orElseThrow()));
    }
  }

  private static String refusal(String option, String text) {
    return assertThrows(
            InvalidValueException.class,
            () -> GivenOptions.of(ConfigKeys.all(), Map.of(option, text)))
        .getMessage();
  }
}

package org.backtestrunner.orchestrator.command.argument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.backtestrunner.orchestrator.Main;
import org.backtestrunner.orchestrator.config.ConfigKeys;
import org.backtestrunner.orchestrator.config.key.Key;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The options of {@code batch_backtest} that take precedence over keys of the config. */
class KeyOptionsTest {
  private static String usageError(List<String> options) {
    List<String> args = new ArrayList<>(List.of("batch_backtest", "--config-file", "none.yaml"));
    args.addAll(options);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Main.execute(args.toArray(String[]::new), new PrintWriter(out), new PrintWriter(err));
    assertEquals(2, exitCode);
    assertEquals("", out.toString());
    return err.toString();
  }

  static List<Key.Option> options() {
    return ConfigKeys.all().stream().flatMap(key -> key.options().stream()).toList();
  }

  static List<Key.Option> optionsWithAValue() {
    return options().stream().filter(option -> option.sets().isEmpty()).toList();
  }

  @ParameterizedTest
  @MethodSource("optionsWithAValue")
  void aRefusedValueIsAUsageErrorThatNamesTheOption(Key.Option option) {
    String error = usageError(List.of(option.name(), ""));
    assertTrue(error.startsWith("Error: " + option.name() + " must "), error);
    assertTrue(error.endsWith(" (cli batch_backtest --help shows how)\n"), error);
    assertEquals(1, error.lines().count(), error);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--max-workers 0 | --max-workers must be auto or a whole number in [1, 2147483647], not '0'",
        "--max-runs 1000001 | --max-runs must be a whole number in [1, 1000000], not '1000001'",
        "--retries=some | --retries must be a whole number in [0, 100], not 'some'",
        "--timeout-per-run 721h"
            + " | --timeout-per-run must be longer than 0 and at most 30 days, not '721h'",
        "--serial --max-workers 2"
            + " | --serial and --max-workers exclude each other: give one of them",
        "--no-cache --cache-dir x"
            + " | --cache-dir and --no-cache exclude each other: give one of them",
        "--serial=3 | option '--serial' should be specified without '3' parameter",
      })
  void theSentenceSaysWhatIsWrong(String options, String sentence) {
    assertEquals(
        "Error: " + sentence + " (cli batch_backtest --help shows how)\n",
        usageError(List.of(options.split(" "))));
  }

  @Test
  void optionsOfOneKeyExcludeEachOther() {
    for (Key<?> key : ConfigKeys.all()) {
      List<String> words = new ArrayList<>();
      for (Key.Option option : key.options()) {
        words.add(option.name());
        if (option.sets().isEmpty()) {
          words.add("1");
        }
      }
      if (key.options().size() > 1) {
        String error = usageError(words);
        assertTrue(error.contains(" exclude each other"), () -> key.name() + ": " + error);
      }
    }
  }

  @Test
  void theHelpNamesEachOptionAndTheKeyThatItsValueOverrides() {
    StringWriter out = new StringWriter();
    Main.execute(
        new String[] {"batch_backtest", "--help"},
        new PrintWriter(out),
        new PrintWriter(new StringWriter()));
    String words = out.toString().replaceAll("\\s+", " ");
    for (Key<?> key : ConfigKeys.all()) {
      for (Key.Option option : key.options()) {
        assertTrue(words.contains(" " + option.name()), words);
        if (option.sets().isEmpty()) {
          assertTrue(words.contains("overrides the config's " + key.name() + " "), words);
        }
      }
    }
    assertTrue(
        words.contains(
            "--max-workers=N worker JVMs at once, 1 or more, or auto; overrides the config's"
                + " max_workers (default: 4)"),
        words);
  }
}

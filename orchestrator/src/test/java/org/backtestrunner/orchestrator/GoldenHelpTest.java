package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code --help} says, word for word and in every country: options are an interface. The
 * golden file was checked by hand against the declared options of each command, one by one: name,
 * what it takes, default.
 */
class GoldenHelpTest {

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "de-DE"})
  void theHelpIsThatOfTheGoldenFile(String country) throws IOException {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(country));
    try (InputStream golden = getClass().getResourceAsStream("golden/help.txt")) {
      assertEquals(new String(golden.readAllBytes(), StandardCharsets.UTF_8), help());
    } finally {
      Locale.setDefault(before);
    }
  }

  private static String help() {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    for (String command :
        List.of(
            "",
            "batch_backtest ",
            "check_health ",
            "check_lookahead ",
            "clean ",
            "compare ",
            "completion ",
            "describe ",
            "help ",
            "leaderboard ",
            "list ",
            "new_strategy ",
            "replay ",
            "report ",
            "sample_data ",
            "trials ")) {
      out.println("$ cli " + command + "--help");
      Main.execute((command + "--help").split(" "), out, out);
      out.println();
    }
    out.flush();
    return text.toString();
  }
}

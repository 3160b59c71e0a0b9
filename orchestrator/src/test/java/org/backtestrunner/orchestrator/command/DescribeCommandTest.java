package org.backtestrunner.orchestrator.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.backtestrunner.orchestrator.Main;
import org.backtestrunner.orchestrator.config.parameter.WorkerJars;
import org.backtestrunner.orchestrator.config.parameter.WorkerParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescribeCommandTest {
  private static final String RESOURCE = "META-INF/backtest-worker.json";

  private static final String LIST =
      """
      {"schema_version": 1, "parameters": [
        {"name": "strategy", "type": "choice",
         "choices": ["long_short_by_momentum", "index", "seasonal_and_calendar_effects"],
         "range": null, "default": null, "required": true, "strategies": [], "only_with": null,
         "description": "What to do."},
        {"name": "max_share", "type": "number", "choices": [], "range": "(0, 1]", "default": "0.25",
         "required": false, "strategies": ["index", "long_short_by_momentum"], "only_with": null,
         "description": "How much of the portfolio one symbol may make up at the moment at which it is bought, whatever it is worth later."},
        {"name": "seed", "type": "integer", "choices": [], "range": null, "default": "42",
         "required": false, "strategies": [], "only_with": "max_share",
         "description": "Draws\\u001b[31m."},
        {"name": "from", "type": "date", "choices": [], "range": null, "default": null,
         "required": false, "strategies": ["index"], "only_with": null, "description": "A day."}],
       "strategies": [
        {"name": "index", "description": "Buys all."},
        {"name": "long_short_by_momentum", "description": "Buys what rose."}],
       "factors": [
        {"name": "size", "description": "Größe."}]}
      """;

  private static final String TEXT =
      """
      Strategies:
        index                   Buys all.
        long_short_by_momentum  Buys what rose.

      Factors, for factor bundles; a factor_file adds its columns:
        size  Größe.

      Parameters, for base_args, overrides and grid of a batch config:
        name       type     allowed                  default   used by
        strategy   choice   long_short_by_momentum,  required  all
                            index,
                            seasonal_and_calendar_effects
            What to do.
        max_share  number   (0, 1]                   0.25      index,
                                                               long_short_by_momentum
            How much of the portfolio one symbol may make up at the moment at which it is bought, whatever
            it is worth later.
        seed       integer  any                      42        all
            Draws [31m. Counts only together with max_share.
        from       date     such as 2020-12-31       -         index
            A day.
      """;

  @TempDir private Path directory;

  private record Termination(int exitCode, String out, String err) {}

  private static Termination describe(String... options) {
    String[] args = new String[options.length + 1];
    args[0] = "describe";
    System.arraycopy(options, 0, args, 1, options.length);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = Main.execute(args, new PrintWriter(out), new PrintWriter(err));
    return new Termination(exitCode, out.toString(), err.toString());
  }

  private String jar(String list) throws IOException {
    return WorkerJars.with(directory, list).toString();
  }

  /** The list of the worker that is built together with this program. */
  private static String listOfThisBuild() throws IOException {
    try (InputStream in =
        DescribeCommandTest.class.getClassLoader().getResourceAsStream(RESOURCE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "de-DE", "tr-TR"})
  void theTextIsAlignedUnderEveryLocale(String locale) throws IOException {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(locale));
    try {
      assertEquals(new Termination(0, TEXT, ""), describe("--worker-jar", jar(LIST)));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void theTextOfThisBuildNamesEverythingWithin100Columns() throws IOException {
    String jar = jar(listOfThisBuild());
    WorkerParameters worker = WorkerParameters.read(Path.of(jar));
    List<String> lines = describe("--worker-jar", jar, "--format", "text").out().lines().toList();
    String words = String.join(" ", lines).replaceAll(" +", " ");

    for (String line : lines) {
      assertTrue(line.length() <= 100, line);
      assertTrue(line.chars().noneMatch(Character::isISOControl), line);
    }
    worker
        .strategies()
        .forEach((name, sentence) -> assertContains(words, " " + name + " " + sentence));
    worker
        .factors()
        .forEach((name, sentence) -> assertContains(words, " " + name + " " + sentence));
    assertContains(words, " top_quantile number [0, 0.5] 0.2 multifactor_long_short Share of ");
    assertContains(words, " price_file file a path required all Prices, text or Parquet");
    worker.parameters().forEach(parameter -> assertContains(words, parameter.description()));
  }

  private static void assertContains(String text, String part) {
    assertTrue(text.contains(part), part + "\n" + text);
  }

  @Test
  void theJsonIsTheListAsItStandsInTheJar() throws IOException {
    assertEquals(
        new Termination(0, LIST, ""), describe("--worker-jar", jar(LIST), "--format", "json"));
  }

  @Test
  void thePageHasARowForEachKeyAndForEachParameterOfTheWorker() throws IOException {
    String list = LIST.replace("\"A day.\"", "\"A day | or two.\"");
    String page = describe("--worker-jar", jar(list), "--format", "markdown").out();

    assertContains(
        page,
        "\n| `retry_backoff` | length of time | up to 30 days | `1s` |  | The pause before the first");
    assertContains(
        page, "\n| `max_workers` | whole number | 1 or more, or auto | `4` | `--max-workers N`, ");
    assertContains(
        page, "\n| `id` | name | at most 500 of A-Z, a-z, 0-9, _ and - | required |  | ");
    assertContains(
        page,
        "\n| `max_share` | number | (0, 1] | `0.25` | index, long_short_by_momentum | How much of");
    assertContains(
        page, "\n| `seed` | integer | any | `42` | all | Draws [31m. Counts only together with");
    assertContains(
        page, "\n| `from` | date | such as 2020-12-31 |  | index | A day \\| or two. |\n");
  }

  @Test
  void aMissingWorkerIsNamedWithExitCode4() {
    Path jar = directory.resolve("none.jar");

    assertEquals(
        new Termination(4, "", "Error: worker jar not found: " + jar + "\n"),
        describe("--worker-jar", jar.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yaml", "JSON", ""})
  void anUnknownFormatIsRefusedWithExitCode2(String format) throws IOException {
    Termination ending = describe("--worker-jar", jar(LIST), "--format", format);

    assertEquals(2, ending.exitCode());
    assertEquals("", ending.out());
    assertTrue(
        ending.err().contains("'" + format + "' is none of text, json, schema, markdown"),
        ending.err());
    assertEquals(1, ending.err().lines().count(), ending.err());
  }

  @Test
  void theHelpHasAnExample() {
    Termination ending = describe("--help");

    assertEquals(0, ending.exitCode());
    assertTrue(ending.out().contains("scripts/cli describe --format schema"), ending.out());
  }
}

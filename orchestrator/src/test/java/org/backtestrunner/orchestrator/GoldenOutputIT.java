package org.backtestrunner.orchestrator;

import static org.backtestrunner.orchestrator.BatchOutput.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every byte that a batch writes for people and programs, at home and in a country with a decimal
 * comma. It is an interface: who changes a golden file changes what users' scripts read, and says
 * so in CHANGELOG.md.
 *
 * <p>The golden files were not printed by this program. A script wrote them from the documented
 * formats: the metrics of {@link PencilWorker}'s curves by numpy 2.4 and scipy 1.17 from the
 * formulas of docs/engine.md (by pencil: a total return of 0.21 and a drawdown of -22 for {@code
 * rise}, whose orders are worth 264.5 at a mean equity of 105.8, which is 157.5 a year), digests by
 * hashlib, the hash of the parameters from their canonical JSON.
 */
class GoldenOutputIT {
  private static final String BATCH =
      """
      batch_name: "golden"
      description: "Three curves by pencil, and a failure"
      output_root: "out"
      worker_jar: "pencil.jar"
      max_workers: 1
      base_args:
        strategy: "buy_and_hold"
        price_file: "prices.csv"
        start_date: "2015-01-01"
        end_date: "2015-12-31"
        start_capital: 100
        universe_sample: 0.5
      runs:
        - {id: "rise", tags: ["first", "by hand"], overrides: {seed: 1}}
        - {id: "fall", overrides: {seed: 2}}
        - {id: "data", overrides: {seed: 3}}
        - {id: "bare", overrides: {seed: 4}}
      """;

  private static final MathContext TWELVE_DIGITS = new MathContext(12);

  @TempDir Path directory;

  private BatchFixture fixture;

  @ParameterizedTest
  @ValueSource(strings = {"en US", "de DE"})
  void theOutputIsThatOfTheGoldenFiles(String country) throws IOException {
    Result result = run(country);

    Path batch = fixture.output("golden").directory();
    assertGolden("batch_summary.csv", csv(text(batch.resolve("batch_summary.csv"))));
    assertGolden("batch_summary.json", json(text(batch.resolve("batch_summary.json"))));
    assertGolden("batch_manifest.json", json(text(batch.resolve("batch_manifest.json"))));
    assertGolden("run_manifest.success.json", runManifest(batch, "0000_rise"));
    assertGolden("run_manifest.failed.json", runManifest(batch, "0002_data"));
    assertGolden("stdout.txt", table(result.outText() + "\n"));
  }

  @ParameterizedTest
  @CsvSource({"en US, 80", "de DE, 80", "en US, 110", "de DE, 110"})
  void aTerminalShowsTheGoldenTranscripts(String country, int columns) throws IOException {
    Result result =
        run(
            country,
            "-Dbacktest.stdout.columns=" + columns,
            "-Dbacktest.stderr.columns=" + columns);

    assertGolden("stdout." + columns + ".txt", table(result.outText() + "\n"));
    assertGolden("stderr." + columns + ".txt", liveLine(result.errText()));
  }

  private Result run(String country, String... options) {
    fixture = new BatchFixture(directory);
    fixture.makeWorker("pencil.jar", PencilWorker.class);
    fixture.write("prices.csv", "timestamp,symbol,close\n2015-01-02,A,100\n");
    fixture.write("batch.yaml", BATCH);
    String[] parts = country.split(" ");
    List<String> program = CommandLineRun.program(BatchFixture.batchArguments());
    program.addAll(1, List.of("-Duser.language=" + parts[0], "-Duser.country=" + parts[1]));
    program.addAll(1, List.of(options));
    Result result = CommandLineRun.call(directory, Map.of(), program);
    assertEquals(1, result.exitCode(), result::told);
    return result;
  }

  private static void assertGolden(String name, String actual) throws IOException {
    try (InputStream file = GoldenOutputIT.class.getResourceAsStream("golden/" + name)) {
      String golden = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      List<String> expected = golden.lines().toList();
      List<String> lines = actual.lines().toList();
      for (int i = 0; i < Math.min(expected.size(), lines.size()); i++) {
        assertEquals(expected.get(i), lines.get(i), name + ", line " + (i + 1));
      }
      assertEquals(golden, actual, name);
    }
  }

  private String runManifest(Path batch, String run) {
    return json(text(batch.resolve("runs").resolve(run).resolve("run_manifest.json")));
  }

  /** What differs from machine to machine and from minute to minute, in every file. */
  private String withoutPlaces(String text) {
    return text.replace(directory.toString(), "DIR").replaceAll("[^ \"]*/bin/java\\b", "JAVA");
  }

  private String csv(String text) {
    return text.replaceAll("(?m)^((?:[^,\n]*,){11})[0-9]+\\.[0-9]{3},", "$1SECONDS,");
  }

  private String table(String text) {
    return withoutPlaces(text)
        .replaceAll("(?m) +(sec|[0-9]+\\.[0-9]{3})$", "  SECONDS")
        .replaceAll("JAVA( -X\\S+)+", "JAVA")
        .replaceAll("since [0-9]{4}-[0-9]{2}-[0-9]{2}", "since DATE");
  }

  /**
   * Each state once: on a slow machine a second passes, and the line is drawn again. How many runs
   * are under way between two of them is a race.
   */
  private String liveLine(String text) {
    return withoutPlaces(text)
            .replaceAll("[0-9]+\\.[0-9]{2} s\\b", "SECONDS")
            .replaceAll("[0-9]+:[0-9]{2}\\b", "TIME")
            .replaceAll("[01] running", "RUNNING")
            .lines()
            .flatMap(line -> Pattern.compile("\r|\u001b\\[K").splitAsStream(line))
            .filter(line -> !line.isEmpty())
            .distinct()
            .collect(Collectors.joining("\n"))
        + "\n";
  }

  private String json(String text) {
    String anywhere =
        withoutPlaces(text)
            .replaceAll("\"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z\"", "\"TIME\"")
            .replaceAll("\"since\" : \"[0-9-]{10}\"", "\"since\" : \"DATE\"")
            .replaceAll("\"((total_)?runtime_sec)\" : [0-9.]+", "\"$1\" : SECONDS")
            .replaceAll("\"(java|orchestrator|worker|os)\" : \"[^\"]+\"", "\"$1\" : \"VERSION\"")
            .replaceAll("\"content_key\" : \"[0-9a-f]{64}\"", "\"content_key\" : \"KEY\"")
            .replaceAll("\"host\" : \"[^\"]+\"", "\"host\" : \"HOST\"")
            .replaceAll("\n *\"-(X[^\"]*|jar)\",", "");
    return replace(
        replace(
            anywhere, "-?[0-9]+\\.[0-9]{10,}(E-?[0-9]+)?", number -> twelveDigits(number.group())),
        "(\"parameters\" : \\{\n)(.*?)(\n *\\})",
        block -> block.group(1) + parametersOfTheConfig(block.group(2)) + block.group(3));
  }

  /** Equal formulas may differ in the last digits of a double. */
  private static String twelveDigits(String number) {
    return Double.toString(new BigDecimal(number).round(TWELVE_DIGITS).doubleValue());
  }

  /** A further parameter, at its default, is no other format. */
  private static String parametersOfTheConfig(String lines) {
    return lines
        .lines()
        .map(line -> line.replaceFirst(",$", ""))
        .filter(line -> BATCH.contains(line.strip().split("\"")[1] + ":"))
        .collect(Collectors.joining(",\n"));
  }

  private static String replace(
      String text, String pattern, Function<MatchResult, String> replacement) {
    return Pattern.compile(pattern, Pattern.DOTALL)
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(replacement.apply(match)));
  }
}

package org.backtestrunner.orchestrator.command;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.backtestrunner.orchestrator.health.BatchOnDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CheckHealthCommandTest {

  private static final String STARTED = "2026-01-02T03:04:05Z";

  @TempDir Path root;

  /** What a call of the program gives back. */
  private record Outcome(int exitCode, String out, String err) {

    List<String> lines() {
      return out.lines().toList();
    }

    /** Level and value of a check. */
    String check(String name) {
      return lines().stream()
          .map(line -> line.split(" +", 4))
          .filter(columns -> columns[0].equals(name))
          .map(columns -> columns[1] + " " + columns[2])
          .reduce((first, second) -> first + " and " + second)
          .orElse("no such line");
    }
  }

  private static Outcome run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        new CommandLine(new CheckHealthCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Outcome(exitCode, out.toString(), err.toString());
  }

  private Outcome check(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--batch-root", root.toString()));
    all.addAll(List.of(arguments));
    return run(all.toArray(String[]::new));
  }

  private BatchOnDisk batch(String name) {
    return new BatchOnDisk(root, name);
  }

  @Test
  void theExitCodeIsThatOfTheMostSevereLine() throws IOException {
    batch("first").with(4, "success").write("finished", "2026-01-01T00:00:00Z");
    Outcome good = check();
    batch("second").with(9, "success").with(1, "failed").write("finished", "2026-01-02T00:00:00Z");
    Outcome warning = check();
    batch("third").with(5, "success").with(5, "failed").write("finished", "2026-01-03T00:00:00Z");
    Outcome critical = check();

    assertEquals(0, good.exitCode(), good.out());
    assertEquals(1, warning.exitCode(), warning.out());
    assertEquals(2, critical.exitCode(), critical.out());
  }

  @Test
  void textIsOneLineACheckWithNameLevelValueAndDetails() throws IOException {
    batch("grid")
        .with(10, "success")
        .with(2, "failed")
        .warn(4, "split", true)
        .write("finished", STARTED);

    assertEquals(
        """
        batch_latest_status      WARN      10/12    grid: state finished, started \
        2026-01-02T03:04:05Z; 10 success, 2 failed, 0 timeout, 0 skipped
        batch_failure_rate       OK        0.1667   grid: 2 of 12 runs ended without success; \
        acceptable is a share of 0.2
        batch_missing_manifests  OK        0/12     grid: 0 of 12 planned runs have no \
        run_manifest.json
        batch_warnings           WARN      1/12     grid: 1 of 12 runs have serious warnings: split 1
        """,
        check().out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"de-DE", "ar-EG-u-nu-arab"})
  void noLocaleChangesWhatIsPrinted(String locale) throws IOException {
    batch("grid").with(10, "success").with(2, "failed").write("finished", STARTED);
    Outcome usual = check();
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(locale));
    try {
      assertEquals(usual, check());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void theThresholdIsAnOption() throws IOException {
    batch("grid").with(9, "success").with(1, "failed").write("finished", STARTED);

    assertEquals(
        "WARN 0.1000", check("--batch-max-failure-rate", "0.05").check("batch_failure_rate"));
  }

  @Test
  void noBatchIsOneWarningOrSkippedOnRequest() throws IOException {
    Files.createDirectories(root.resolve("notes"));
    Files.writeString(root.resolve("batch_summary.csv"), "");
    new BatchOnDisk(root, ".hidden").with(1, "failed").write("finished", STARTED);

    Outcome warned = check();
    Outcome skipped = check("--skip-batch-if-missing");

    assertEquals(1, warned.exitCode());
    assertEquals(1, warned.lines().size(), warned.out());
    assertEquals("WARN -", warned.check("batch_latest_status"));
    assertTrue(warned.out().contains("No batch directories found in " + root), warned.out());
    assertEquals(0, skipped.exitCode());
    assertEquals("SKIP -", skipped.check("batch_latest_status"));
  }

  @Test
  void aMissingRootIsAWarningOrSkippedOnRequest() {
    String missing = root.resolve("missing").toString();

    Outcome warned = run("--batch-root", missing);
    Outcome skipped = run("--batch-root", missing, "--skip-batch-if-missing");

    assertEquals(1, warned.exitCode());
    assertTrue(warned.out().contains("No batch directories found in " + missing), warned.out());
    assertEquals(0, skipped.exitCode());
    assertTrue(skipped.out().contains("SKIP"), skipped.out());
  }

  @Test
  void aBatchGivenInsteadOfItsRootIsPointedOut() throws IOException {
    batch("grid").with(1, "success").write("finished", STARTED);

    Outcome outcome = run("--batch-root", root.resolve("grid").toString());

    assertEquals(1, outcome.exitCode());
    assertTrue(outcome.out().contains("it is itself a batch"), outcome.out());
  }

  @Test
  void jsonSaysTheSameAsText() throws IOException {
    batch("grid").with(10, "success").with(2, "failed").write("finished", STARTED);

    Outcome text = check();
    Outcome json = check("--format", "json");

    JsonNode report = new ObjectMapper().readTree(json.out());
    assertEquals(1, json.exitCode());
    assertEquals(1, report.path("schema_version").asInt());
    assertEquals("WARN", report.path("level").asText());
    assertEquals(4, report.path("checks").size());
    for (JsonNode check : report.path("checks")) {
      assertEquals(
          check.path("level").asText() + " " + check.path("value").asText(),
          text.check(check.path("name").asText()));
      assertTrue(text.out().contains(check.path("details").asText()), json.out());
    }
  }

  @Test
  void jsonHasNoValueWhereNothingWasMeasured() throws IOException {
    Outcome json = check("--format", "json", "--skip-batch-if-missing");

    JsonNode report = new ObjectMapper().readTree(json.out());
    assertEquals(0, json.exitCode());
    assertEquals("SKIP", report.path("level").asText());
    assertFalse(report.path("checks").path(0).has("value"), json.out());
  }

  @Test
  void aLineBreakInAPathDoesNotFakeACheck() throws IOException {
    Path odd = Files.createDirectories(root.resolve("a\nbatch_latest_status OK"));

    Outcome outcome = run("--batch-root", odd.toString());

    assertEquals(1, outcome.lines().size(), outcome.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--batch-max-failure-rate=1.01",
        "--batch-max-failure-rate=-0.1",
        "--batch-max-failure-rate=NaN",
        "--batch-max-failure-rate=0,2",
        "--batch-max-failure-rate=1d",
        "--batch-max-failure-rate=",
        "--format=xml",
        "--no-such-option",
        "surplus",
      })
  void aBadOptionIsExit3WithASentenceOnStderr(String option) {
    Outcome outcome = check(option);

    String sentence = outcome.err().lines().findFirst().orElseThrow();
    String given = option.substring(option.indexOf('=') + 1);
    assertAll(
        () -> assertEquals(3, outcome.exitCode()),
        () -> assertEquals("", outcome.out()),
        () -> assertTrue(sentence.contains("'" + given + "'"), sentence),
        () -> assertFalse(outcome.err().contains("Exception"), outcome.err()));
  }

  @Test
  void aRootThatIsAFileIsExit3() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "");

    Outcome outcome = run("--batch-root", file.toString());

    assertEquals(3, outcome.exitCode());
    assertTrue(outcome.err().contains(file + " is not a directory"), outcome.err());
  }

  @Test
  void helpShowsDefaultsExitCodesAndAnExample() {
    Outcome outcome = run("--help");

    assertEquals(0, outcome.exitCode());
    assertTrue(outcome.out().contains("Example:"), outcome.out());
    assertTrue(outcome.out().contains("output/batch_backtests"), outcome.out());
    assertTrue(outcome.out().contains("CRITICAL"), outcome.out());
  }
}

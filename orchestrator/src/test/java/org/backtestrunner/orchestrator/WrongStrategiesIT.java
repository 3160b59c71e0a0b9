package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sources that cannot be used, and strategies that go wrong beside one that does not. */
class WrongStrategiesIT {
  private static final String GOOD = "return Optional.of(Map.of(view.symbols().get(0), 1.0));";

  @TempDir Path directory;
  private BatchFixture fixture;

  @BeforeEach
  void setUp() {
    fixture = new BatchFixture(directory);
    fixture.writePrices("prices.csv", 3, 60);
  }

  private static String source(String className, String members, String decide) {
    return """
        import java.util.*;
        import org.backtestrunner.worker.api.*;
        public final class %s implements Strategy {
          public String name() { return "%s"; }
          public String description() { return "Wrong in one way."; }
          %s
          public Optional<Map<String, Double>> decide(View view) {
            %s
          }
        }
        """
        .formatted(className, className.toLowerCase(Locale.ROOT), members, decide);
  }

  private static String parameters(String list) {
    return "public List<OwnParameter> parameters() { return List.of(" + list + "); }";
  }

  private void writeBatch(String more) {
    fixture.write(
        "batch.yaml",
        """
        batch_name: "wrong"
        output_root: "out"
        strategy_sources: ["strategies"]
        base_args: {price_file: "prices.csv", start_date: "2015-01-01", end_date: "2015-12-31"}
        %s"""
            .formatted(more));
  }

  static List<Arguments> unusable() {
    String a = "OwnParameter.integer(\"a\", 1, \"A number.\")";
    return List.of(
        Arguments.of(
            source("Wrong", "", "return Optional.of(weights);"),
            "strategies/Wrong.java:8: cannot find symbol; symbol: variable weights"),
        Arguments.of("final class Wrong {}\n", "no class implements Strategy or Factor"),
        Arguments.of(
            source("Wrong", "", GOOD)
                + source("Other", "", GOOD)
                    .replaceAll("(?m)^import.*$", "")
                    .replace("public final", "final")
                    .replace("\"other\"", "\"wrong\""),
            "class Wrong: there is a strategy 'wrong' already"),
        Arguments.of(
            source("Wrong", parameters(a + ", " + a), GOOD), "declares the parameter 'a' twice"),
        Arguments.of(
            source("Wrong", parameters(a + ".in(\"[2, 5]\")"), GOOD),
            "parameter 'a': its default '1' is not an integer in [2, 5]"),
        Arguments.of(
            source("Wrong", "", "if (System.nanoTime() > 0) { " + GOOD + " } return null;"),
            "strategies/Wrong.java:8: the clock is read"),
        Arguments.of(
            source("Wrong", "", "new Random(); " + GOOD),
            "strategies/Wrong.java:8: random numbers without a seed"),
        Arguments.of(
            source("Wrong", "{ System.exit(0); }", GOOD), "the strategy has called System.exit"));
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void whatCannotBeUsedIsSaidBeforeAnythingIsStarted(String source, String sentence) {
    fixture.write("strategies/Wrong.java", source);
    writeBatch("runs: [{id: \"one\", overrides: {strategy: \"wrong\"}}]\n");
    Result result = fixture.batch();
    assertEquals(2, result.exitCode(), result::told);
    assertTrue(result.errText().contains(sentence), result::told);
    assertFalse(Files.exists(directory.resolve("out")), result::told);
  }

  @Test
  void whatGoesWrongInARunIsTheRunsAlone() {
    Stream.of(
            source("Throws", "", "throw new IllegalStateException(\"boom\\nand more\");"),
            source("Nan", "", "return Optional.of(Map.of(view.symbols().get(0), Double.NaN));"),
            source("Unknown", "", "return Optional.of(Map.of(\"ZZZ\", 1.0));"),
            source("Exits", "", "System.exit(0); return null;"),
            source("Loops", "", "while (view != null) {} return null;"),
            source(
                "Prints",
                "",
                "for (int i = 0; i < 300; i++) { System.out.println(\"x\".repeat(100)); } " + GOOD),
            source("Good", "", GOOD))
        .forEach(
            text ->
                fixture.write(
                    "strategies/" + text.replaceAll("(?s).*final class (\\w+).*", "$1") + ".java",
                    text));
    writeBatch(
        """
        timeout_per_run: "10s"
        retries: 1
        grid: {strategy: ["throws", "nan", "unknown", "exits", "loops", "prints", "good"]}
        """);

    Result result = fixture.batch();

    assertEquals(1, result.exitCode(), result::told);
    BatchOutput output = fixture.output("wrong");
    List<String> failing = List.of("throws", "nan", "unknown", "exits");
    for (int i = 0; i < failing.size(); i++) {
      String id = "strategy_" + failing.get(i);
      output.assertRow(id, "failed", "strategy_error", "71");
      String log = BatchOutput.text(output.run(i, id).resolve("run.log"));
      assertFalse(log.contains("=== attempt 2"), log);
    }
    assertEquals("timeout", output.row("strategy_loops").get("cause"));
    output.assertRow("strategy_prints", "success", "", "0");
    output.assertRow("strategy_good", "success", "", "0");
    assertTrue(
        output
            .row("strategy_throws")
            .get("error")
            .endsWith(
                "strategy throws at 2015-01-01: java.lang.IllegalStateException: boom"
                    + " (Throws.java:8)"),
        result::told);
    assertTrue(output.row("strategy_nan").get("error").contains("'S0' is NaN"), result::told);
    assertTrue(output.row("strategy_unknown").get("error").contains("'ZZZ'"), result::told);
    assertTrue(output.row("strategy_exits").get("error").contains("System.exit"), result::told);
    String log = BatchOutput.text(output.run(0, "strategy_throws").resolve("run.log"));
    assertEquals(
        List.of("    at Throws.decide(Throws.java:8)"),
        log.lines().filter(line -> line.startsWith("    at ")).toList());

    // In one JVM, none of them takes another with it.
    Result shared = fixture.batch("--rerun", "--runs-per-jvm", "unlimited", "--max-workers", "1");
    assertEquals(1, shared.exitCode(), shared::told);
    output.assertRow("strategy_exits", "failed", "strategy_error", "71");
    output.assertRow("strategy_prints", "success", "", "0");
    output.assertRow("strategy_good", "success", "", "0");
  }
}

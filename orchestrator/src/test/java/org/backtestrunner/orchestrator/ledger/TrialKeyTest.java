package org.backtestrunner.orchestrator.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.backtestrunner.orchestrator.config.Configs;
import org.backtestrunner.orchestrator.manifest.ContentKey;
import org.backtestrunner.orchestrator.plan.Planner;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JSON texts were written by hand; their digests are those of CPython's hashlib. */
class TrialKeyTest {
  private static final String PRICES = "a".repeat(64);
  private static final String BUNDLE = "b".repeat(64);
  private static final String WORKER = "c".repeat(64);

  @TempDir private Path directory;
  private Configs configs;

  @BeforeEach
  void inputs() {
    configs = new Configs(directory);
  }

  private RunPlan run(String config) {
    return Planner.plan(configs.read(config)).runs().get(0);
  }

  private RunPlan ranked(String baseArgs) {
    return run(
        Configs.BASE.replace("buy_and_hold", "multifactor_long_short")
            + "  top_quantile: 0.30\n"
            + baseArgs
            + "runs: [{id: one}]\n");
  }

  private static String digest(RunPlan run, Map<String, String> inputs, String worker) {
    return TrialKey.digest(
        run, new ContentKey("{}", new TreeMap<>(inputs), worker, List.of(), false, Set.of()));
  }

  private static String digest(RunPlan run) {
    return digest(run, Map.of("price_file", PRICES, "bundle_path", BUNDLE), WORKER);
  }

  /** {"bundle_path":"bbb...","strategy":"multifactor_long_short","top_quantile":"0.3"} */
  private static final String RANKED = "b0594154811c24e5";

  @Test
  void choicesCountInTheirOneSpellingAndFilesByWhatTheyHold() {
    assertEquals(RANKED, digest(ranked("  bundle_path: bundle.yaml\n")));
  }

  @Test
  void aFileThatWasMovedIsTheSameTrialAndOneThatWasEditedIsNot() throws IOException {
    Files.createDirectories(directory.resolve("other"));
    Files.copy(directory.resolve("bundle.yaml"), directory.resolve("other/moved.yaml"));
    RunPlan moved = ranked("  bundle_path: other/moved.yaml\n");

    assertEquals(RANKED, digest(moved));
    assertNotEquals(
        RANKED, digest(moved, Map.of("price_file", PRICES, "bundle_path", "e".repeat(64)), WORKER));
  }

  @Test
  void assumptionsMakeNoOtherTrial() {
    RunPlan assumed =
        ranked(
            """
              bundle_path: bundle.yaml
              commission_bps: 7
              execution_lag: 2
              start_capital: 5
              universe_sample: 0.5
              seed: 99
            """);

    assertEquals(RANKED, digest(assumed));
    assertEquals(
        RANKED,
        digest(assumed, Map.of("price_file", "f".repeat(64), "bundle_path", BUNDLE), WORKER));
  }

  @Test
  void anotherBuildOfTheWorkerMakesNoOtherTrial() {
    assertEquals(
        RANKED,
        digest(
            ranked("  bundle_path: bundle.yaml\n"),
            Map.of("price_file", PRICES, "bundle_path", BUNDLE),
            "d".repeat(64)));
  }

  /** {"strategy":"buy_and_hold"} */
  @Test
  void aStrategyWithoutChoicesIsOneTrial() {
    assertEquals(
        "96416c2ba4e592be",
        digest(run(Configs.BASE + "runs: [{id: one}]\n"), Map.of("price_file", PRICES), WORKER));
  }

  /** {"code/cross.sh":"ddd...","span":"20","worker_command":"sh cross.sh"} */
  @Test
  void aProgramCountsWithItsCommandAndItsFiles() throws IOException {
    Files.writeString(directory.resolve("cross.sh"), "exit 0\n");
    RunPlan run =
        run(
            """
            batch_name: own
            worker_command: [sh, cross.sh]
            worker_parameters: {span: {type: integer, default: 10}}
            runs: [{id: one, overrides: {span: 20}}]
            """);

    assertEquals(
        "c901d2caa2f034d8", digest(run, Map.of("code/cross.sh", "d".repeat(64)), "sh cross.sh"));
  }

  /**
   * {"anchored":"false","candidates":"1111111111111111 2222222222222222","in_sample":"3y",
   * "min_orders":"0","out_of_sample":"1y","purge":"1","select":"sharpe"}, without the line break.
   */
  @Test
  void aWalkForwardIsWhatItChoosesByAndAmongWhich() {
    assertEquals(
        "63db85e54302afe5",
        TrialKey.digest(
            Map.of(
                "select", "sharpe",
                "anchored", "false",
                "in_sample", "3y",
                "out_of_sample", "1y",
                "purge", "1",
                "min_orders", "0",
                "candidates", "1111111111111111 2222222222222222")));
  }
}

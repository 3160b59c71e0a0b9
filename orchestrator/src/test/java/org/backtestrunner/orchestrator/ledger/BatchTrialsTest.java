package org.backtestrunner.orchestrator.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.backtestrunner.orchestrator.config.Configs;
import org.backtestrunner.orchestrator.harvest.Curve;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.harvest.metric.ReturnMoments;
import org.backtestrunner.orchestrator.harvest.output.Fingerprint;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.manifest.ContentKey;
import org.backtestrunner.orchestrator.plan.BatchPlan;
import org.backtestrunner.orchestrator.plan.Planner;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchTrialsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T20:00:00Z");
  private static final ReturnMoments STITCHED = new ReturnMoments(0.05, 0, 3, 200);
  private static final Map<String, String> YEARLY =
      Map.of("in_sample", "3y", "out_of_sample", "1y", "anchored", "false");

  /** Two choices, each under two costs. */
  private static final String GRID =
      "grid: {max_gross_exposure: [0.5, 1], commission_bps: [0, 5]}\n";

  @TempDir private Path directory;
  private Configs configs;
  private final List<String> notices = new ArrayList<>();

  @BeforeEach
  void inputs() {
    configs = new Configs(directory);
  }

  private BatchPlan plan(String more) {
    return Planner.plan(configs.read(Configs.BASE + "  universe_sample: 0.5\n" + more));
  }

  /** The Sharpe ratio of a run is 0.01, 0.02, ... in the order of the plan. */
  private static BatchTrials trials(BatchPlan plan) {
    return BatchTrials.of(
        plan.config().ledger(),
        "batch",
        plan.runs().stream().map(BatchTrialsTest::success).toList(),
        run -> Optional.of(content()));
  }

  private static RunResult success(RunPlan run) {
    LocalDate day = LocalDate.of(2020, 1, 2);
    Fingerprint any = new Fingerprint(1, 2);
    ReturnMoments moments = new ReturnMoments((run.index() + 1) / 100.0, 0, 3, 250);
    return new RunResult.Success(
        RunResult.notStarted(run, Cause.INTERRUPTED).trace(),
        new Curve(day, day, 1, any, any, Optional.of(moments), Optional.empty()),
        Map.of(),
        List.of());
  }

  private static ContentKey content() {
    return new ContentKey(
        "{}",
        new TreeMap<>(Map.of("price_file", "ab".repeat(32))),
        "c".repeat(64),
        List.of(),
        false,
        Set.of());
  }

  private TrialsEver only(CountedTrials counted) {
    assertEquals(1, counted.ever().size());
    return counted.ever().get(0);
  }

  @Test
  void runsThatDifferInAssumptionsAreOneTrialOfWhichTheFirstCounts() {
    BatchPlan plan = plan(GRID);

    CountedTrials counted = trials(plan).record(NOW, notices::add);

    assertEquals(2, only(counted).trials().count());
    assertEquals(counted.ofRuns().get(0), counted.ofRuns().get(1));
    // 0.01 and 0.03, of the first run of each: mean 0.02, variance 0.0001 + 0.0001.
    assertEquals(0.0002, only(counted).trials().sharpeVariance().getAsDouble(), 1e-15);
    assertEquals(Optional.of(only(counted)), counted.find(3));
    assertEquals(List.of(), notices);
  }

  @Test
  void aWalkForwardIsATrialAmongWalkForwards() {
    BatchPlan plan = plan(GRID);
    BatchTrials trials = trials(plan);
    List<RunPlan> cheap = List.of(plan.runs().get(0), plan.runs().get(2));
    List<RunPlan> dear = List.of(plan.runs().get(3), plan.runs().get(1));

    Optional<TrialFamily> family = trials.addWalkForward("cheap", YEARLY, cheap, STITCHED);
    assertEquals(family, trials.addWalkForward("dear", YEARLY, dear, STITCHED));
    CountedTrials one = trials.record(NOW, notices::add);
    assertEquals(1, one.find(family.orElseThrow()).orElseThrow().trials().count());
    assertEquals(2, one.find(0).orElseThrow().trials().count());

    Map<String, String> longer = new TreeMap<>(YEARLY);
    longer.put("in_sample", "5y");
    trials.addWalkForward("longer", longer, cheap, STITCHED);
    CountedTrials two = trials.record(NOW, notices::add);
    assertEquals(2, two.find(family.orElseThrow()).orElseThrow().trials().count());
    assertEquals(1, two.find(family.orElseThrow()).orElseThrow().added());
  }

  @Test
  void aRunWithoutAPriceFileIsATrialOnlyUnderANameOfItsData() throws Exception {
    Files.writeString(directory.resolve("own.sh"), "exit 0\n");
    String program = "batch_name: own\nworker_command: [sh, own.sh]\nruns: [{id: a}]\n";

    BatchPlan nameless = Planner.plan(configs.read(program));
    assertEquals(CountedTrials.NONE, trials(nameless).record(NOW, notices::add));
    assertEquals(
        List.of(
            "Note: not in the trial ledger: 1 run with no price_file, and trial_family is not set"),
        notices);

    BatchPlan named = Planner.plan(configs.read(program + "trial_family: mine\n"));
    assertEquals("mine", only(trials(named).record(NOW, notices::add)).family().name());
  }

  @Test
  void aRunOfWhichTheInputsAreNotKnownIsNoTrial() {
    BatchPlan plan = plan(GRID);
    BatchTrials trials =
        BatchTrials.of(
            plan.config().ledger(),
            "batch",
            plan.runs().stream().map(BatchTrialsTest::success).toList(),
            run -> Optional.empty());

    assertEquals(CountedTrials.NONE, trials.record(NOW, notices::add));
    assertTrue(notices.get(0).startsWith("Note: not in the trial ledger: 4 runs with "));
  }
}

package org.backtestrunner.orchestrator.report;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.backtestrunner.orchestrator.config.BatchConfig;
import org.backtestrunner.orchestrator.config.run.RunSetKeys;
import org.backtestrunner.orchestrator.config.source.SourceKeys;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.harvest.resume.EarlierRun;
import org.backtestrunner.orchestrator.harvest.resume.EarlierRuns;
import org.backtestrunner.orchestrator.launch.contract.Status;
import org.backtestrunner.orchestrator.ledger.CountedTrials;
import org.backtestrunner.orchestrator.ledger.TrialsEver;
import org.backtestrunner.orchestrator.manifest.BatchFacts;
import org.backtestrunner.orchestrator.manifest.BatchManifestFile;
import org.backtestrunner.orchestrator.manifest.BatchState;
import org.backtestrunner.orchestrator.manifest.LedgerChange;
import org.backtestrunner.orchestrator.manifest.PlannedRun;
import org.backtestrunner.orchestrator.manifest.Sweep;
import org.backtestrunner.orchestrator.plan.BatchPlan;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;

/** The manifest of a batch, made of its plan, when it begins and again when it ends. */
public final class BatchManifest {
  private BatchManifest() {}

  /** Writes the manifest of a batch that begins. */
  public static void writeBegun(Path file, Provenance batch) {
    BatchManifestFile.write(
        file, facts(batch), BatchState.RUNNING, Optional.empty(), Map.of(), Optional.empty());
  }

  /** Writes the manifest of a batch that has ended. */
  public static void writeEnded(
      Path file, Provenance batch, BatchState state, Instant finishedAt, BatchSummary summary) {
    BatchManifestFile.write(
        file,
        facts(batch),
        state,
        Optional.of(finishedAt),
        summary.counts(),
        change(summary.counted()));
  }

  /**
   * Writes, if that is possible, that a batch has ended before its runs did, with the counts of
   * those that have ended. Otherwise it stays a batch that runs, as after a crash.
   */
  public static void noteFailure(BatchDirectory directory, Provenance batch, Instant at) {
    try {
      EarlierRuns ended = EarlierRuns.read(directory);
      Map<Status, Integer> counts = new EnumMap<>(Status.class);
      for (RunPlan run : batch.plan().runs()) {
        ended
            .find(run.id())
            .map(EarlierRun::status)
            .ifPresent(status -> counts.merge(status, 1, Integer::sum));
      }
      BatchManifestFile.write(
          directory.manifest(),
          facts(batch),
          BatchState.INTERRUPTED,
          Optional.of(at),
          counts,
          Optional.empty());
    } catch (EnvironmentException sameAgain) {
      // What ended the batch is told already.
    }
  }

  private static Optional<LedgerChange> change(CountedTrials counted) {
    return counted
        .ledger()
        .map(
            file ->
                new LedgerChange(
                    file, counted.ever().stream().map(BatchManifest::family).toList()));
  }

  private static LedgerChange.Family family(TrialsEver ever) {
    return new LedgerChange.Family(
        ever.family().name(),
        ever.family().freq(),
        ever.family().kind().label(),
        ever.before(),
        ever.trials().count());
  }

  private static BatchFacts facts(Provenance batch) {
    BatchPlan plan = batch.plan();
    BatchConfig config = plan.config();
    return new BatchFacts(
        config.identity().name(),
        config.identity().description(),
        batch.startedAt(),
        batch.configHash(),
        batch.gitDirty(),
        seed(plan.runs().get(0)),
        config.execution().maxWorkers(),
        config.execution().failFast(),
        config.identity().outputRoot(),
        config.runs().grids().stream().map(Sweep::of).toList(),
        configInputs(config),
        config.runs().settings(),
        plan.selection(),
        plan.runs().stream().map(PlannedRun::of).toList(),
        plan.warnings(),
        BatchDirectory.lastingConfig(config),
        config.workingDirectory(),
        batch.commandLine(),
        RunManifest.origin(batch));
  }

  private static List<BatchFacts.ConfigInput> configInputs(BatchConfig config) {
    List<BatchFacts.ConfigInput> inputs = new ArrayList<>();
    config
        .runs()
        .runsFile()
        .map(
            file ->
                new BatchFacts.ConfigInput(
                    RunSetKeys.RUNS_FILE, file.file(), file.sha256(), file.bytes()))
        .ifPresent(inputs::add);
    config
        .strategies()
        .map(
            own ->
                new BatchFacts.ConfigInput(
                    SourceKeys.SOURCES,
                    BatchDirectory.of(config).strategyJar(own.sha256()),
                    own.sha256(),
                    own.bytes()))
        .ifPresent(inputs::add);
    return inputs;
  }

  private static OptionalLong seed(RunPlan run) {
    return run.effective()
        .find("seed")
        .map(seed -> OptionalLong.of(Long.parseLong(seed.normalised())))
        .orElse(OptionalLong.empty());
  }
}

package org.backtestrunner.orchestrator.batch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.backtestrunner.orchestrator.batch.execution.BatchExecutor;
import org.backtestrunner.orchestrator.batch.execution.Takeover;
import org.backtestrunner.orchestrator.batch.execution.Workers;
import org.backtestrunner.orchestrator.batch.host.Installation;
import org.backtestrunner.orchestrator.batch.host.Signals;
import org.backtestrunner.orchestrator.batch.progress.Progress;
import org.backtestrunner.orchestrator.config.BatchConfig;
import org.backtestrunner.orchestrator.config.program.WorkerProgram;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.harvest.resume.InputFiles;
import org.backtestrunner.orchestrator.harvest.resume.ResumePlan;
import org.backtestrunner.orchestrator.launch.RunLauncher;
import org.backtestrunner.orchestrator.launch.Slots;
import org.backtestrunner.orchestrator.launch.cache.BatchCache;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.execute.StopSignal;
import org.backtestrunner.orchestrator.plan.IdenticalRuns;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.plan.RunSelection;

/** The runs of a batch under way: several at once, until all have ended or something ends them. */
final class BatchLaunch implements AutoCloseable {
  /** With the time that workers have to end, below what a user was promised to wait. */
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final BatchFiles files;
  private final InputFiles inputFiles;
  private final Progress progress;
  private final Workers workers;
  private final BatchExecutor execution;
  private final Takeover takeover;
  private final StopSignal stop = new StopSignal();
  private final AtomicInteger signal = new AtomicInteger();
  private final BatchCache cache;

  BatchLaunch(BatchFiles files, InputFiles inputFiles, boolean detached, Progress progress) {
    this.files = files;
    this.inputFiles = inputFiles;
    this.progress = progress;
    this.workers = Workers.affordable(files.provenance().plan(), progress);
    this.execution =
        BatchExecutor.of(
            files.provenance().plan(),
            files.directory(),
            workers,
            Installation.jar(),
            worker(),
            detached,
            progress);
    execution.cluster().ifPresent(progress::watchCluster);
    this.takeover = new Takeover(execution.adopter());
    this.cache =
        BatchCache.of(
            // What is kept of a JVM is of no use to another one.
            config().executor().java().isPresent() ? config().withoutCache() : config(),
            workers.command(),
            inputFiles::workerSha256,
            execution.here(),
            stop,
            progress);
  }

  private BatchConfig config() {
    return files.provenance().plan().config();
  }

  /** From now on a signal ends the batch in an orderly way. */
  void answerSignals() {
    Signals.install(this::interrupt, execution::killAll);
  }

  private void interrupt(int exitCode) {
    signal.compareAndSet(0, exitCode);
    if (stop.trigger(Cause.INTERRUPTED)) {
      progress.say("Interrupted: ending the workers; once more to end at once.");
    }
    // The results that there are may still get their manifests, for which inputs are read.
    CompletableFuture.delayedExecutor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)
        .execute(inputFiles::abandon);
  }

  /**
   * Decides which runs that an earlier start has handed to others go on.
   *
   * @return their directories, which must not be moved
   */
  Set<Path> takeOver(Optional<ResumePlan> resumption) {
    resumption.ifPresentOrElse(
        earlier ->
            takeover.decide(
                files.provenance().plan(), files.directory(), earlier, workers.command(), worker()),
        () -> takeover.abandonAll(files.directory()));
    return takeover.directories();
  }

  /** What executes runs, in words that are others where results may be. */
  private String worker() {
    return inputFiles.workerSha256().orElse("unknown")
        + " "
        + config().program().map(WorkerProgram::command).orElse(config().jvm().arguments());
  }

  /**
   * Executes every selected run that is not kept and not identical to another, as long as nothing
   * ends the batch.
   *
   * @param resumption what is kept of an earlier start
   * @return one result of each planned run, in their order; empty where runs are in the hands of
   *     others, for whom nobody here waits
   */
  Optional<List<RunResult>> run(Optional<ResumePlan> resumption) {
    List<RunPlan> runs = files.provenance().plan().runs();
    RunLauncher launcher =
        new RunLauncher(
            execution.runs(),
            config().execution().sharesJvms(),
            workers.command(),
            config().attempts(),
            config().workingDirectory(),
            config().outputs().files(),
            stop,
            cache,
            takeover);
    EarlyEnd earlyEnd = new EarlyEnd(config(), workers.atOnce(), stop, progress);
    KeptRuns keptRuns =
        new KeptRuns(
            resumption.map(ResumePlan::kept).orElse(Map.of()),
            files.directory(),
            launcher,
            workers.command(),
            config().outputs().files());
    RunSelection selection = files.provenance().plan().selection();
    List<RunPlan> wanted =
        runs.stream().filter(run -> keptRuns.contains(run) || selection.includes(run)).toList();
    IdenticalRuns identical = IdenticalRuns.of(wanted, keptRuns::contains);
    List<RunPlan> own = wanted.stream().filter(run -> identical.source(run).isEmpty()).toList();
    cache.expect(own.stream().filter(run -> !keptRuns.contains(run)).toList());
    try (RunPipeline pipeline =
        new RunPipeline(files, keptRuns, launcher, cache, inputFiles, progress, earlyEnd)) {
      List<Optional<RunResult>> results =
          Slots.runAll(execution.runs().capacity(), own, stop, pipeline::execute);
      Set<Integer> handedOver = pipeline.handedOver();
      if (!handedOver.isEmpty() && !stop.isTriggered()) {
        execution.handOver().forEach(progress::say);
        return Optional.empty();
      }
      Map<Integer, RunResult> byIndex = new HashMap<>();
      for (int i = 0; i < own.size(); i++) {
        RunPlan run = own.get(i);
        RunResult result =
            results
                .get(i)
                .filter(known -> !handedOver.contains(run.index()))
                .orElseGet(() -> pipeline.skip(run, stop.cause().orElse(Cause.INTERRUPTED)));
        byIndex.put(run.index(), result);
      }
      for (RunPlan run : wanted) {
        identical
            .source(run)
            .map(source -> pipeline.share(run, byIndex.get(source.index())))
            .ifPresent(result -> byIndex.put(run.index(), result));
      }
      for (RunPlan run : runs) {
        byIndex.computeIfAbsent(run.index(), i -> pipeline.skip(run, Cause.NOT_SELECTED));
      }
      return Optional.of(runs.stream().map(run -> byIndex.get(run.index())).toList());
    }
  }

  boolean isInterrupted() {
    return stop.cause().equals(Optional.of(Cause.INTERRUPTED));
  }

  /** The exit code of the signal that has ended the batch, if one did. */
  OptionalInt signal() {
    return signal.get() == 0 ? OptionalInt.empty() : OptionalInt.of(signal.get());
  }

  @Override
  public void close() {
    cache.close();
    execution.close();
    List<String> strays = execution.endStrays();
    if (!strays.isEmpty()) {
      progress.say("Ended what workers had left running: " + String.join(", ", strays));
    }
  }
}

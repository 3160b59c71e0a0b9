package org.backtestrunner.orchestrator.batch;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.backtestrunner.orchestrator.batch.host.Signals;
import org.backtestrunner.orchestrator.batch.progress.Progress;
import org.backtestrunner.orchestrator.config.BatchConfig;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.harvest.resume.InputFiles;
import org.backtestrunner.orchestrator.harvest.resume.ResumePlan;
import org.backtestrunner.orchestrator.launch.RunLauncher;
import org.backtestrunner.orchestrator.launch.Slots;
import org.backtestrunner.orchestrator.launch.cache.BatchCache;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.execute.LocalExecutor;
import org.backtestrunner.orchestrator.launch.execute.StopSignal;
import org.backtestrunner.orchestrator.launch.shared.SharedExecutor;
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
  private final LocalExecutor local;
  private final SharedExecutor executor;
  private final StopSignal stop = new StopSignal();
  private final AtomicInteger signal = new AtomicInteger();
  private final BatchCache cache;

  BatchLaunch(BatchFiles files, InputFiles inputFiles, Progress progress) {
    this.files = files;
    this.inputFiles = inputFiles;
    this.progress = progress;
    this.workers = Workers.affordable(files.provenance().plan(), progress);
    this.local = new LocalExecutor(workers.atOnce());
    this.executor =
        new SharedExecutor(
            local, config().execution().runsPerJvm(), files.directory().jvmOutputs());
    this.cache =
        BatchCache.of(
            config(), workers.command(), inputFiles::workerSha256, executor, stop, progress);
  }

  private BatchConfig config() {
    return files.provenance().plan().config();
  }

  /** From now on a signal ends the batch in an orderly way. */
  void answerSignals() {
    Signals.install(this::interrupt, local::killAll);
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
   * Executes every selected run that is not kept and not identical to another, as long as nothing
   * ends the batch.
   *
   * @param resumption what is kept of an earlier start
   * @return one result of each planned run, in their order
   */
  List<RunResult> run(Optional<ResumePlan> resumption) {
    List<RunPlan> runs = files.provenance().plan().runs();
    RunLauncher launcher =
        new RunLauncher(
            executor,
            config().execution().sharesJvms(),
            workers.command(),
            config().attempts(),
            config().workingDirectory(),
            config().outputs().files(),
            stop,
            cache);
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
          Slots.runAll(executor.capacity(), own, stop, pipeline::execute);
      Map<Integer, RunResult> byIndex = new HashMap<>();
      for (int i = 0; i < own.size(); i++) {
        RunPlan run = own.get(i);
        RunResult result =
            results
                .get(i)
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
      return runs.stream().map(run -> byIndex.get(run.index())).toList();
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
    local.close();
    executor.close();
    List<String> strays = local.endStrays();
    if (!strays.isEmpty()) {
      progress.say("Ended what workers had left running: " + String.join(", ", strays));
    }
  }
}

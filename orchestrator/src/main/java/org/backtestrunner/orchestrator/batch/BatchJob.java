package org.backtestrunner.orchestrator.batch;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.backtestrunner.orchestrator.config.BatchConfig;
import org.backtestrunner.orchestrator.config.MemorySize;
import org.backtestrunner.orchestrator.file.AtomicFile;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.harvest.resume.InputFiles;
import org.backtestrunner.orchestrator.harvest.resume.ResumePlan;
import org.backtestrunner.orchestrator.launch.RunLauncher;
import org.backtestrunner.orchestrator.launch.Slots;
import org.backtestrunner.orchestrator.launch.cache.BatchCache;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.contract.Status;
import org.backtestrunner.orchestrator.launch.contract.WorkerCommand;
import org.backtestrunner.orchestrator.launch.execute.AvailableMemory;
import org.backtestrunner.orchestrator.launch.execute.LocalExecutor;
import org.backtestrunner.orchestrator.launch.execute.StopSignal;
import org.backtestrunner.orchestrator.manifest.BatchState;
import org.backtestrunner.orchestrator.plan.BatchPlan;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;
import org.backtestrunner.orchestrator.report.BatchContext;
import org.backtestrunner.orchestrator.report.BatchManifest;
import org.backtestrunner.orchestrator.report.BatchSummary;
import org.backtestrunner.orchestrator.report.ConsoleSummary;
import org.backtestrunner.orchestrator.report.SummaryCsv;
import org.backtestrunner.orchestrator.report.SummaryJson;

/** A planned batch from its first directory to its exit code. */
public final class BatchJob implements AutoCloseable {
  private final BatchPlan plan;
  private final BatchConfig config;
  private final BatchContext context;
  private final BatchDirectory directory;
  private final WorkerCommand workerCommand;
  private final InputFiles inputFiles;
  private final Optional<ResumePlan> resumption;
  private final Progress progress;
  private final int slots;
  private final CircuitBreaker circuitBreaker;
  private final LocalExecutor executor = new LocalExecutor();
  private final StopSignal stop = new StopSignal();
  private final AtomicInteger signal = new AtomicInteger();
  private final BatchCache cache;

  /**
   * @param resumption what is kept of an earlier start
   */
  public BatchJob(
      BatchContext context,
      InputFiles inputFiles,
      Optional<ResumePlan> resumption,
      Progress progress) {
    this.plan = context.plan();
    this.config = plan.config();
    this.context = context;
    this.directory = BatchDirectory.of(config);
    this.inputFiles = inputFiles;
    this.resumption = resumption;
    this.progress = progress;
    this.slots = slots();
    this.workerCommand = workerCommand(plan, slots);
    this.cache =
        BatchCache.of(
            config,
            workerCommand,
            inputFiles::workerSha256,
            executor,
            stop,
            progress::say,
            progress::detail);
    this.circuitBreaker = new CircuitBreaker(config.circuitBreaker(), slots);
  }

  /**
   * How workers are called.
   *
   * @param slots how many run at once
   */
  public static WorkerCommand workerCommand(BatchPlan plan, int slots) {
    return new WorkerCommand(
        WorkerCommand.runningJava(),
        plan.config().workerMemory().map(MemorySize::toString),
        WorkerCommand.processorsPerWorker(Math.min(slots, plan.runs().size())),
        plan.config().workerJvmArguments(),
        plan.config().worker().jar());
  }

  public static InputFiles inputFiles(BatchPlan plan) {
    return new InputFiles(
        plan.runs(),
        plan.config().workingDirectory(),
        plan.config().worker().jar(),
        plan.config().workerJvmArguments());
  }

  /** No more workers at once than memory allows, where it is known what each may take. */
  private int slots() {
    int wanted = config.maxWorkers();
    OptionalLong available = AvailableMemory.mebibytes();
    if (config.workerMemory().isEmpty() || available.isEmpty()) {
      return wanted;
    }
    int each = config.workerMemory().get().withOverheadMebibytes();
    int possible = (int) Math.max(1, Math.min(wanted, available.getAsLong() / each));
    if (possible < wanted) {
      progress.say(
          "Memory allows %d of %d workers at once: %d MiB are available, and each may take %d MiB."
              .formatted(possible, wanted, available.getAsLong(), each));
    }
    return possible;
  }

  /**
   * Makes the batch's directory with what is known before the first run. The manifest comes first:
   * with it the directory is a batch, and whatever happens then can be resumed.
   */
  public void begin() {
    Signals.install(this::interrupt, executor::killAll);
    createDirectories(directory.path());
    AtomicFile.deleteLeftovers(directory.path());
    BatchManifest.writeBegun(directory.manifest(), context);
    AtomicFile.write(directory.config(), config.source().bytes());
    createDirectories(directory.runs());
    resumption.ifPresent(earlier -> earlier.moveIntoPlace(plan));
  }

  /**
   * Runs everything and writes the summary.
   *
   * @param out takes the closing table
   * @return the program's exit code
   */
  public int run(PrintWriter out) {
    List<RunResult> results = launch();
    checkThatItIsStillThere("the files of the batch", directory.config());
    for (RunResult result : results) {
      checkThatItIsStillThere(
          "the results of run " + result.plan().id(), directory.run(result.plan()).manifest());
    }
    BatchSummary summary = BatchSummary.of(results);
    SummaryCsv.write(directory.summaryCsv(), summary);
    SummaryJson.write(directory.summaryJson(), context, summary);
    BatchManifest.writeEnded(directory.manifest(), context, state(), Instant.now(), summary);
    progress.close();
    ConsoleSummary.lines(summary).forEach(out::println);
    out.println("Summary: " + directory.summaryCsv());
    out.flush();
    return ExitCode.of(summary, signalCode());
  }

  /**
   * A summary of results that somebody has deleted meanwhile would be wrong. A worker that was at
   * work then may have made their directories again.
   */
  private static void checkThatItIsStillThere(String what, Path file) {
    if (!Files.exists(file)) {
      throw new EnvironmentException(what + " have vanished: " + file);
    }
  }

  private List<RunResult> launch() {
    RunLauncher launcher =
        new RunLauncher(
            executor, workerCommand, config.attempts(), config.workingDirectory(), stop, cache);
    try (ManifestWriter manifests = new ManifestWriter()) {
      RunPipeline jobs =
          new RunPipeline(
              context,
              directory,
              workerCommand,
              launcher,
              inputFiles,
              resumption,
              cache,
              manifests,
              progress);
      cache.expect(jobs.toExecute());
      List<Optional<RunResult>> results =
          Slots.runAll(slots, plan.runs(), stop, run -> stopAfter(jobs.execute(run)));
      List<RunResult> all = new ArrayList<>();
      for (RunPlan run : plan.runs()) {
        Optional<RunResult> result = results.get(run.index());
        all.add(result.orElseGet(() -> jobs.skip(run, stop.cause().orElse(Cause.INTERRUPTED))));
      }
      return all;
    }
  }

  private void interrupt(int exitCode) {
    signal.compareAndSet(0, exitCode);
    if (stop.trigger(Cause.INTERRUPTED)) {
      progress.say("Interrupted: ending the workers; once more to end at once.");
    }
  }

  /** Ends the batch where this result asks for it. */
  private RunResult stopAfter(RunResult result) {
    if (result.trace().kept()) {
      return result;
    }
    if (result.status() == Status.FAILED || result.status() == Status.TIMEOUT) {
      if (config.failFast()) {
        stop.trigger(Cause.FAIL_FAST);
      }
    }
    if (circuitBreaker.trips(result) && stop.trigger(Cause.FAIL_FAST)) {
      progress.say(
          ("The first %d runs all failed alike, so a common fault is likely, and the batch stops"
                  + " (circuit_breaker: off disables this): %s")
              .formatted(circuitBreaker.runs(), result.failure().orElseThrow().error()));
    }
    return result;
  }

  @Override
  public void close() {
    cache.close();
    executor.close();
  }

  private BatchState state() {
    return stop.cause().equals(Optional.of(Cause.INTERRUPTED))
        ? BatchState.INTERRUPTED
        : BatchState.FINISHED;
  }

  private OptionalInt signalCode() {
    return signal.get() == 0 ? OptionalInt.empty() : OptionalInt.of(signal.get());
  }

  private static void createDirectories(Path path) {
    try {
      Files.createDirectories(path);
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot make the directory", path, failure);
    }
  }
}

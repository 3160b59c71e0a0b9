package org.backtestrunner.orchestrator.launch.cache;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.backtestrunner.orchestrator.config.BatchConfig;
import org.backtestrunner.orchestrator.config.CachePolicy;
import org.backtestrunner.orchestrator.config.ExecutionPolicy;
import org.backtestrunner.orchestrator.launch.command.RunCommand;
import org.backtestrunner.orchestrator.launch.command.WorkerCommand;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.execute.Executor;
import org.backtestrunner.orchestrator.launch.execute.StopSignal;
import org.backtestrunner.orchestrator.plan.RunPlan;

/** What makes the runs of a batch start faster and changes no result. Thread-safe. */
public final class BatchCache implements AutoCloseable {
  /**
   * What a cache needs to know of the batch.
   *
   * @param command that executes the runs without a cache
   * @param workingDirectory where relative paths start; absolute
   * @param timeLimit of a run, which a preparation may not exceed either; absent: none
   * @param workerSha256 tells the SHA-256 of the worker jar; empty where that cannot be read
   * @param notices takes what failed; the batch goes on without it
   */
  record Batch(
      WorkerCommand command,
      Path workingDirectory,
      Optional<Duration> timeLimit,
      Supplier<Optional<String>> workerSha256,
      Executor executor,
      StopSignal stop,
      Notices notices) {
    Batch with(WorkerCommand other) {
      return new Batch(other, workingDirectory, timeLimit, workerSha256, executor, stop, notices);
    }
  }

  private Optional<CacheDirectory> directory;
  private final boolean canPrepare;
  private final ExecutionPolicy execution;
  private final Optional<Batch> ofBatch;
  private Optional<InputStore> store = Optional.empty();
  private Optional<WorkerArchive> archive = Optional.empty();
  private volatile Optional<Path> worker = Optional.empty();

  private BatchCache(
      Optional<CacheDirectory> directory,
      boolean canPrepare,
      ExecutionPolicy execution,
      Optional<Batch> batch) {
    this.directory = directory;
    this.canPrepare = canPrepare;
    this.execution = execution;
    this.ofBatch = batch;
  }

  /**
   * What the config allows: a copy of the worker and, if it is one of ours, an archive of its
   * classes and prepared inputs; below a directory of the user.
   *
   * @param command of a program of the user's, for which there is nothing to keep
   * @param workerSha256 tells the SHA-256 of the worker jar; empty where that cannot be read
   * @param notices takes what failed; the batch goes on without it
   */
  public static BatchCache of(
      BatchConfig config,
      RunCommand command,
      Supplier<Optional<String>> workerSha256,
      Executor executor,
      StopSignal stop,
      Notices notices) {
    CachePolicy policy = config.cache();
    if (!(command instanceof WorkerCommand ofWorker)) {
      return new BatchCache(Optional.empty(), false, config.execution(), Optional.empty());
    }
    long mostBytes = (long) policy.bound().mebibytes() << 20;
    return new BatchCache(
        place(policy).map(path -> new CacheDirectory(path, mostBytes)),
        config.worker().canPrepare(),
        config.execution(),
        Optional.of(
            new Batch(
                ofWorker,
                config.workingDirectory(),
                config.attempts().timeLimit(),
                workerSha256,
                executor,
                stop,
                notices)));
  }

  /** Where things are kept; empty where nothing is. */
  public static Optional<Path> place(CachePolicy policy) {
    return Optional.of(policy)
        .filter(CachePolicy::enabled)
        .flatMap(p -> p.directory().or(() -> CacheDirectory.usual(System.getenv())));
  }

  /** Tells which runs will be launched. To be called once, before the first is. */
  public void expect(List<RunPlan> runs) {
    if (runs.isEmpty()) {
      return;
    }
    directory = directory.filter(this::isTrusted);
    if (directory.isEmpty()) {
      return;
    }
    Batch batch = ofBatch.orElseThrow();
    worker =
        batch
            .workerSha256()
            .get()
            .flatMap(sha256 -> WorkerCopy.of(directory.get(), batch.command().workerJar(), sha256));
    if (!canPrepare) {
      return;
    }
    Batch own = batch.with(worker.map(batch.command()::withJar).orElse(batch.command()));
    store = Optional.of(new InputStore(directory.get(), own));
    archive = Optional.of(new WorkerArchive(directory.get(), own));
    store.get().expect(runs);
    archive.get().begin(execution.workersOf(runs.size()));
  }

  private boolean isTrusted(CacheDirectory found) {
    Optional<String> objection = found.objection();
    objection.ifPresent(
        why ->
            ofBatch
                .orElseThrow()
                .notices()
                .say(
                    "The cache %s is not used: %s. Make it yours alone, or choose another place by --cache-dir."
                        .formatted(found.path(), why)));
    return objection.isEmpty();
  }

  /** Whether runs are executed with a copy of the worker, to which nothing happens meanwhile. */
  public boolean hasWorker() {
    return worker.isPresent();
  }

  /**
   * The file by which the run's worker finds its prepared inputs, as soon as it is there. Fails
   * with an {@link UnusableInputsException} where they cannot be used.
   */
  public CompletableFuture<Optional<Path>> store(RunPlan run) {
    return store
        .map(s -> s.of(run))
        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
  }

  /** The same command with what there is by now of copy and archive. */
  public RunCommand accelerated(RunCommand command) {
    return command instanceof WorkerCommand ofWorker ? accelerated(ofWorker) : command;
  }

  private WorkerCommand accelerated(WorkerCommand command) {
    WorkerCommand own = worker.map(command::withJar).orElse(command);
    return archive.flatMap(WorkerArchive::get).map(own::withArchive).orElse(own);
  }

  /** Whether a worker may have failed because of what is in the cache. */
  public boolean mayCause(Cause cause, RunCommand used) {
    return used instanceof WorkerCommand ofWorker && mayCause(cause, ofWorker);
  }

  private static boolean mayCause(Cause cause, WorkerCommand used) {
    return switch (cause) {
      case JVM -> used.archive().isPresent() || !WorkerCopy.isWhole(used.workerJar());
      // A class that cannot be found looks like a bug.
      case WORKER_BUG -> !WorkerCopy.isWhole(used.workerJar());
      default -> false;
    };
  }

  /** Reports a JVM that failed while using the cache; the cache is not used again. */
  public void distrust() {
    archive.ifPresent(WorkerArchive::distrust);
    worker.ifPresent(WorkerCopy::delete);
    worker = Optional.empty();
  }

  /** Waits for what is still being made for later batches, unless the batch was stopped. */
  @Override
  public void close() {
    archive.ifPresent(WorkerArchive::close);
  }
}

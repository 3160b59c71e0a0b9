package org.backtestrunner.orchestrator.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.backtestrunner.orchestrator.config.BatchConfig;
import org.backtestrunner.orchestrator.plan.RunPlan;

/** What makes the runs of a batch start faster and changes no result. Thread-safe. */
public final class BatchCache implements AutoCloseable {
  private final Optional<InputStore> store;
  private final Optional<WorkerArchive> archive;

  private BatchCache(Optional<InputStore> store, Optional<WorkerArchive> archive) {
    this.store = store;
    this.archive = archive;
  }

  /** Nothing: every run is on its own. */
  public static BatchCache none() {
    return new BatchCache(Optional.empty(), Optional.empty());
  }

  /**
   * What the config allows: prepared inputs and an archive of the worker's classes, below a
   * directory of the user.
   *
   * @param workerSha256 tells the SHA-256 of the worker jar; empty where that cannot be read
   * @param tell takes one line on what failed; the batch goes on without it
   */
  public static BatchCache of(
      BatchConfig config,
      WorkerCommand command,
      Supplier<Optional<String>> workerSha256,
      Executor executor,
      StopSignal stop,
      Consumer<String> tell) {
    Optional<Path> path =
        config.cache().directory().or(() -> CacheDirectory.usual(System.getenv()));
    if (!config.cache().enabled() || path.isEmpty()) {
      return none();
    }
    CacheDirectory directory =
        new CacheDirectory(path.get(), (long) config.cache().bound().mebibytes() << 20);
    Path workingDirectory = config.workingDirectory();
    return new BatchCache(
        Optional.of(
            new InputStore(
                directory, command, workerSha256, workingDirectory, executor, stop, tell)),
        Optional.of(new WorkerArchive(directory, command, workerSha256, executor, stop, tell)));
  }

  /** Tells which runs will be launched. To be called once, before the first is. */
  public void expect(List<RunPlan> runs) {
    if (!runs.isEmpty()) {
      store.ifPresent(s -> s.expect(runs));
      archive.ifPresent(a -> a.begin(runs.size()));
    }
  }

  /** The file by which the run's worker finds its prepared inputs; may wait for these. */
  Optional<Path> store(RunPlan run) {
    return store.flatMap(s -> s.of(run));
  }

  /** The archive of the worker's classes, if there is one by now. */
  Optional<ClassArchive> archive() {
    return archive.flatMap(WorkerArchive::get);
  }

  /** To be told of a JVM that failed with the archive. */
  void distrustArchive() {
    archive.ifPresent(WorkerArchive::distrust);
  }

  /** Waits for what is still being made for later batches, unless the batch was stopped. */
  @Override
  public void close() {
    archive.ifPresent(WorkerArchive::close);
  }
}

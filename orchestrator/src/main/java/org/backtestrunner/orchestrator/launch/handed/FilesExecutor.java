package org.backtestrunner.orchestrator.launch.handed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.backtestrunner.orchestrator.file.AtomicFile;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.execute.Executor;
import org.backtestrunner.orchestrator.launch.execute.RunOutcome;
import org.backtestrunner.orchestrator.launch.execute.RunTask;
import org.backtestrunner.orchestrator.launch.execute.StopSignal;

/** Starts nothing, and writes down what is to be started. */
public final class FilesExecutor implements Executor {
  private final HandedDirectory files;
  private final RunnerCommand runner;
  private final int runsPerTask;
  private final int capacity;
  private final List<RunTask> taken = new ArrayList<>();

  public FilesExecutor(HandedDirectory files, RunnerCommand runner, int runsPerTask, int capacity) {
    this.files = files;
    this.runner = runner;
    this.runsPerTask = runsPerTask;
    this.capacity = capacity;
  }

  @Override
  public int capacity() {
    return capacity;
  }

  /** Takes note of the run; the outcome fails with a {@link HandedOverException}. */
  @Override
  public CompletableFuture<RunOutcome> submit(RunTask task, StopSignal stop) {
    Optional<Cause> stopped = stop.cause();
    if (stopped.isPresent()) {
      return CompletableFuture.completedFuture(
          RunOutcome.stoppedBeforeStart(Instant.now(), stopped.get()));
    }
    synchronized (this) {
      taken.add(task);
    }
    return CompletableFuture.failedFuture(new HandedOverException());
  }

  /**
   * Writes the list of what was taken, and the script that executes a line of it.
   *
   * @param worker what executes the runs
   * @param list takes a copy of the list
   * @return how many tasks there are
   */
  public synchronized int write(String worker, Path list, Path script) {
    try {
      files.create();
      List<Integer> earlier = files.chunks();
      int number = earlier.isEmpty() ? 1 : earlier.get(earlier.size() - 1) + 1;
      // Handed in by several threads.
      taken.sort(Comparator.comparing(RunTask::log));
      Chunk chunk = Chunk.of(number, taken, runsPerTask);
      new Chunk.Note("tasks-" + number, chunk.tasks().size(), worker, Optional.empty())
          .write(files, number);
      chunk.write(files);
      String text = runner.script(files, Integer.toString(number), "\"${1:?a line of tasks.tsv}\"");
      AtomicFile.write(list, Files.readAllBytes(files.list(number)));
      AtomicFile.write(script, text);
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
      return chunk.tasks().size();
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot write", files.path(), failure);
    }
  }
}

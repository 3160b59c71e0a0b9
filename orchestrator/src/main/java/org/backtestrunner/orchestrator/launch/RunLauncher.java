package org.backtestrunner.orchestrator.launch;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.backtestrunner.orchestrator.config.AttemptPolicy;
import org.backtestrunner.orchestrator.file.AtomicFile;
import org.backtestrunner.orchestrator.file.DirectoryTree;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.launch.cache.BatchCache;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.contract.WorkerArguments;
import org.backtestrunner.orchestrator.launch.contract.WorkerCommand;
import org.backtestrunner.orchestrator.launch.execute.Executor;
import org.backtestrunner.orchestrator.launch.execute.RunOutcome;
import org.backtestrunner.orchestrator.launch.execute.RunTask;
import org.backtestrunner.orchestrator.launch.execute.StopSignal;
import org.backtestrunner.orchestrator.launch.execute.Termination;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.plan.layout.RunDirectory;

/**
 * Launches the worker of a run, again where a failure may pass. Every attempt writes into a
 * directory of its own, whose results are moved into place when it has ended well: nothing that an
 * older attempt may still write can touch a newer result.
 */
public final class RunLauncher {
  private static final double LEAST_JITTER = 0.75;
  private static final double MOST_JITTER = 1.25;

  private final Executor executor;
  private final WorkerCommand command;
  private final AttemptPolicy policy;
  private final Path workingDirectory;
  private final StopSignal stop;
  private final BatchCache cache;

  /**
   * @param workingDirectory where relative paths of parameters start; absolute
   */
  public RunLauncher(
      Executor executor,
      WorkerCommand command,
      AttemptPolicy policy,
      Path workingDirectory,
      StopSignal stop,
      BatchCache cache) {
    this.executor = executor;
    this.command = command;
    this.policy = policy;
    this.workingDirectory = workingDirectory;
    this.stop = stop;
    this.cache = cache;
  }

  /**
   * Makes a run's directory with what is needed to run it, alone or by {@link #launch}. Of a run
   * that is done nothing is touched that is as it should be.
   */
  public void prepare(RunPlan run, RunDirectory directory) {
    try {
      createDirectory(directory);
      AtomicFile.deleteLeftovers(directory.path());
      String text =
          WorkerArguments.text(
              run.workerParameters(workingDirectory), directory.backtest(), Optional.empty());
      Path file = directory.workerArguments();
      if (!Files.exists(file)) {
        // Should this be cut short, the next start writes it again.
        Files.writeString(file, text);
      } else if (!Files.readString(file).equals(text)) {
        AtomicFile.write(file, text);
      }
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot write", directory.path(), failure);
    }
  }

  /** Not those above: a batch whose directory somebody deleted does not go on in half of one. */
  private static void createDirectory(RunDirectory directory) throws IOException {
    if (!Files.isDirectory(directory.path())) {
      Files.createDirectory(directory.path());
    }
  }

  /**
   * Launches the run's worker until it ends well, or another attempt is useless or not allowed.
   *
   * @return completed after the last attempt; with an {@link EnvironmentException} where the run's
   *     directory cannot be written
   */
  public CompletableFuture<LaunchResult> launch(RunPlan run, RunDirectory directory) {
    return new Launch(run, directory).attempt();
  }

  /** One run, attempt by attempt: each is begun by whatever ends the one before it. */
  private final class Launch {
    private final RunPlan run;
    private final RunDirectory directory;
    private final List<Attempt> attempts = new ArrayList<>();
    private WorkerCommand next = command;
    private int allowed = policy.retries() + 1;

    Launch(RunPlan run, RunDirectory directory) {
      this.run = run;
      this.directory = directory;
    }

    CompletableFuture<LaunchResult> attempt() {
      return cache.store(run).thenCompose(store -> writing(() -> attempt(store)));
    }

    private CompletableFuture<LaunchResult> attempt(Optional<Path> store) throws IOException {
      int number = attempts.size() + 1;
      if (number == 1) {
        createDirectory(directory);
      }
      label(directory.log(), number);
      long logStart = Files.exists(directory.log()) ? Files.size(directory.log()) : 0;
      // Unlike any before: the worker of an orchestrator that was killed may still be writing.
      Path own = directory.attempt(number, UUID.randomUUID().toString().substring(0, 8));
      Files.createDirectory(own);
      Path out = own.resolve(directory.backtest().getFileName());
      writeArguments(out, store);
      WorkerCommand now = cache.accelerated(next);
      RunTask task =
          new RunTask(
              directory.path(),
              directory.log(),
              now.forRun(directory.workerArguments(), store.isPresent()),
              policy.timeLimit(),
              RunTask.DEFAULT_GRACE);
      return executor
          .submit(task, stop)
          .thenCompose(
              outcome ->
                  writing(
                      () -> {
                        moveIntoPlace(outcome, out);
                        // From here on the arguments repeat the run in place.
                        writeArguments(directory.backtest(), store);
                        deleteIfEmpty(own);
                        return decide(outcome, now, logStart);
                      }));
    }

    private void moveIntoPlace(RunOutcome outcome, Path out) throws IOException {
      if (outcome.cause().isEmpty() && Files.exists(out)) {
        DirectoryTree.delete(directory.backtest());
        Files.move(out, directory.backtest(), StandardCopyOption.ATOMIC_MOVE);
      }
    }

    /** Whether this was the last attempt. */
    private CompletableFuture<LaunchResult> decide(
        RunOutcome outcome, WorkerCommand used, long logStart) {
      Optional<Cause> cause = outcome.cause();
      attempts.add(
          new Attempt(
              attempts.size() + 1,
              cause,
              outcome.exitCode(),
              outcome.startedAt(),
              outcome.runtime()));
      boolean fromCache = !used.equals(next) && outcome.ending() != Termination.NOT_STARTED;
      if (fromCache
          && cause.filter(c -> cache.mayCause(c, used)).isPresent()
          && !stop.isTriggered()) {
        // Whatever it was, the same without our cache must not fail so.
        cache.distrust();
        allowed++;
        return attempt();
      }
      LaunchResult result =
          new LaunchResult(next.forRun(directory.workerArguments()), attempts, outcome, logStart);
      if (!isWorthAnother(attempts, allowed)) {
        return CompletableFuture.completedFuture(result);
      }
      return stop.within(backoff(attempts.size()))
          .thenCompose(
              stopped -> {
                if (stopped.isPresent()) {
                  return CompletableFuture.completedFuture(result);
                }
                if (cause.equals(Optional.of(Cause.OUT_OF_MEMORY))) {
                  next = next.withMoreMemory();
                }
                return attempt();
              });
    }

    private void writeArguments(Path out, Optional<Path> store) throws IOException {
      Files.writeString(
          directory.workerArguments(),
          WorkerArguments.text(run.workerParameters(workingDirectory), out, store));
    }

    private <R> R writing(Writing<R> action) {
      try {
        return action.call();
      } catch (IOException failure) {
        throw EnvironmentException.of("cannot write", directory.path(), failure);
      }
    }
  }

  /** What writes into a run's directory. */
  private interface Writing<R> {
    R call() throws IOException;
  }

  /** What a failed attempt has written may help to find out why. */
  private static void deleteIfEmpty(Path directory) throws IOException {
    try {
      Files.delete(directory);
    } catch (DirectoryNotEmptyException | NoSuchFileException kept) {
      // It stays as it is.
    }
  }

  /** Where there may be several attempts, the log says where each begins. */
  private void label(Path log, int number) throws IOException {
    if (policy.retries() > 0) {
      String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
      Files.writeString(
          log,
          "=== attempt " + number + " of at most " + (policy.retries() + 1) + ", " + now + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  private boolean isWorthAnother(List<Attempt> attempts, int allowed) {
    Optional<Cause> last = attempts.get(attempts.size() - 1).cause();
    return last.isPresent()
        && attempts.size() < allowed
        && !stop.isTriggered()
        && isTransient(last.get(), attempts);
  }

  /** Whether a cause may be gone at a second try; what is deterministic never is. */
  private boolean isTransient(Cause cause, List<Attempt> attempts) {
    return switch (cause) {
      case KILLED, JVM -> true;
      case TIMEOUT -> policy.retryTimeouts();
      // Once, with more memory: a second time more would not be enough either.
      case OUT_OF_MEMORY ->
          attempts.stream().filter(a -> a.cause().equals(Optional.of(cause))).count() == 1;
      case USAGE, BAD_DATA, WORKER_BUG, NO_OUTPUT, INVALID_OUTPUT, FAIL_FAST, INTERRUPTED -> false;
    };
  }

  /** The pause before a retry; runs that failed together do not all come back together. */
  private Duration backoff(int retry) {
    double jitter = ThreadLocalRandom.current().nextDouble(LEAST_JITTER, MOST_JITTER);
    return Duration.ofMillis(Math.round(policy.backoffBefore(retry).toMillis() * jitter));
  }
}

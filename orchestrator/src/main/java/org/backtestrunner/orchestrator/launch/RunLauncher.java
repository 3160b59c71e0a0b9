package org.backtestrunner.orchestrator.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.backtestrunner.orchestrator.config.AttemptPolicy;
import org.backtestrunner.orchestrator.file.DirectoryTree;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.file.RegularFile;
import org.backtestrunner.orchestrator.launch.cache.BatchCache;
import org.backtestrunner.orchestrator.launch.cache.UnusableInputsException;
import org.backtestrunner.orchestrator.launch.command.RunCommand;
import org.backtestrunner.orchestrator.launch.command.WorkerCommand;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.contract.ResultFile;
import org.backtestrunner.orchestrator.launch.contract.WorkerLog;
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
  private final Executor executor;
  private final boolean shared;
  private final RunCommand command;
  private final AttemptPolicy policy;
  private final Retries retries;
  private final RunFiles files;
  private final StopSignal stop;
  private final BatchCache cache;
  private final EarlierLaunches earlier;

  /**
   * @param shared whether a run may be executed in a JVM with others
   * @param workingDirectory where relative paths of parameters start; absolute
   * @param outputs which results the workers write
   * @param earlier launches to take over
   */
  public RunLauncher(
      Executor executor,
      boolean shared,
      RunCommand command,
      AttemptPolicy policy,
      Path workingDirectory,
      Set<ResultFile> outputs,
      StopSignal stop,
      BatchCache cache,
      EarlierLaunches earlier) {
    this.executor = executor;
    this.shared = shared;
    this.command = command;
    this.policy = policy;
    this.retries = new Retries(policy);
    this.files = new RunFiles(command, workingDirectory, outputs);
    this.stop = stop;
    this.cache = cache;
    this.earlier = earlier;
  }

  /**
   * Makes a run's directory with what is needed to run it, alone or by {@link #launch}. Of a run
   * that is done nothing is touched that is as it should be.
   */
  public void prepare(RunPlan run, RunDirectory directory) {
    files.prepare(run, directory);
  }

  /** The same of a run that leaves, or has left, other results. */
  public void prepare(RunPlan run, RunDirectory directory, Set<ResultFile> left) {
    files.leaving(left).prepare(run, directory);
  }

  /**
   * Launches the run's worker until it ends well, or another attempt is useless or not allowed.
   *
   * @return completed after the last attempt; with an {@link EnvironmentException} where the run's
   *     directory cannot be written; with an {@link UnusableInputsException} where its inputs are
   *     known to be bad and no worker was started
   */
  public CompletableFuture<LaunchResult> launch(RunPlan run, RunDirectory directory) {
    return new Launch(run, directory).attempt();
  }

  /** One run, attempt by attempt: each is begun by whatever ends the one before it. */
  private final class Launch {
    private final RunPlan run;
    private final RunDirectory directory;
    private final List<Attempt> attempts = new ArrayList<>();
    private RunCommand next = command;
    private int allowed = retries.mostAttempts();
    private boolean alone = !shared;
    private boolean begun;

    Launch(RunPlan run, RunDirectory directory) {
      this.run = run;
      this.directory = directory;
    }

    CompletableFuture<LaunchResult> attempt() {
      return cache.store(run).thenCompose(store -> writing(() -> attempt(store)));
    }

    private CompletableFuture<LaunchResult> attempt(Optional<Path> store) throws IOException {
      Optional<EarlierLaunches.Launch> running = begun ? Optional.empty() : earlier.of(directory);
      begun = true;
      if (running.isPresent()) {
        return running
            .get()
            .outcome()
            .apply(stop)
            .thenCompose(
                outcome ->
                    conclude(
                        outcome, running.get().workplace(), next, store, running.get().logStart()));
      }
      int number = attempts.size() + 1;
      if (number == 1) {
        RunFiles.createDirectory(directory);
      }
      RegularFile.makeRoom(directory.log());
      label(directory.log(), number);
      long logStart = Files.exists(directory.log()) ? Files.size(directory.log()) : 0;
      // Unlike any before: the worker of an orchestrator that was killed may still be writing.
      Path own = directory.attempt(number, UUID.randomUUID().toString().substring(0, 8));
      Files.createDirectory(own);
      Path out = own.resolve(directory.backtest().getFileName());
      files.writeArguments(run, directory, out, store);
      RunCommand now = cache.accelerated(next);
      RunTask task =
          new RunTask(
              now.directory(directory.path()),
              directory.log(),
              now.forRun(directory.workerArguments(), store.isPresent()),
              now.environment(run.id(), run.seed(), out),
              now.tellsStacks(),
              service(now),
              Optional.of(new RunTask.Workplace(own, directory.workerArguments())),
              policy.timeLimit(),
              RunTask.DEFAULT_GRACE);
      return executor
          .submit(task, stop)
          .thenCompose(outcome -> conclude(outcome, own, now, store, logStart));
    }

    private CompletableFuture<LaunchResult> conclude(
        RunOutcome outcome, Path own, RunCommand used, Optional<Path> store, long logStart) {
      Path out = own.resolve(directory.backtest().getFileName());
      return writing(
          () -> {
            if (!stop.isTriggered() && Retries.isDoubtful(outcome, hasResults(out))) {
              return againAlone(outcome);
            }
            moveIntoPlace(outcome, out);
            // From here on the arguments repeat the run in place.
            files.writeArguments(run, directory, directory.backtest(), store);
            // What a failed attempt has written may help to find out why.
            DirectoryTree.deleteIfEmpty(own);
            return decide(outcome, used, logStart);
          });
    }

    /** An earlier start may have been killed after it had moved them. */
    private boolean hasResults(Path out) {
      return Files.exists(out) || (attempts.isEmpty() && Files.exists(directory.backtest()));
    }

    private Optional<RunTask.Service> service(RunCommand now) {
      return !alone
              && next instanceof WorkerCommand kind
              && now instanceof WorkerCommand accelerated
          ? Optional.of(
              new RunTask.Service(
                  kind.forService(), accelerated.forService(), directory.workerArguments()))
          : Optional.empty();
    }

    /** Once more as if nothing had been, which is no further attempt. */
    private CompletableFuture<LaunchResult> againAlone(RunOutcome outcome) throws IOException {
      alone = true;
      Files.writeString(
          directory.log(),
          "=== this was run %d of its JVM; once more in a JVM of its own\n"
              .formatted(outcome.runNumber().getAsInt()),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      return attempt();
    }

    private void moveIntoPlace(RunOutcome outcome, Path out) throws IOException {
      if (outcome.cause().isEmpty() && Files.exists(out)) {
        DirectoryTree.delete(directory.backtest());
        Files.move(out, directory.backtest(), StandardCopyOption.ATOMIC_MOVE);
      }
    }

    /** Ends with this attempt, or begins another. */
    private CompletableFuture<LaunchResult> decide(
        RunOutcome outcome, RunCommand used, long logStart) {
      Optional<Cause> cause = cause(outcome, logStart);
      attempts.add(
          new Attempt(
              attempts.size() + 1,
              cause,
              outcome.exitCode(),
              outcome.startedAt(),
              outcome.runtime(),
              outcome.runNumber()));
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
      if (outcome.ending() == Termination.REPORTED && cause.equals(Optional.of(Cause.NODE))) {
        // It was not the run's fault: once more, whatever the user says about failures.
        allowed = Math.max(allowed, 2);
      }
      boolean cancelled =
          outcome.ending() == Termination.REPORTED && cause.equals(Optional.of(Cause.KILLED));
      if (attempts.size() >= allowed
          || stop.isTriggered()
          || cancelled
          || !retries.mayHelp(attempts)) {
        return CompletableFuture.completedFuture(result);
      }
      return stop.within(retries.pauseBefore(attempts.size()))
          .thenCompose(
              stopped -> {
                if (stopped.isPresent()) {
                  return CompletableFuture.completedFuture(result);
                }
                alone |= !cause.equals(Optional.of(Cause.NODE));
                if (cause.equals(Optional.of(Cause.OUT_OF_MEMORY))) {
                  next = next.withMoreMemory();
                }
                return attempt();
              });
    }

    private Optional<Cause> cause(RunOutcome outcome, long logStart) {
      if (outcome.ending() == Termination.REPORTED) {
        return outcome.cause();
      }
      boolean byItself = outcome.ending() == Termination.EXITED;
      BooleanSupplier saysWhy = () -> WorkerLog.hasError(directory.log(), logStart);
      return outcome.cause().map(c -> command.cause(c, outcome.exitCode(), byItself, saysWhy));
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

  /** Where there may be several attempts, the log says where each begins. */
  private void label(Path log, int number) throws IOException {
    if (retries.mostAttempts() > 1) {
      String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
      Files.writeString(
          log,
          "=== attempt " + number + " of at most " + retries.mostAttempts() + ", " + now + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }
}

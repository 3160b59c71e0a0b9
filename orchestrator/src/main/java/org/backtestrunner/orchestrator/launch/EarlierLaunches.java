package org.backtestrunner.orchestrator.launch;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.backtestrunner.orchestrator.launch.execute.RunOutcome;
import org.backtestrunner.orchestrator.launch.execute.StopSignal;
import org.backtestrunner.orchestrator.plan.layout.RunDirectory;

/** Launches of an earlier start of the batch that go on, or have ended since. */
public interface EarlierLaunches {
  /** There are none. */
  EarlierLaunches NONE = directory -> Optional.empty();

  /**
   * One of them.
   *
   * @param workplace where it works, as one attempt of its run does
   * @param logStart where its part of the log begins, in bytes
   * @param outcome gives what {@link
   *     org.backtestrunner.orchestrator.launch.execute.Executor#submit} would have
   */
  record Launch(
      Path workplace, long logStart, Function<StopSignal, CompletableFuture<RunOutcome>> outcome) {}

  /** That of a run; empty where there is none to be taken over. */
  Optional<Launch> of(RunDirectory directory);
}

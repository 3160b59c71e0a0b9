package org.backtestrunner.orchestrator.batch.execution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.config.BatchConfig;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.harvest.resume.ResumePlan;
import org.backtestrunner.orchestrator.launch.EarlierLaunches;
import org.backtestrunner.orchestrator.launch.command.RunCommand;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.execute.RunOutcome;
import org.backtestrunner.orchestrator.launch.execute.StopSignal;
import org.backtestrunner.orchestrator.launch.handed.Adopter;
import org.backtestrunner.orchestrator.launch.handed.EarlierTasks;
import org.backtestrunner.orchestrator.launch.handed.Ending;
import org.backtestrunner.orchestrator.launch.handed.HandedRun;
import org.backtestrunner.orchestrator.plan.BatchPlan;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;
import org.backtestrunner.orchestrator.plan.layout.RunDirectory;

/**
 * The runs that an earlier start of the batch has handed to others, and whose ends nobody has heard
 * of yet: those that are still wanted as they are, are waited for.
 */
public final class Takeover implements EarlierLaunches {
  private final Adopter adopter;
  private final Map<Path, EarlierTasks.Task> taken = new HashMap<>();

  public Takeover(Adopter adopter) {
    this.adopter = adopter;
  }

  /**
   * Decides about each of them. What is not taken over is given up: whatever becomes of it no
   * longer counts.
   *
   * @param worker what executes runs now
   */
  public void decide(
      BatchPlan plan,
      BatchDirectory batch,
      ResumePlan resumption,
      RunCommand command,
      String worker) {
    EarlierTasks earlier = EarlierTasks.read(HandedPlaces.all(batch));
    if (earlier.isEmpty()) {
      return;
    }
    Map<Path, RunPlan> wanted = new HashMap<>();
    for (RunPlan run : plan.runs()) {
      RunDirectory directory = batch.run(run);
      if (!resumption.kept().containsKey(run.index())
          && plan.selection().includes(run)
          && !Files.exists(directory.manifest(), LinkOption.NOFOLLOW_LINKS)) {
        wanted.put(directory.path(), run);
      }
    }
    List<EarlierTasks.Task> abandoned = new ArrayList<>();
    for (EarlierTasks.Task task : earlier.all()) {
      RunDirectory directory = new RunDirectory(task.runDirectory());
      Optional<RunPlan> run =
          Optional.ofNullable(wanted.get(directory.path()))
              .filter(planned -> task.note().worker().equals(worker))
              .filter(planned -> isOf(planned, directory, task, plan.config(), command));
      if (run.isPresent()
          && (task.ending().isPresent() || (!task.isOver() && adopter.knows(task)))) {
        taken.put(directory.path(), task);
      } else if (!task.isOver()) {
        boolean hasJustEnded = giveUp(task).isPresent();
        if (hasJustEnded && run.isPresent()) {
          taken.put(directory.path(), task);
        } else {
          abandoned.add(task);
        }
      }
    }
    abandoned.removeIf(task -> taken.values().stream().anyMatch(task::isExecutedWith));
    adopter.abandon(abandoned);
  }

  /** Gives up all of a batch that is about to be replaced. */
  public void abandonAll(BatchDirectory batch) {
    adopter.abandon(EarlierTasks.read(HandedPlaces.all(batch)).all());
  }

  private static Optional<Ending> giveUp(EarlierTasks.Task task) {
    try {
      return Ending.giveUp(
              task.files(),
              task.name(),
              RunOutcome.reported(Instant.now(), Duration.ZERO, Cause.INTERRUPTED, "given up"))
          .filter(ending -> !ending.isGivenUp());
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot write", task.files().done(), failure);
    }
  }

  /** Whether it is the run that the plan has in its place now. */
  private static boolean isOf(
      RunPlan run,
      RunDirectory directory,
      EarlierTasks.Task task,
      BatchConfig config,
      RunCommand command) {
    Optional<Path> workplace =
        task.run().flatMap(handed -> handed.task().workplace()).map(place -> place.directory());
    try {
      String text = Files.readString(directory.workerArguments());
      return Stream.concat(
              workplace.map(place -> place.resolve(directory.backtest().getFileName())).stream(),
              Stream.of(directory.backtest()))
          .anyMatch(
              out ->
                  command.isArgumentText(
                      text,
                      run.workerParameters(config.workingDirectory()),
                      out,
                      config.outputs().files()));
    } catch (IOException gone) {
      return false;
    }
  }

  /** The directories of the runs that are taken over, which must not be moved. */
  public Set<Path> directories() {
    return Set.copyOf(taken.keySet());
  }

  @Override
  public Optional<Launch> of(RunDirectory directory) {
    return Optional.ofNullable(taken.get(directory.path()))
        .flatMap(
            task ->
                task.run()
                    .map(
                        run ->
                            new Launch(
                                run.task().workplace().orElseThrow().directory(),
                                run.logStart(),
                                stop -> outcome(task, run, stop))));
  }

  private CompletableFuture<RunOutcome> outcome(
      EarlierTasks.Task task, HandedRun run, StopSignal stop) {
    Optional<Ending> ending = task.ending();
    if (ending.isEmpty()) {
      return adopter.adopt(task, run, stop);
    }
    try {
      ending.get().bringResults(run.task().workplace());
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot move the results of", run.task().log(), failure);
    }
    return CompletableFuture.completedFuture(ending.get().outcome());
  }
}

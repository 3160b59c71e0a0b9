package org.backtestrunner.orchestrator.batch.execution;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.config.BatchConfig;
import org.backtestrunner.orchestrator.config.ExecutorPolicy;
import org.backtestrunner.orchestrator.config.key.MemorySize;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.launch.cache.BatchCache;
import org.backtestrunner.orchestrator.launch.cache.Notices;
import org.backtestrunner.orchestrator.launch.command.WorkerCommand;
import org.backtestrunner.orchestrator.launch.execute.Executor;
import org.backtestrunner.orchestrator.launch.execute.LocalExecutor;
import org.backtestrunner.orchestrator.launch.execute.RunOutcome;
import org.backtestrunner.orchestrator.launch.execute.ShellText;
import org.backtestrunner.orchestrator.launch.execute.StopSignal;
import org.backtestrunner.orchestrator.launch.handed.Adopter;
import org.backtestrunner.orchestrator.launch.handed.EarlierTasks;
import org.backtestrunner.orchestrator.launch.handed.FilesExecutor;
import org.backtestrunner.orchestrator.launch.handed.HandedRun;
import org.backtestrunner.orchestrator.launch.handed.RunnerCommand;
import org.backtestrunner.orchestrator.launch.shared.SharedExecutor;
import org.backtestrunner.orchestrator.launch.slurm.Cancellation;
import org.backtestrunner.orchestrator.launch.slurm.Pace;
import org.backtestrunner.orchestrator.launch.slurm.SlurmCommands;
import org.backtestrunner.orchestrator.launch.slurm.SlurmExecutor;
import org.backtestrunner.orchestrator.plan.BatchPlan;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;

/** What executes the runs of a batch, and what else is executed for it on this machine. */
public final class BatchExecutor implements AutoCloseable {
  private final LocalExecutor local;
  private final SharedExecutor shared;
  private final Executor runs;
  private final Adopter adopter;
  private final HandOver handOver;
  private final Optional<SlurmExecutor> cluster;

  /** What is left to be done when all runs are in the hands of others. */
  private interface HandOver {
    /**
     * @return what the user is to know, before how the results are collected
     */
    List<String> end();
  }

  private BatchExecutor(
      LocalExecutor local,
      SharedExecutor shared,
      Executor runs,
      Adopter adopter,
      HandOver handOver,
      Optional<SlurmExecutor> cluster) {
    this.local = local;
    this.shared = shared;
    this.runs = runs;
    this.adopter = adopter;
    this.handOver = handOver;
    this.cluster = cluster;
  }

  /**
   * That of a config.
   *
   * @param program the jar of this program
   * @param worker what executes the runs, in words that no other has
   * @param detached whether a cluster is left alone with the runs
   * @param notices takes what the user should know of a cluster
   */
  public static BatchExecutor of(
      BatchPlan plan,
      BatchDirectory batch,
      Workers workers,
      Path program,
      String worker,
      boolean detached,
      Notices notices) {
    BatchConfig config = plan.config();
    LocalExecutor local = new LocalExecutor(workers.atOnce());
    SharedExecutor shared =
        new SharedExecutor(local, config.execution().runsPerJvm(), batch.jvmOutputs());
    ExecutorPolicy policy = config.executor();
    return switch (policy.type()) {
      case LOCAL ->
          new BatchExecutor(
              local, shared, shared, new Nobody(policy, batch), List::of, Optional.empty());
      case NONE -> {
        FilesExecutor files =
            new FilesExecutor(
                HandedPlaces.ofAnybody(batch),
                runner(config, program),
                policy.runsPerTask(),
                plan.runs().size());
        yield new BatchExecutor(
            local,
            shared,
            files,
            new Nobody(policy, batch),
            () -> {
              int tasks = files.write(worker, batch.taskList(), batch.taskScript());
              return List.of(
                  "Nothing is started: %d tasks stand in %s".formatted(tasks, batch.taskList()),
                  "To execute line N of it, anywhere: "
                      + ShellText.of(List.of(batch.taskScript().toString(), "N")));
            },
            Optional.empty());
      }
      case SLURM -> {
        SlurmExecutor slurm =
            new SlurmExecutor(setup(plan, batch, program, worker, detached, notices));
        yield new BatchExecutor(
            local,
            shared,
            slurm,
            slurm,
            () ->
                List.of(
                    "%d tasks are in the cluster's hands, by files in %s"
                        .formatted(slurm.awaitSubmission(), batch.slurm())),
            Optional.of(slurm));
      }
    };
  }

  private static SlurmExecutor.Setup setup(
      BatchPlan plan,
      BatchDirectory batch,
      Path program,
      String worker,
      boolean detached,
      Notices notices) {
    BatchConfig config = plan.config();
    ExecutorPolicy policy = config.executor();
    List<String> missing = SlurmCommands.missing();
    if (!missing.isEmpty()) {
      throw new EnvironmentException(
          "executor slurm needs the programs of Slurm, of which there is no "
              + String.join(", ", missing)
              + " on the PATH");
    }
    RunnerCommand runner = runner(config, program);
    return new SlurmExecutor.Setup(
        commands(policy, batch),
        HandedPlaces.ofCluster(batch),
        runner,
        worker,
        plan.runs().size(),
        policy.runsPerTask(),
        policy.tasksAtOnce(),
        mebibytes(config),
        Stream.concat(
                Stream.of(program, config.worker().jar(), config.workingDirectory()),
                BatchCache.place(config.cache()).stream())
            .toList(),
        detached,
        Pace.ofSystem(),
        notices::say);
  }

  private static SlurmCommands commands(ExecutorPolicy policy, BatchDirectory batch) {
    return new SlurmCommands(policy, batch.path(), Map.of(), batch.slurm().resolve("out"));
  }

  private static OptionalInt mebibytes(BatchConfig config) {
    return config
        .executor()
        .memory()
        .map(MemorySize::mebibytes)
        .or(
            () ->
                config
                    .jvm()
                    .memory()
                    .map(heap -> heap.withOverheadMebibytes() + RunnerCommand.MEBIBYTES))
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }

  private static RunnerCommand runner(BatchConfig config, Path program) {
    return new RunnerCommand(
        config.executor().java().orElse(WorkerCommand.runningJava()),
        List.of("-jar", program.toString()),
        config.execution().runsPerJvm());
  }

  /** Executes runs. */
  public Executor runs() {
    return runs;
  }

  /** Executes on this machine what is no run. */
  public Executor here() {
    return shared;
  }

  public Adopter adopter() {
    return adopter;
  }

  /**
   * Ends the handing over of runs.
   *
   * @return what the user is to know
   */
  public List<String> handOver() {
    return handOver.end();
  }

  /** Tells, for people, how many tasks of a cluster wait and run; empty without one. */
  public Optional<Supplier<String>> cluster() {
    return cluster.map(slurm -> slurm::told);
  }

  /** Kills what runs on this machine, and waits for nothing. */
  public void killAll() {
    local.killAll();
  }

  @Override
  public void close() {
    cluster.ifPresent(SlurmExecutor::close);
    local.close();
    shared.close();
  }

  /** Ends what workers of this machine have left; for people, one word each. */
  public List<String> endStrays() {
    return local.endStrays();
  }

  /** Nobody is waited for; what a cluster still has of an earlier start is cancelled. */
  private record Nobody(ExecutorPolicy policy, BatchDirectory batch) implements Adopter {
    @Override
    public boolean knows(EarlierTasks.Task task) {
      return false;
    }

    @Override
    public CompletableFuture<RunOutcome> adopt(
        EarlierTasks.Task task, HandedRun run, StopSignal stop) {
      throw new IllegalStateException("nobody knows " + task.name());
    }

    @Override
    public void abandon(Collection<EarlierTasks.Task> tasks) {
      List<EarlierTasks.Task> ofCluster =
          tasks.stream()
              .filter(task -> task.files().equals(HandedPlaces.ofCluster(batch)))
              .toList();
      if (!ofCluster.isEmpty() && SlurmCommands.missing().isEmpty()) {
        Cancellation.of(commands(policy, batch), ofCluster);
      }
    }
  }
}

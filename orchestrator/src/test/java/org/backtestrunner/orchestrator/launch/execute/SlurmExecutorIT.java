package org.backtestrunner.orchestrator.launch.execute;

import static org.backtestrunner.orchestrator.launch.execute.LaunchFixture.shell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.backtestrunner.orchestrator.Main;
import org.backtestrunner.orchestrator.config.ExecutorPolicy;
import org.backtestrunner.orchestrator.config.ExecutorType;
import org.backtestrunner.orchestrator.launch.command.WorkerCommand;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.handed.HandedDirectory;
import org.backtestrunner.orchestrator.launch.handed.RunnerCommand;
import org.backtestrunner.orchestrator.launch.slurm.DevCluster;
import org.backtestrunner.orchestrator.launch.slurm.Pace;
import org.backtestrunner.orchestrator.launch.slurm.SlurmCommands;
import org.backtestrunner.orchestrator.launch.slurm.SlurmExecutor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs as tasks of a cluster: real daemons, all of them on this machine. */
@Timeout(120)
class SlurmExecutorIT extends ExecutorContract {
  private static final Pace HURRIED =
      new Pace(
          Duration.ofMillis(20),
          Duration.ofMillis(50),
          Duration.ofMillis(500),
          Duration.ofSeconds(4),
          Duration.ofSeconds(2),
          Duration.ofSeconds(30));

  private static Optional<DevCluster> cluster = Optional.empty();

  private SlurmExecutor executor;

  @BeforeAll
  static void startCluster() {
    cluster = Optional.of(DevCluster.start(2, 2, "MaxArraySize=11\nMinJobAge=20"));
  }

  @AfterAll
  static void stopCluster() {
    cluster.ifPresent(DevCluster::close);
  }

  @BeforeEach
  void makeExecutor() throws IOException {
    executor = executor("slurm/out");
  }

  /**
   * @param outputs takes what is in no run's log; from the batch's directory
   */
  private SlurmExecutor executor(String outputs) throws IOException {
    Path batch = Files.createDirectories(directory.resolve("batch"));
    ExecutorPolicy policy =
        new ExecutorPolicy(
            ExecutorType.SLURM,
            1,
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            1,
            Optional.empty(),
            List.of());
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new SlurmExecutor(
        new SlurmExecutor.Setup(
            new SlurmCommands(
                policy, batch, cluster.orElseThrow().environment(), batch.resolve(outputs)),
            new HandedDirectory(batch.resolve("slurm")),
            new RunnerCommand(
                WorkerCommand.runningJava(), List.of("-cp", classPath, Main.class.getName()), 1),
            "worker",
            2,
            1,
            OptionalInt.empty(),
            OptionalInt.empty(),
            List.of(),
            false,
            HURRIED,
            notice -> {}));
  }

  @AfterEach
  void closeExecutor() {
    stop.trigger(Cause.INTERRUPTED);
    executor.close();
  }

  @Override
  Executor executor() {
    return executor;
  }

  @Test
  void moreRunsThanAnArrayMayHaveTasksAreSeveralArrays() {
    List<CompletableFuture<RunOutcome>> runs =
        IntStream.range(0, 25)
            .mapToObj(code -> executor.submit(shell(directory, "exit " + code), stop))
            .toList();

    for (int code = 0; code < runs.size(); code++) {
      assertEquals(OptionalInt.of(code), runs.get(code).join().exitCode());
    }
  }

  @Test
  void aTaskThatSomebodyCancelsIsARunThatWasKilled() {
    CompletableFuture<RunOutcome> run = start(shell(directory, "echo $$ >pid; exec sleep 600"));
    String job =
        cluster.orElseThrow().queue().stream()
            .filter(line -> line.endsWith("RUNNING"))
            .findFirst()
            .orElseThrow();
    cluster.orElseThrow().call("scancel", job.split(" ")[0]);

    assertEquals(Optional.of(Cause.KILLED), run.join().cause());
    assertEquals(Termination.REPORTED, run.join().ending());
  }

  @Test
  void aRunWhoseNodeBreaksDownIsToldOfTheNodeAndNothingOfItIsLeftInTheQueue() {
    CompletableFuture<RunOutcome> run = start(shell(directory, "echo $$ >pid; exec sleep 600"));
    String node = cluster.orElseThrow().call("squeue", "-h", "-t", "RUNNING", "-o", "%N").strip();
    cluster.orElseThrow().lose(node);
    try {
      cluster
          .orElseThrow()
          .call("scontrol", "update", "NodeName=" + node, "State=DOWN", "Reason=test");

      assertEquals(Optional.of(Cause.NODE), run.join().cause());
    } finally {
      cluster.orElseThrow().startAgain();
      cluster.orElseThrow().call("scontrol", "update", "NodeName=" + node, "State=RESUME");
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> cluster.orElseThrow().queue().isEmpty());
  }

  @Test
  void aDirectoryOfOutputsThatCannotBeWrittenIsSaid() throws IOException {
    executor.close();
    executor = executor("no/such/directory");

    RunOutcome outcome = run(shell(directory, "exit 0"));

    assertEquals(Optional.of(Cause.JVM), outcome.cause());
    assertTrue(outcome.problem().orElseThrow().contains("cannot be written"), outcome.toString());
  }

  @Test
  void aControllerThatIsKilledRightAfterASubmissionLeavesNoRunWithoutAnOutcome() {
    CompletableFuture<RunOutcome> run = executor.submit(shell(directory, "exit 7"), stop);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> Files.exists(directory.resolve("batch/slurm/tasks-1.tsv")));
    cluster.orElseThrow().killController();
    cluster.orElseThrow().startAgain();

    RunOutcome outcome = run.join();

    assertTrue(
        outcome.exitCode().equals(OptionalInt.of(7))
            || outcome.cause().equals(Optional.of(Cause.NODE)),
        outcome.toString());
  }

  @Test
  void aRunOutlivesItsControllerAndIsStillKnownToItAfterwards() {
    CompletableFuture<RunOutcome> run = start(shell(directory, "echo $$ >pid; exec sleep 600"));
    long pid = LaunchFixture.awaitPid(directory.resolve("pid"));
    cluster.orElseThrow().killController();
    cluster.orElseThrow().startAgain();

    // What it has saved it knows again, and the run goes on.
    cluster.orElseThrow().call("scancel", "--user=" + System.getProperty("user.name"));
    assertEquals(Termination.REPORTED, run.join().ending());
    Awaitility.await().until(() -> !LaunchFixture.isRunning(pid));
  }
}

package org.backtestrunner.orchestrator.launch.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.execute.RunOutcome;
import org.backtestrunner.orchestrator.launch.execute.RunTask;
import org.backtestrunner.orchestrator.launch.execute.StopSignal;
import org.backtestrunner.orchestrator.launch.execute.Termination;
import org.backtestrunner.orchestrator.launch.handed.HandedDirectory;
import org.backtestrunner.orchestrator.launch.handed.RunnerCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of the words of a cluster, and what many runs cost. */
@Timeout(60)
class SimulatedClusterTest {
  private static final Duration LOST = Duration.ofMillis(600);

  private static final Pace FAST =
      new Pace(
          Duration.ofMillis(20),
          Duration.ofMillis(20),
          Duration.ofMillis(50),
          LOST,
          Duration.ofMillis(300),
          Duration.ofSeconds(5));

  @TempDir Path directory;
  private final StopSignal stop = new StopSignal();
  private final List<String> notices = new ArrayList<>();
  private SimulatedCluster cluster;
  private SlurmExecutor executor;

  @BeforeEach
  void begin() throws IOException {
    begin(1, 1);
  }

  private void begin(int runsPerTask, int slots) throws IOException {
    Path batch = Files.createDirectories(directory.resolve("batch" + runsPerTask));
    HandedDirectory files = new HandedDirectory(batch.resolve("slurm"));
    cluster = new SimulatedCluster(files, slots);
    executor =
        new SlurmExecutor(
            new SlurmExecutor.Setup(
                cluster,
                files,
                new RunnerCommand(Path.of("/java"), List.of("-jar", "program.jar"), 1),
                "worker",
                Integer.MAX_VALUE,
                runsPerTask,
                OptionalInt.empty(),
                OptionalInt.empty(),
                List.of(),
                false,
                FAST,
                notices::add));
  }

  @AfterEach
  void end() {
    executor.close();
  }

  private CompletableFuture<RunOutcome> submit() {
    return executor.submit(task("run"), stop);
  }

  private RunTask task(String name) {
    return new RunTask(
        directory,
        directory.resolve(name),
        List.of("/bin/true"),
        Optional.empty(),
        RunTask.DEFAULT_GRACE);
  }

  private CompletableFuture<RunOutcome> submitted() {
    CompletableFuture<RunOutcome> run = submit();
    Awaitility.await().until(cluster::hasTasks);
    return run;
  }

  @ParameterizedTest
  @CsvSource({
    "TIMEOUT, , TIMEOUT",
    "DEADLINE, , TIMEOUT",
    "OUT_OF_MEMORY, , OUT_OF_MEMORY",
    "FAILED, ExitCode=1:0, JVM",
    "FAILED, ExitCode=0:53, JVM",
    "NODE_FAIL, , NODE",
    "BOOT_FAIL, , NODE",
    "PREEMPTED, , NODE",
    "LAUNCH_FAILED, , NODE",
    "REVOKED, , NODE",
    "CANCELLED, , KILLED",
    "COMPLETED, , NO_OUTPUT"
  })
  void aTaskThatEndsWithoutAnExitFileIsExplainedByItsState(
      String state, String description, Cause cause) {
    CompletableFuture<RunOutcome> run = submitted();
    cluster.setAll(state, description == null ? "" : description);

    assertEquals(Optional.of(cause), run.join().cause());
    assertEquals(Termination.REPORTED, run.join().ending());
  }

  @ParameterizedTest
  @CsvSource({
    "PENDING",
    "CONFIGURING",
    "REQUEUED",
    "REQUEUE_HOLD",
    "SUSPENDED",
    "RESIZING",
    "STOPPED",
    "RUNNING",
    "COMPLETING",
    "SIGNALING",
    "STAGE_OUT",
    "ENCHANTED"
  })
  void aTaskInAnyOtherStateIsWaitedFor(String state) throws Exception {
    CompletableFuture<RunOutcome> run = submitted();
    cluster.setAll(state, "");

    TimeUnit.MILLISECONDS.sleep(400);
    assertFalse(run.isDone());
    cluster.end("1.1.0");
    assertEquals(OptionalInt.of(0), run.join().exitCode());
    assertEquals(
        state.equals("ENCHANTED") ? 1 : 0, notices.stream().filter(n -> n.contains(state)).count());
  }

  @Test
  void whatWaitsAndRunsIsToldInTheWordsOfTheCluster() {
    submitted();
    cluster.setAll("RUNNING", "");
    Awaitility.await().until(() -> executor.told().equals("0 tasks pending, 1 running"));
    cluster.setAll("PENDING", "");
    Awaitility.await().until(() -> executor.told().equals("1 tasks pending, 0 running"));
  }

  @Test
  void whatIsHandedInAfterAFailureFailsToo() throws IOException {
    CompletableFuture<RunOutcome> run = submitted();
    Files.writeString(directory.resolve("batch1/slurm/done/1.1.0"), "no exit file\n");
    assertThrows(CompletionException.class, run::join);

    assertThrows(CompletionException.class, submit()::join);
  }

  @Test
  void anExitFileCountsWhateverTheClusterSays() throws IOException {
    CompletableFuture<RunOutcome> run = submitted();
    cluster.end("1.1.0");
    cluster.setAll("NODE_FAIL", "");

    assertEquals(OptionalInt.of(0), run.join().exitCode());
  }

  @Test
  void aClusterThatDoesNotAnswerIsNoReasonToLoseARun() throws Exception {
    CompletableFuture<RunOutcome> run = submitted();
    cluster.setSilent(true);

    TimeUnit.MILLISECONDS.sleep(1_500);
    assertFalse(run.isDone());
    cluster.end("1.1.0");
    assertEquals(OptionalInt.of(0), run.join().exitCode());
  }

  @Test
  void aTaskIsLostWhereTheClusterAnswersTwiceWithoutItAndNotBefore() throws Exception {
    CompletableFuture<RunOutcome> run = submitted();
    long forgotten = System.nanoTime();
    cluster.forget();

    assertEquals(Optional.of(Cause.NODE), run.join().cause());
    assertTrue(System.nanoTime() - forgotten >= LOST.toNanos());
  }

  @Test
  void anExecutionThatEndsAfterItsRunWasGivenUpDoesNotCount() throws IOException {
    CompletableFuture<RunOutcome> run = submitted();
    cluster.setAll("NODE_FAIL", "");
    run.join();

    Path exit = directory.resolve("batch1/slurm/done/1.1.0");
    assertTrue(Files.readString(exit).contains("execution=-"), "its place is taken");
  }

  /** 2,000 runs here; the property {@code simulated.runs} says how many instead. */
  @Test
  @Timeout(600)
  void manyRunsTakeFewCallsAndLittleMemory() throws Exception {
    int runs = Integer.getInteger("simulated.runs", 2_000);
    executor.close();
    begin(50, 500);
    long begin = System.nanoTime();
    List<CompletableFuture<RunOutcome>> outcomes = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      outcomes.add(executor.submit(task("run-" + run), stop));
    }
    CompletableFuture<Void> all =
        CompletableFuture.allOf(outcomes.toArray(CompletableFuture<?>[]::new));
    while (!all.isDone()) {
      cluster.runSlots();
      TimeUnit.MILLISECONDS.sleep(100);
    }
    double seconds = (System.nanoTime() - begin) / 1e9;

    assertTrue(outcomes.stream().allMatch(o -> o.join().cause().isEmpty()));
    // One call for each array, one for the limits, and those that time brings with it.
    int mostCalls = (int) (2 + arrays().size() + seconds / FAST.ask().toMillis() * 1_000);
    assertTrue(cluster.calls() <= mostCalls, "calls: " + cluster.calls() + " of " + mostCalls);
    // An array that begins before all runs are handed in may have one task that is not full.
    int full = (runs + 49) / 50;
    assertTrue(tasks() >= full && tasks() < full + arrays().size(), tasks() + " tasks");
    assertTrue(arrays().size() <= runs / 5_000 + 3, arrays().size() + " arrays");
  }

  private List<Integer> arrays() throws IOException {
    return new HandedDirectory(directory.resolve("batch50/slurm")).chunks();
  }

  private int tasks() throws IOException {
    HandedDirectory files = new HandedDirectory(directory.resolve("batch50/slurm"));
    int tasks = 0;
    for (int chunk : files.chunks()) {
      tasks += files.workplaces(chunk).size();
    }
    return tasks;
  }
}

package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.backtestrunner.orchestrator.launch.slurm.DevCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole batches on a real cluster, all of whose daemons are on this machine. */
class SlurmBatchIT {
  private static final int RUNS = 12;
  private static final String PACKED =
      "executor: {type: slurm, runs_per_task: 3}\nruns_per_jvm: 3\n";

  private static Optional<DevCluster> cluster = Optional.empty();

  @TempDir Path directory;

  @BeforeAll
  static void startCluster() {
    cluster = Optional.of(DevCluster.start(2, 2, "MinJobAge=20"));
  }

  @AfterAll
  static void stopCluster() {
    cluster.ifPresent(DevCluster::close);
  }

  @AfterEach
  void nothingIsLeftInTheQueue() {
    CommandLineRun.await("an empty queue", () -> cluster.orElseThrow().queue().isEmpty());
  }

  private static CommandLineRun start(
      BatchFixture fixture, Map<String, String> more, String... options) {
    Map<String, String> environment = new HashMap<>(cluster.orElseThrow().environment());
    environment.putAll(more);
    List<String> command =
        new ArrayList<>(CommandLineRun.program(BatchFixture.batchArguments(options)));
    command.add(1, "-Dbacktest.slurm.hurry=10");
    return CommandLineRun.start(fixture.directory(), environment, command);
  }

  private static Result call(BatchFixture fixture, String... options) {
    try (CommandLineRun run = start(fixture, Map.of(), options)) {
      return run.await();
    }
  }

  private TortureBatch batch(String name) {
    TortureBatch batch = TortureBatch.in(directory.resolve(name), "cut");
    batch.write("executor: {type: slurm, runs_per_task: 2}", TortureBatch.ids("work", RUNS));
    return batch;
  }

  private static Path chunk(TortureBatch batch) {
    return batch.output().directory().resolve("slurm/chunk-1.json");
  }

  /** Everything has ended well, and nothing was executed twice. */
  private static void assertWhole(TortureBatch batch, Result result) {
    assertEquals(0, result.exitCode(), result::told);
    assertEquals(Set.of("success"), Set.copyOf(batch.output().column("status")));
    assertEquals(RUNS, batch.journal().startsById().size());
    assertEquals(Set.of(1L), Set.copyOf(batch.journal().startsById().values()));
    assertEquals("finished", batch.output().state());
  }

  @Test
  void aBatchHasTheSameBytesOnAClusterAsHere() {
    String grid =
        """
        cache_dir: "cache"
        grid:
          max_gross_exposure: [0.2, 0.4, 0.6]
          commission_bps: [0.0, 1, 5]
        """;
    BatchFixture here = new BatchFixture(directory.resolve("here"));
    here.writeBatch("same", grid);
    assertEquals(0, here.batch().exitCode());
    BatchFixture there = new BatchFixture(directory.resolve("there"));
    there.writeBatch("same", PACKED + grid);

    Result result = call(there);

    assertEquals(0, result.exitCode(), result::told);
    assertEquals(
        WholeResults.summary(here.output("same")), WholeResults.summary(there.output("same")));
    assertEquals(
        WholeResults.of(here.output("same")).byId(), WholeResults.of(there.output("same")).byId());
  }

  @Test
  void everyEndingIsToldAsItWouldBeOfThisMachine() {
    BatchFixture fixture = new BatchFixture(directory);
    fixture.writeStubBatch(
        "stub", "executor: slurm\ntimeout_per_run: 2s", "good", "data", "bug", "deaf", "silent");

    Result result = call(fixture);

    assertEquals(1, result.exitCode(), result::told);
    BatchOutput output = fixture.output("stub");
    output.assertRow("good", "success", "", "0");
    output.assertRow("data", "failed", "bad_data", "65");
    output.assertRow("bug", "failed", "worker_bug", "70");
    output.assertRow("deaf", "timeout", "timeout", "137");
    output.assertRow("silent", "failed", "no_output", "0");
  }

  @Test
  void whatAKilledProgramHasSubmittedIsTakenOverAndNotExecutedAgain() throws IOException {
    TortureBatch batch = batch("killed");
    try (CommandLineRun run = start(batch.fixture(), Map.of())) {
      CommandLineRun.await("a start", () -> !batch.journal().starts().isEmpty());
      run.kill();
    }

    assertWhole(batch, call(batch.fixture(), "--resume"));
  }

  @Test
  void whatWasSubmittedByAProgramThatNeverHeardOfItIsFoundByItsName() throws IOException {
    TortureBatch batch = batch("unheard");
    Path bin = Files.createDirectories(directory.resolve("bin"));
    Path sbatch = bin.resolve("sbatch");
    // The answer about the array never comes; that about the probe does.
    Files.writeString(
        sbatch,
        """
        #!/bin/sh
        case "$*" in *-probe*) exec /usr/bin/sbatch "$@" ;; esac
        /usr/bin/sbatch "$@" >"%s/answer"
        exec sleep 600
        """
            .formatted(directory));
    Files.setPosixFilePermissions(sbatch, PosixFilePermissions.fromString("rwxr-xr-x"));
    Map<String, String> path = Map.of("PATH", bin + ":" + System.getenv("PATH"));
    try (CommandLineRun run = start(batch.fixture(), path)) {
      Path answer = directory.resolve("answer");
      CommandLineRun.await("the submission", () -> Files.exists(answer) && Files.size(answer) > 0);
      run.kill();
    }
    assertTrue(BatchOutput.json(chunk(batch)).get("job_id").isNull());

    assertWhole(batch, call(batch.fixture(), "--resume"));
  }

  @Test
  void aDetachedBatchIsCollectedLater() {
    TortureBatch batch = batch("detached");

    Result detached = call(batch.fixture(), "--detach");

    assertEquals(0, detached.exitCode(), detached::told);
    assertTrue(detached.errText().contains("To collect the results: "), detached::told);
    assertTrue(!detached.errText().contains("--detach --resume"), detached::told);
    assertWhole(batch, call(batch.fixture(), "--resume"));
  }

  @Test
  void whatNobodyWaitsForAnyMoreIsCancelled() {
    BatchFixture fixture = new BatchFixture(directory);
    fixture.writeStubBatch("cut", "executor: slurm", "good", "gate", "gate-2", "gate-3");
    assertEquals(0, call(fixture, "--detach").exitCode());
    assertTrue(cluster.orElseThrow().queue().size() >= 3, "the gates wait");

    Result resumed = call(fixture, "--resume", "--executor", "local", "--only", "good");

    assertEquals(0, resumed.exitCode(), resumed::told);
    fixture.output("cut").assertRow("good", "success", "", "0");
    CommandLineRun.await("an empty queue", () -> cluster.orElseThrow().queue().isEmpty());
  }

  @Test
  void anInterruptEndsTheTasksAndTheRestIsExecutedByAResumption() {
    BatchFixture fixture = new BatchFixture(directory);
    fixture.writeStubBatch("cut", "executor: slurm", "good", "gate", "gate-2", "gate-3");
    BatchOutput output = fixture.output("cut");
    try (CommandLineRun run = start(fixture, Map.of())) {
      CommandLineRun.await("a run under way", () -> output.hasStarted(1, "gate"));
      run.signal("INT");
      Result result = run.await();
      assertEquals(130, result.exitCode(), result::told);
    }
    output.assertRow("gate", "skipped", "interrupted", "143");
    assertTrue(cluster.orElseThrow().queue().stream().noneMatch(job -> job.endsWith("PENDING")));

    Result resumed = call(fixture, "--resume", "--only", "good");

    assertEquals(0, resumed.exitCode(), resumed::told);
  }

  @Test
  void whatANodeDoesNotSeeIsSaidBeforeAnythingIsExecuted() {
    TortureBatch batch = TortureBatch.in(directory, "cut");
    batch.write("executor: {type: slurm, java: /no/such/java}", TortureBatch.ids("work", RUNS));

    Result result = call(batch.fixture());

    assertEquals(4, result.exitCode(), result::told);
    assertTrue(result.errText().contains("does not see /no/such/java"), result::told);
    assertEquals(List.of(), batch.journal().starts());
  }
}

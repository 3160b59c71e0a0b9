package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that hang, flood, multiply, die and come back. */
@Tag("torture")
class HostileWorkersTortureIT {
  @TempDir Path directory;

  @Test
  void aDeafWorkerIsDeadSoonAfterItsTimeIsUpAndItsSlotIsNotUsedBefore() throws Exception {
    TortureBatch batch = TortureBatch.in(directory, "deaf");
    batch.write("timeout_per_run: 2s", List.of("deaf", "good"));
    try (CommandLineRun run = batch.start("--serial")) {
      CommandLineRun.await("the deaf one", () -> batch.journal().hasStarted("deaf"));
      Journal.Entry start = batch.journal().last("start", "deaf");
      long lastSeen = start.millis();
      while (ProcessHandle.of(start.pid()).filter(ProcessHandle::isAlive).isPresent()) {
        lastSeen = System.currentTimeMillis();
        Thread.sleep(2);
      }
      Result result = run.await();

      assertEquals(1, result.exitCode(), result::told);
      assertTrue(lastSeen - start.millis() <= 5_500, () -> "too long: " + start);
      assertTrue(batch.journal().last("start", "good").millis() >= lastSeen, result::told);
    }
    batch.output().assertRow("deaf", "timeout", "timeout", "137");
    String log = BatchOutput.text(batch.output().run(0, "deaf").resolve("run.log"));
    assertTrue(log.contains("Full thread dump"), log);
    assertTrue(log.contains("UnrulyWorker.waitAtGate"), log);
  }

  @Test
  void aChildThatAWorkerLeavesAndAFloodOfWordsHarmNobody() throws IOException {
    TortureBatch batch = TortureBatch.in(directory, "loud");
    batch.write("max_workers: 3", List.of("parent", "flood-200", "good"));

    Result result = batch.call();

    assertEquals(0, result.exitCode(), result::told);
    long child = Long.parseLong(BatchOutput.text(batch.path("child")).strip());
    // Dead already, but still listed until its last parent takes note of it.
    CommandLineRun.await("the child's end", () -> ProcessHandle.of(child).isEmpty());
    Path log = batch.output().run(1, "flood-200").resolve("run.log");
    assertTrue(Files.size(log) <= (64L << 20) + 200, () -> log.toFile().length() + " bytes");
    try (var lines = Files.lines(log)) {
      assertEquals(1, lines.filter(line -> line.contains("run.log is capped")).count());
    }
    assertEquals(
        Set.of("parent", "flood-200", "good"), WholeResults.of(batch.output()).byId().keySet());
  }

  @Test
  void aDaemonThatAWorkerLeavesIsEndedWithTheBatchAndNamed() {
    TortureBatch batch = TortureBatch.in(directory, "daemons");
    batch.write("max_workers: 2", List.of("daemon-1", "good", "daemon-2"));

    Result result = batch.call();

    assertEquals(0, result.exitCode(), result::told);
    List<String> named =
        result.err().stream().filter(l -> l.startsWith("Ended what workers had left")).toList();
    assertEquals(1, named.size(), result::told);
    for (String id : List.of("daemon-1", "daemon-2")) {
      String daemon = BatchOutput.text(batch.path("daemon " + id)).strip();
      CommandLineRun.await(id, () -> ProcessHandle.of(Long.parseLong(daemon)).isEmpty());
      assertTrue(named.get(0).contains("sleep (" + daemon + ")"), result::told);
    }
  }

  @Test
  void whateverWorkersLeaveIsTheirOwnRunsFailure() {
    TortureBatch batch = TortureBatch.in(directory, "odd");
    List<String> bad = List.of("pipe", "zero", "folder", "link", "away", "pipedorders", "riches");
    List<String> good = List.of("pipedlog", "pipedmanifest", "pipedargs", "points");
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      for (String what : bad) {
        ids.add("leaves-" + what + "-" + i);
      }
      for (String what : good) {
        ids.add("leaves-" + what + "-" + i);
      }
      ids.add("painter-" + i);
      ids.add("work-" + i);
    }
    Collections.shuffle(ids, new Random(11));
    batch.write("max_workers: 6\ncircuit_breaker: off\nretries: 1", ids);

    for (String option : List.of("--rerun", "--resume")) {
      Result result = batch.call(option);

      assertEquals(1, result.exitCode(), result::told);
      assertTrue(result.told().chars().noneMatch(c -> c == 0x1b || c == 0x202e), result::told);
      for (String id : ids) {
        String[] words = id.split("-");
        if (bad.contains(words[1])) {
          batch.output().assertRow(id, "failed", "invalid_output", "0");
        } else if (words[0].equals("painter")) {
          batch.output().assertRow(id, "failed", "bad_data", "65");
        } else {
          batch.output().assertRow(id, "success", "", "0");
        }
      }
    }
    assertEquals(2, batch.fixture().checkHealth().exitCode());
  }

  @Test
  void onlyWhatMayPassIsTriedAgainAndNotAtOnce() {
    TortureBatch batch = TortureBatch.in(directory, "again");
    batch.write(
        """
        retries: 3
        retry_backoff: "400ms"
        timeout_per_run: 4s
        worker_memory: 64m
        max_workers: 8
        circuit_breaker: off""",
        List.of("data", "bug", "refusing", "slow", "mortal", "heap-80", "heap-500", "mute"));

    Result result = batch.call();

    assertEquals(1, result.exitCode(), result::told);
    assertEquals(
        List.of("bad_data", "worker_bug", "usage", "timeout", "", "", "out_of_memory", "jvm"),
        batch.output().column("cause"));
    assertEquals(
        List.of("1", "1", "1", "1", "3", "2", "2", "4"), batch.output().column("attempts"));
    assertEquals(15, batch.journal().starts().size());

    JsonNode mortal = batch.output().runManifest(4, "mortal").get("attempts");
    assertTrue(pause(mortal, 0).toMillis() >= 300, mortal::toString);
    assertTrue(pause(mortal, 1).toMillis() >= 600, mortal::toString);

    JsonNode heap = batch.output().runManifest(5, "heap-80");
    assertEquals("out_of_memory", heap.at("/attempts/0/cause").asText());
    assertEquals(3, heap.at("/attempts/0/exit_code").asInt());
    assertTrue(heap.at("/attempts/1/cause").isNull(), heap::toString);
    assertTrue(heap.get("command").toString().contains("\"-Xmx96m\""), heap::toString);
  }

  /** Between the end of an attempt and the start of the next. */
  private static Duration pause(JsonNode attempts, int before) {
    return Duration.between(
        Instant.parse(attempts.get(before).get("finished_at").asText()),
        Instant.parse(attempts.get(before + 1).get("started_at").asText()));
  }

  @Test
  void aTimeoutIsTriedAgainWhereTheConfigSaysSo() {
    TortureBatch batch = TortureBatch.in(directory, "patient");
    batch.write(
        "retries: 1\nretry_timeouts: true\nretry_backoff: 10ms\ntimeout_per_run: 4s",
        List.of("slow"));

    Result result = batch.call();

    assertEquals(0, result.exitCode(), result::told);
    JsonNode attempts = batch.output().runManifest(0, "slow").get("attempts");
    assertEquals(
        List.of("timeout", ""),
        attempts.findValues("cause").stream().map(cause -> cause.asText("")).toList());
  }

  @Test
  void aLateWriterOfAnOlderAttemptCannotTouchANewerResult() throws IOException {
    TortureBatch batch = TortureBatch.in(directory, "haunted");
    batch.write("retries: 1\nretry_backoff: 10ms", List.of("late"));

    Result result = batch.call();

    assertEquals(0, result.exitCode(), result::told);
    WholeResults before = WholeResults.of(batch.output());
    Files.createFile(batch.path("write"));
    CommandLineRun.await("the late one", () -> Files.exists(batch.path("late has written")));
    assertEquals(before, WholeResults.of(batch.output()));
    Result plan = batch.call("--resume", "--dry-run");
    assertTrue(plan.out().get(1).endsWith("[kept]"), plan::told);
  }

  @Test
  void whatAWorkerLeftOutsideItsSessionCannotTouchAResultOfTheNextStart() throws IOException {
    TortureBatch batch = TortureBatch.in(directory, "haunted");
    batch.write("", List.of("orphan"));
    try (CommandLineRun run = batch.start()) {
      CommandLineRun.await("the late one", () -> Files.exists(batch.path("late has begun")));
      run.kill();
    }
    try (CommandLineRun run = batch.start("--resume")) {
      CommandLineRun.await("the next one", () -> batch.journal().starts().size() == 2);
      Files.createFile(batch.path("write"));
      CommandLineRun.await("its word", () -> Files.exists(batch.path("late has written")));
      Files.createFile(batch.path("go"));
      Result result = run.await();
      assertEquals(0, result.exitCode(), result::told);
    }
    assertEquals(Set.of("orphan"), WholeResults.of(batch.output()).byId().keySet());
    Path results = batch.output().run(0, "orphan").resolve("backtest");
    assertEquals(Set.of("portfolio_equity_1d.csv"), BatchOutput.contents(results).keySet());
    String equity = BatchOutput.text(results.resolve("portfolio_equity_1d.csv"));
    assertTrue(equity.startsWith("timestamp,equity,"), equity);
  }

  @Test
  void aWorkerThatHearsNothingDoesNotOutliveItsOrchestrator() {
    TortureBatch batch = TortureBatch.in(directory, "deaf");
    batch.write("", List.of("deaf-1", "deaf-2"));
    try (CommandLineRun run = batch.start()) {
      CommandLineRun.await("both", () -> batch.journal().starts().size() == 2);
      run.kill();
      new Offspring(run.pid()).awaitEnd(System.nanoTime(), "");
    }
  }
}

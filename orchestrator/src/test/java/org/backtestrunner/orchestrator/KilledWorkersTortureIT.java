package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills workers at random, each run's no more often than it may be tried again. */
@Tag("torture")
class KilledWorkersTortureIT {
  private static final Pattern RUN_ID = Pattern.compile("/[0-9]{4}_([a-z0-9-]+)/worker\\.args");
  private static final int RETRIES = 2;
  private static final int LONGEST_LIFE_NANOS = 150_000_000;

  @TempDir Path directory;
  private final Rounds rounds = Rounds.ofBuild();
  private final Random random = rounds.random();

  @Test
  void everyRunSucceedsInTheEndAndItsResultIsThatOfAnUndisturbedBatch() {
    List<String> ids = TortureBatch.ids("work", 12);
    TortureBatch undisturbed = TortureBatch.in(directory.resolve("undisturbed"), "shot");
    undisturbed.write("", ids);
    assertEquals(0, undisturbed.call().exitCode());

    int wanted = rounds.count(10, 100);
    for (int fired = 0, round = 0; fired < wanted; round++) {
      // How many it hits in one batch is luck.
      assertTrue(round < wanted / 2, "most shots miss: " + rounds.told());
      TortureBatch batch = TortureBatch.in(directory.resolve("batch-" + round), "shot");
      batch.write("retries: " + RETRIES + "\nretry_backoff: \"10ms\"", ids);
      try (CommandLineRun run = batch.start()) {
        Map<String, Integer> shots = shootUntilTheEnd(run);
        fired += shots.values().stream().mapToInt(Integer::intValue).sum();
        Result result = run.await();
        String told = rounds.told() + " " + shots + "\n" + result.told();

        assertEquals(0, result.exitCode(), told);
        assertEquals(
            WholeResults.summary(undisturbed.output()), WholeResults.summary(batch.output()), told);
        assertEquals(
            WholeResults.of(undisturbed.output()).byId(),
            WholeResults.of(batch.output()).byId(),
            told);
        for (int i = 0; i < ids.size(); i++) {
          assertAttempts(batch.output(), i, ids.get(i), shots);
        }
      }
    }
  }

  /** How often a worker of each run was shot at. */
  private Map<String, Integer> shootUntilTheEnd(CommandLineRun run) {
    Map<String, Integer> shots = new HashMap<>();
    while (run.isAlive()) {
      for (ProcessHandle worker : run.workers()) {
        Matcher id = RUN_ID.matcher(worker.info().commandLine().orElse(""));
        if (id.find() && shots.getOrDefault(id.group(1), 0) < RETRIES) {
          long end = System.nanoTime() + random.nextInt(LONGEST_LIFE_NANOS);
          RandomMoment.spin(run, end, () -> !worker.isAlive());
          if (worker.destroyForcibly()) {
            shots.merge(id.group(1), 1, Integer::sum);
          }
        }
      }
    }
    return shots;
  }

  /** A worker that is shot at the very end of its work may have done it all the same. */
  private static void assertAttempts(
      BatchOutput output, int index, String id, Map<String, Integer> shots) {
    JsonNode attempts = output.runManifest(index, id).get("attempts");
    int last = attempts.size() - 1;
    assertTrue(last <= shots.getOrDefault(id, 0), attempts::toString);
    String log = BatchOutput.text(output.run(index, id).resolve("run.log"));
    for (int i = 0; i <= last; i++) {
      JsonNode attempt = attempts.get(i);
      assertEquals(i + 1, attempt.get("attempt").asInt());
      assertEquals(i == last ? "" : "killed", attempt.get("cause").asText(""), attempts::toString);
      assertEquals(i == last ? 0 : 137, attempt.get("exit_code").asInt(), attempts::toString);
      assertTrue(log.contains("=== attempt " + (i + 1) + " of at most " + (RETRIES + 1)), log);
    }
    assertEquals(last + 2, (" " + log).split("=== attempt ", -1).length, log);
    assertEquals(last + 1, Integer.parseInt(output.row(id).get("attempts")));
  }
}

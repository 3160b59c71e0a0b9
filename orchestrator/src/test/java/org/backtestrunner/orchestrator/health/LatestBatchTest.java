package org.backtestrunner.orchestrator.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatestBatchTest {

  private static final String STARTED = "2026-01-02T03:04:05Z";

  @TempDir Path root;

  private BatchOnDisk batch(String name) {
    return new BatchOnDisk(root, name);
  }

  @Test
  void theLatestBatchIsTheOneThatStartedLastNotTheLastWritten() throws IOException {
    batch("b_latest").with(2, "success").write("finished", "2026-03-01T00:00:00.5Z");
    Path old = batch("c_old").with(2, "failed").write("finished", "2026-03-01T00:00:00Z");
    batch("a_older").with(2, "failed").write("finished", "2025-12-31T23:59:59Z");
    Files.setLastModifiedTime(old, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));

    Judged judged = Judged.of(root);

    assertEquals(HealthLevel.OK, judged.level());
    assertTrue(judged.details().contains("b_latest: "), judged.details());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"state\": \"finished\", \"started_at\"",
        "{\"state\": \"running\", \"started_at\": \"2026-01-02T03:04:05Z\"} {",
        "[]",
        "{}",
        "{\"state\": \"running\"}",
        "{\"state\": \"running\", \"started_at\": \"yesterday\"}",
        "{\"state\": \"done\", \"started_at\": \"2026-01-02T03:04:05Z\"}",
        "{\"state\": \"finished\", \"started_at\": \"2026-01-02T03:04:05Z\"}",
      })
  void aManifestThatCannotBeReadIsCritical(String content) throws IOException {
    Path manifest = batch("grid").with(1, "success").write("finished", STARTED);
    Files.writeString(manifest, content);

    Judged judged = Judged.of(root);

    assertEquals(HealthLevel.CRITICAL, judged.level());
    assertEquals(1, judged.count(), judged::details);
    assertEquals("CRITICAL -", judged.check("batch_latest_status"));
    assertTrue(
        judged.details().contains("Failed to load batch manifest: " + manifest), judged.details());
  }

  @ParameterizedTest
  @CsvSource({
    "total_runs, 0, total_runs is missing or zero",
    "success_count, 5, counts 5 runs",
    "success_count, -1, success_count is no count",
    "success_count, 3.5, success_count is no count",
    "success_count, '\"4\"', success_count is no count",
    "run_ids, '[1, 2, 3, 4]', run_ids holds more than texts",
  })
  void aManifestThatContradictsItselfIsNotBelieved(String name, String value, String reason)
      throws IOException {
    Path manifest = batch("grid").with(4, "success").write("finished", STARTED);
    ObjectMapper mapper = new ObjectMapper();
    JsonNode changed = mapper.readTree(manifest.toFile());
    changed.withObject("/run_results_summary").set(name, mapper.readTree(value));
    Files.writeString(manifest, changed.toString());

    Judged judged = Judged.of(root);

    assertEquals(HealthLevel.CRITICAL, judged.level(), judged::details);
    assertTrue(judged.details().contains(reason), judged.details());
  }

  @Test
  void aBrokenLatestManifestDoesNotHideBehindAnOlderGoodOne() throws IOException {
    batch("good").with(2, "success").write("finished", STARTED);
    Path broken = batch("broken").with(2, "success").write("finished", STARTED);
    Files.writeString(broken, "{");
    Files.setLastModifiedTime(broken, FileTime.from(Instant.parse("2026-01-02T03:04:06Z")));

    Judged judged = Judged.of(root);

    assertEquals(HealthLevel.CRITICAL, judged.level());
    assertTrue(judged.details().contains("broken"), judged.details());
    assertTrue(
        judged.details().contains("since it was last changed at 2026-01-02T03:04:06Z"),
        judged.details());
  }

  @Test
  void aManifestBrokenBeforeTheLatestBatchBeganDoesNotMatter() throws IOException {
    batch("good").with(2, "success").write("finished", STARTED);
    Path broken = batch("broken").with(2, "success").write("finished", STARTED);
    Files.writeString(broken, "{");
    Files.setLastModifiedTime(broken, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));

    assertEquals(HealthLevel.OK, Judged.of(root).level());
  }

  @Test
  void aBatchThatLostItsManifestIsCritical() throws IOException {
    Files.delete(batch("grid").with(2, "success").write("finished", STARTED));

    Judged judged = Judged.of(root);

    assertEquals(HealthLevel.CRITICAL, judged.level());
    assertTrue(judged.details().contains("batch_manifest.json: no such file"), judged.details());
  }
}

package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run on inputs that were changed under it is marked, and never kept. */
class ChangedInputIT {
  private static final FileTime TIME = FileTime.fromMillis(1_600_000_000_000L);

  @TempDir Path directory;
  private BatchFixture fixture;
  private BatchOutput output;
  private Path prices;

  @BeforeEach
  void setUp() throws IOException {
    fixture = new BatchFixture(directory);
    output = fixture.output("moving");
    fixture.writeStubBatch("moving", "max_workers: 1", "gate", "good");
    prices = directory.resolve("prices.csv");
    Files.setLastModifiedTime(prices, TIME);
  }

  private interface Change {
    void make() throws IOException;
  }

  /** Runs the batch, and does something while its first run waits. */
  private void runWith(Change change) throws IOException {
    try (CommandLineRun run = fixture.startBatch()) {
      CommandLineRun.await("gate", () -> output.hasStarted(0, "gate"));
      change.make();
      output.letGo(0, "gate");
      Result result = run.await();
      assertEquals(0, result.exitCode(), result::told);
    }
  }

  private void assertMarkedAndRunAgain() {
    JsonNode manifest = output.runManifest(0, "gate");
    JsonNode warnings = manifest.get("warnings");
    assertEquals(1, warnings.size(), warnings::toString);
    assertEquals("input_changed", warnings.get(0).get("kind").asText());
    assertEquals(0, manifest.get("inputs").size(), "what it has read is not known");
    assertTrue(manifest.get("content_key").isNull());
    Result plan = fixture.batch("--resume", "--dry-run");
    assertTrue(plan.outText().contains("[to run: an input file changed while it ran"), plan::told);
  }

  @Test
  void aFileThatIsWrittenAnewWithSizeAndTimeOfTheOldOneIsSeen() throws IOException {
    runWith(
        () -> {
          Files.writeString(prices, BatchOutput.text(prices).replace("100", "999"));
          Files.setLastModifiedTime(prices, TIME);
        });
    assertMarkedAndRunAgain();
  }

  @Test
  void aFileThatIsReplacedByOneOfEqualSizeAndTimeIsSeen() throws IOException {
    Path other = fixture.write("other.csv", BatchOutput.text(prices).replace("100", "999"));
    Files.setLastModifiedTime(other, TIME);
    runWith(() -> Files.move(other, prices, StandardCopyOption.ATOMIC_MOVE));
    assertMarkedAndRunAgain();
  }

  @Test
  void aLinkThatLeadsElsewhereForAMomentIsSeen() throws IOException {
    Path one = Files.move(prices, directory.resolve("one.csv"));
    Path two = fixture.write("two.csv", BatchOutput.text(one).replace("100", "999"));
    Files.setLastModifiedTime(two, TIME);
    Files.createSymbolicLink(prices, one);
    runWith(
        () -> {
          lead(two);
          lead(one);
        });
    assertMarkedAndRunAgain();
  }

  private void lead(Path target) throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("new link"), target);
    Files.move(link, prices, StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void whatAWorkerHasReadInsteadOfTheInputOfTheBatchIsSeen() {
    fixture.writeStubBatch("moving", "", "elsewhere", "good");
    Result result = fixture.batch();

    assertEquals(0, result.exitCode(), result::told);
    assertTrue(result.outText().contains("input_changed"), result::told);
    Result resumed = fixture.batch("--resume");
    assertTrue(resumed.outText().contains("(1 kept from before)"), resumed::told);
  }

  @Test
  void ourWorkerTellsWhatItHasReadWithPreparedInputsToo() throws IOException {
    fixture.writeBatch("moving", "grid: {max_gross_exposure: [0.25, 0.5, 0.75, 1]}\n");
    Files.createDirectory(directory.resolve("store"));
    Files.move(prices, directory.resolve("store/all.csv"));
    Files.createSymbolicLink(prices, Path.of("store"));
    for (String cache : List.of("", "--no-cache")) {
      Result result =
          cache.isEmpty() ? fixture.batch("--cache-dir", "cache") : fixture.batch("--rerun", cache);
      assertEquals(0, result.exitCode(), result::told);
      for (int i = 0; i < 4; i++) {
        String id = output.column("run_id").get(i);
        List<String> told =
            BatchOutput.text(output.run(i, id).resolve("run.log"))
                .lines()
                .filter(line -> line.startsWith("INFO input "))
                .toList();
        assertEquals(2, told.size(), told::toString);
        assertTrue(told.get(0).startsWith("INFO input price_file 1:"), told::toString);
        assertTrue(told.get(1).startsWith("INFO input bundle_path "), told::toString);
        JsonNode manifest = output.runManifest(i, id);
        assertFalse(manifest.get("content_key").isNull());
        assertFalse(manifest.get("warnings").toString().contains("input_changed"));
      }
    }
  }
}

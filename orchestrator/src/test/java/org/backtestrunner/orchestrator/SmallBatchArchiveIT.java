package org.backtestrunner.orchestrator;

import static org.backtestrunner.orchestrator.BatchOutput.contents;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch of few runs has the archive of its worker made when it has ended. */
class SmallBatchArchiveIT {
  @TempDir private Path directory;
  private BatchFixture fixture;

  @BeforeEach
  void write() {
    fixture = new BatchFixture(directory);
    fixture.writeBatch("small", "grid: {commission_bps: [0, 5]}\n");
  }

  /** A maker would write into the directory while it is deleted. */
  @AfterEach
  void awaitTheEndOfAllMakers() {
    CommandLineRun.await("the end of the makers", () -> makers().isEmpty());
  }

  @Test
  void theNextBatchFindsItAndItsResultsAreTheSame() throws IOException {
    assertSuccess("first");
    CommandLineRun.await("an archive", () -> archives().size() == 1 && makers().isEmpty());
    Path archive = archives().get(0);
    Object made = Files.getAttribute(archive, "unix:ino");
    assertEquals(List.of(), others(archive), "nothing is left beside it");
    Files.setLastModifiedTime(archive, FileTime.from(Instant.now().minus(Duration.ofHours(2))));

    assertSuccess("second");

    assertTrue(
        Files.getLastModifiedTime(archive)
            .toInstant()
            .isAfter(Instant.now().minus(Duration.ofHours(1))),
        "used");
    assertEquals(made, Files.getAttribute(archive, "unix:ino"));
    for (String id : output("first").column("run_id")) {
      int index = output("first").column("run_id").indexOf(id);
      assertEquals(
          contents(output("first").run(index, id).resolve("backtest")),
          contents(output("second").run(index, id).resolve("backtest")));
    }
  }

  @Test
  void twoBatchesThatMissItHaveItMadeOnce() {
    try (CommandLineRun one = CommandLineRun.start(directory, Map.of(), words("one"));
        CommandLineRun two = CommandLineRun.start(directory, Map.of(), words("two"))) {
      assertEquals(0, one.await().exitCode());
      assertEquals(0, two.await().exitCode());
    }
    assertTrue(makers().size() <= 1, () -> makers().toString());
    CommandLineRun.await("an archive", () -> archives().size() == 1 && makers().isEmpty());
  }

  @Test
  void aMakerThatIsStoppedLeavesNothingAndTheNextBatchHasItMade() {
    assertSuccess("first");
    CommandLineRun.await("a maker at work", () -> has("scratch-"));
    makers().forEach(maker -> CommandLineRun.signal("TERM", maker.pid()));
    CommandLineRun.await("the end of the maker", () -> makers().isEmpty());
    assertEquals(List.of(), archives());
    assertTrue(!has("scratch-") && !has(".mark"), () -> names().toString());

    assertSuccess("second");
    CommandLineRun.await("an archive", () -> archives().size() == 1);
  }

  @Test
  void whatCouldNotBeMadeIsTriedAgainOnlyAfterADay() throws IOException {
    assertSuccess("first");
    CommandLineRun.await("an archive", () -> archives().size() == 1 && makers().isEmpty());
    Path archive = archives().get(0);
    Files.delete(archive);
    Path mark = Files.createFile(archive.resolveSibling(archive.getFileName() + ".mark"));

    assertSuccess("second");
    assertEquals(List.of(), makers());
    assertEquals(List.of(), archives());

    Files.setLastModifiedTime(mark, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
    assertSuccess("third");
    CommandLineRun.await("an archive", () -> archives().size() == 1);
  }

  private void assertSuccess(String root) {
    Result result = CommandLineRun.call(directory, Map.of(), words(root));
    assertEquals(0, result.exitCode(), result::told);
  }

  /** As {@code scripts/cli} starts the program. */
  private static List<String> words(String root) {
    List<String> words =
        new ArrayList<>(
            CommandLineRun.program(
                BatchFixture.batchArguments("--cache-dir", "cache", "--output-root", root)));
    words.add(words.indexOf("-jar"), "-Dbacktest.cli=scripts/cli");
    return words;
  }

  private BatchOutput output(String root) {
    return new BatchOutput(directory.resolve(root).resolve("small"));
  }

  private List<ProcessHandle> makers() {
    return CommandLineRun.processes("make_archive", directory.toString());
  }

  private List<Path> archives() {
    return names().stream()
        .filter(name -> name.endsWith(".jsa"))
        .map(name -> directory.resolve("cache").resolve(name))
        .toList();
  }

  /** What names the archive, but for its checksum. */
  private List<String> others(Path archive) {
    String own = archive.getFileName().toString();
    return names().stream()
        .filter(name -> name.startsWith(own) || name.startsWith("scratch-"))
        .filter(name -> !name.equals(own) && !name.equals(own + ".sha256"))
        .toList();
  }

  private boolean has(String part) {
    return names().stream().anyMatch(name -> name.contains(part));
  }

  private List<String> names() {
    try (Stream<Path> files = Files.list(directory.resolve("cache"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException notYet) {
      return List.of();
    }
  }
}

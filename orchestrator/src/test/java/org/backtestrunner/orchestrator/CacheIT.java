package org.backtestrunner.orchestrator;

import static org.backtestrunner.orchestrator.BatchOutput.contents;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.backtestrunner.shared.file.FileDigest;
import org.backtestrunner.shared.file.Sha256;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept between batches changes how long they take and nothing else. */
class CacheIT {
  private static final int RUNS = 20;

  /** As many as make an archive worth its making. */
  private static final String GRID =
      """
      grid:
        commission_bps: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
        fill_price: [open, close]
      """;

  @TempDir private static Path directory;
  private static BatchFixture fixture;

  @BeforeAll
  static void runWithoutAndWith() throws IOException {
    fixture = new BatchFixture(directory);
    fixture.writeBatch("cached", GRID);
    assertSuccess(fixture.batch("--no-cache", "--output-root", "plain"));
    assertSuccess(fixture.batch("--cache-dir", "cache", "--output-root", "first"));
    assertEquals(1, archives("cache").size(), () -> archives("cache").toString());
    copy("cache", "saved");
  }

  /** At its own place and with its old times, since the archive is of a jar in the cache. */
  @BeforeEach
  void restoreTheCache() throws IOException {
    for (String name : files("cache")) {
      Files.delete(directory.resolve("cache").resolve(name));
    }
    copy("saved", "cache");
  }

  @Test
  void resultsAreTheSameByteForByteWithAndWithout() throws Exception {
    assertSuccess(fixture.batch("--cache-dir", "cache", "--output-root", "second"));

    assertSame("plain", "first");
    assertSame("plain", "second");
  }

  @Test
  void theSecondBatchMakesNothingAgain() throws Exception {
    Path archive = directory.resolve("cache").resolve(archives("cache").get(0));
    Object before = Files.getAttribute(archive, "unix:ino");
    assertSuccess(fixture.batch("--cache-dir", "cache", "--output-root", "third"));
    assertEquals(before, Files.getAttribute(archive, "unix:ino"));
    assertEquals(1, archives("cache").size());
  }

  @Test
  void aDamagedArchiveIsReplacedAndNoRunFails() throws Exception {
    for (String damage : List.of("overwritten", "cut")) {
      restoreTheCache();
      Path archive = archive();
      if (damage.equals("cut")) {
        resize(archive, 1_000_000);
      } else {
        overwrite(archive, 3_000_000);
      }
      assertSuccess(fixture.batch("--cache-dir", "cache", "--output-root", "out " + damage));
      assertSame("plain", "out " + damage);
      assertTrue(Files.size(archive) > 1_000_000, damage);
    }
  }

  @Test
  void anArchiveThatKillsTheJvmThoughItsChecksumIsRightFailsNoRun() throws Exception {
    Path archive = archive();
    overwrite(archive, 3_000_000);
    Files.writeString(checksum(archive), checksumOf(archive));

    Result result = fixture.batch("--cache-dir", "cache", "--output-root", "out evil");

    assertSuccess(result);
    assertSame("plain", "out evil");
  }

  @Test
  void aDamagedCopyOfTheWorkerIsMadeAgain() throws Exception {
    String name = files("cache").stream().filter(n -> n.endsWith(".jar")).findFirst().orElseThrow();
    Path copy = directory.resolve("cache").resolve(name);
    FileTime before = Files.getLastModifiedTime(copy);
    overwrite(copy, 3_000_000);

    assertSuccess(fixture.batch("--cache-dir", "cache", "--output-root", "out copy"));

    assertSame("plain", "out copy");
    assertEquals(-1, Files.mismatch(CommandLineRun.WORKER_JAR, copy));
    assertEquals(before, Files.getLastModifiedTime(copy));
    assertEquals(1, archives("cache").size(), "the archive is still that of the copy");
  }

  @Test
  void aCopyThatIsDamagedWhileTheBatchRunsFailsNoRun() throws Exception {
    String name = files("cache").stream().filter(n -> n.endsWith(".jar")).findFirst().orElseThrow();
    try (CommandLineRun run = start("cache", "out later")) {
      CommandLineRun.await("a run", () -> Files.exists(directory.resolve("out later/cached/runs")));
      overwrite(directory.resolve("cache").resolve(name), 10_000);
      assertSuccess(run.await());
    }
    assertSame("plain", "out later");
  }

  @Test
  void anArgumentThatNoJvmKnowsIsNamedAndLeavesTheCacheAlone(@TempDir Path other) {
    BatchFixture stubs = new BatchFixture(other);
    stubs.writeStubBatch("flag", "worker_jvm_args: [\"-XX:+NoSuchFlag\"]", "good");

    assertEquals(1, stubs.batch("--cache-dir", "cache").exitCode());

    BatchOutput output = stubs.output("flag");
    output.assertRow("good", "failed", "jvm", "1");
    assertEquals(
        List.of("Backtest exited with code 1: Unrecognized VM option 'NoSuchFlag'"),
        output.column("error"));
    assertEquals(List.of("1"), output.column("attempts"));
    assertTrue(
        List.of(other.resolve("cache").toFile().list()).stream().anyMatch(n -> n.endsWith(".jar")));
  }

  @Test
  void twoBatchesMayFillOneCacheAtOnce() throws Exception {
    try (CommandLineRun one = start("at once", "out one");
        CommandLineRun two = start("at once", "out two")) {
      assertSuccess(one.await());
      assertSuccess(two.await());
    }
    assertSame("plain", "out one");
    assertSame("plain", "out two");
    assertEquals(1, archives("at once").size());
    assertTrue(
        files("at once").stream().noneMatch(name -> name.startsWith("scratch")),
        () -> files("at once").toString());
  }

  @Test
  void aCacheThatCannotBeWrittenOrIsDeletedMeanwhileFailsNothing() throws Exception {
    fixture.write("a file", "not a directory\n");
    assertSuccess(fixture.batch("--cache-dir", "a file", "--output-root", "out file"));
    assertSame("plain", "out file");

    try (CommandLineRun run = start("cache", "out deleted")) {
      CommandLineRun.await(
          "a run", () -> Files.exists(directory.resolve("out deleted/cached/runs")));
      for (String name : files("cache")) {
        Files.deleteIfExists(directory.resolve("cache").resolve(name));
      }
      assertSuccess(run.await());
    }
    assertSame("plain", "out deleted");
  }

  @Test
  void aWorkerThatIsBuiltAgainMeanwhileTakesNothingFromTheBatch(@TempDir Path other)
      throws Exception {
    BatchFixture stubs = new BatchFixture(other);
    stubs.writeStubBatch("rebuilt", "max_workers: 1", "gate-1", "good-2", "good-3");
    try (CommandLineRun run = stubs.startBatch("--cache-dir", "cache")) {
      CommandLineRun.await("the first run", () -> stubs.output("rebuilt").hasStarted(0, "gate-1"));
      Files.writeString(other.resolve("stub.jar"), "half a jar");
      stubs.output("rebuilt").letGo(0, "gate-1");
      assertSuccess(run.await());
    }
    BatchOutput output = stubs.output("rebuilt");
    for (JsonNode manifest :
        List.of(
            output.runManifest(0, "gate-1"),
            output.runManifest(1, "good-2"),
            output.runManifest(2, "good-3"))) {
      assertEquals(1, manifest.get("attempts").size(), manifest::toString);
      assertFalse(manifest.toString().contains("changed while"), manifest::toString);
    }
  }

  @Test
  void withoutACacheAndInADryRunNothingIsMade() {
    assertFalse(Files.exists(directory.resolve("unused")));
    assertEquals(
        0, fixture.batch("--dry-run", "--cache-dir", "unused", "--output-root", "dry").exitCode());
    assertFalse(Files.exists(directory.resolve("unused")));
    Result both = fixture.batch("--no-cache", "--cache-dir", "unused");
    assertEquals(2, both.exitCode());
  }

  @Test
  void aCacheInWhichOthersMayPutThingsIsNotUsed() throws Exception {
    Path open = Files.createDirectory(directory.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path planted = open.resolve("worker-" + FileDigest.of(CommandLineRun.WORKER_JAR).sha256());
    Path emptied = fixture.write("precious", "not to be emptied\n");
    Files.writeString(Path.of(planted + ".jar"), "not the worker");
    Files.createSymbolicLink(Path.of(planted + ".jar.used"), emptied);

    Result result = fixture.batch("--cache-dir", "open", "--output-root", "out open");

    assertSuccess(result);
    assertSame("plain", "out open");
    assertEquals(2, files("open").size(), () -> files("open").toString());
    assertEquals("not to be emptied\n", Files.readString(emptied));
    assertEquals(
        List.of(
            "The cache "
                + open
                + " is not used: other users can write to "
                + open
                + ". Make it yours alone, or choose another place by --cache-dir."),
        result.err().stream().filter(line -> line.contains("cache")).toList());
  }

  private static CommandLineRun start(String cache, String root) {
    return fixture.startBatch("--cache-dir", cache, "--output-root", root);
  }

  private static void assertSuccess(Result result) {
    assertEquals(0, result.exitCode(), result::told);
  }

  private static void assertSame(String expected, String actual) {
    BatchOutput one = new BatchOutput(directory.resolve(expected).resolve("cached"));
    BatchOutput two = new BatchOutput(directory.resolve(actual).resolve("cached"));
    List<String> ids = one.column("run_id");
    assertEquals(RUNS, ids.size());
    for (int i = 0; i < RUNS; i++) {
      assertEquals(
          contents(one.run(i, ids.get(i)).resolve("backtest")),
          contents(two.run(i, ids.get(i)).resolve("backtest")));
    }
    for (String column : List.of("run_id", "status", "params_hash", "sharpe", "deflated_sharpe")) {
      assertEquals(one.column(column), two.column(column));
    }
  }

  private static void copy(String from, String to) throws IOException {
    Files.createDirectories(directory.resolve(to));
    for (String name : files(from)) {
      Files.copy(
          directory.resolve(from).resolve(name),
          directory.resolve(to).resolve(name),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  /** The one archive, writable. */
  private static Path archive() {
    Path archive = directory.resolve("cache").resolve(archives("cache").get(0));
    assertTrue(archive.toFile().setWritable(true));
    return archive;
  }

  private static Path checksum(Path archive) {
    return archive.resolveSibling(archive.getFileName() + ".sha256");
  }

  private static String checksumOf(Path archive) throws IOException {
    return Sha256.of(Files.readAllBytes(archive)) + "\n";
  }

  private static void overwrite(Path archive, int from) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
      byte[] nonsense = new byte[200_000];
      Arrays.fill(nonsense, (byte) 0x5a);
      file.seek(from);
      file.write(nonsense);
    }
  }

  private static void resize(Path archive, int length) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
      file.setLength(length);
    }
  }

  private static List<String> archives(String cache) {
    return files(cache).stream().filter(name -> name.endsWith(".jsa")).toList();
  }

  private static List<String> files(String cache) {
    try (Stream<Path> files = Files.list(directory.resolve(cache))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

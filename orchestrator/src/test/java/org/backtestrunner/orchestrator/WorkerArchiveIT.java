package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.backtestrunner.shared.file.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of the worker's classes and its copy of the jar, whole, damaged or forged. */
class WorkerArchiveIT extends CachedBatches {
  @Test
  void theSecondBatchMakesNothingAgain() throws Exception {
    Path archive = directory.resolve("cache").resolve(archives("cache").get(0));
    Object before = Files.getAttribute(archive, "unix:ino");
    assertSuccess(fixture.batch("--cache-dir", "cache", "--output-root", "second"));
    assertSame("plain", "second");
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
}

package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.backtestrunner.shared.file.FileDigest;
import org.junit.jupiter.api.Test;

/** What is kept between batches changes how long they take and nothing else. */
class CacheIT extends CachedBatches {
  @Test
  void resultsAreTheSameByteForByteWithAndWithout() throws Exception {
    assertSame("plain", "first");
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
}

package org.backtestrunner.orchestrator;

import static org.backtestrunner.orchestrator.BatchOutput.contents;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The same batch without a cache and with one, which each test finds as that batch has left it. */
abstract class CachedBatches {
  static final int RUNS = 20;

  /** As many as make an archive worth its making. */
  static final String GRID =
      """
      grid:
        commission_bps: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
        fill_price: [open, close]
      """;

  @TempDir static Path directory;
  static BatchFixture fixture;

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

  static CommandLineRun start(String cache, String root) {
    return fixture.startBatch("--cache-dir", cache, "--output-root", root);
  }

  static void assertSuccess(Result result) {
    assertEquals(0, result.exitCode(), result::told);
  }

  static void assertSame(String expected, String actual) {
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

  static void copy(String from, String to) throws IOException {
    Files.createDirectories(directory.resolve(to));
    for (String name : files(from)) {
      Files.copy(
          directory.resolve(from).resolve(name),
          directory.resolve(to).resolve(name),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  static List<String> archives(String cache) {
    return files(cache).stream().filter(name -> name.endsWith(".jsa")).toList();
  }

  static List<String> files(String cache) {
    try (Stream<Path> files = Files.list(directory.resolve(cache))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

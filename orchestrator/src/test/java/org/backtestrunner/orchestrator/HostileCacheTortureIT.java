package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cache into which somebody puts links, nonsense and files of others between two batches. */
@Tag("torture")
class HostileCacheTortureIT {
  private static final int SOMEBODY = 4711;

  @TempDir Path directory;
  private final Rounds rounds = Rounds.ofBuild();
  private final Random random = rounds.random();

  /** What may be found in the place of a file of the cache. */
  private enum Plant {
    LINK,
    NONSENSE,
    OF_SOMEBODY,
    FOR_EVERYBODY,
    DIRECTORY;

    void at(Path file, Path precious) throws IOException {
      switch (this) {
        case LINK -> {
          Files.delete(file);
          Files.createSymbolicLink(file, precious);
        }
        case NONSENSE -> {
          long size = Files.size(file);
          Files.delete(file);
          Files.write(file, new byte[(int) Math.min(size, 10_000)]);
        }
        case OF_SOMEBODY -> give(file);
        case FOR_EVERYBODY ->
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwxrwx"));
        case DIRECTORY -> {
          Files.delete(file);
          Files.createDirectories(file.resolve("occupied"));
        }
      }
    }

    private static void give(Path file) throws IOException {
      if (Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
        Files.setAttribute(file, "unix:uid", SOMEBODY, LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  @Test
  void noRunFailsAndNothingOutsideIsTouched() throws IOException {
    BatchFixture fixture = new BatchFixture(directory);
    fixture.writeBatch(
        "hostile",
        """
        grid:
          commission_bps: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
          fill_price: [open, close]
        """);
    Path precious = fixture.write("precious", "not to be touched\n");
    Result first = fixture.batch("--output-root", "plain", "--no-cache");
    assertEquals(0, first.exitCode(), first::told);
    List<String> sharpe = sharpe("plain");

    for (int round = rounds.count(3, 20); round > 0; round--) {
      Path cache = directory.resolve("cache-" + round);
      batch(fixture, cache, "filled-" + round);
      StringBuilder told = new StringBuilder(rounds.told());
      for (Path file : files(cache)) {
        if (random.nextInt(2) == 0) {
          Plant plant = Plant.values()[random.nextInt(Plant.values().length)];
          plant.at(file, precious);
          told.append('\n').append(plant).append(' ').append(file.getFileName());
        }
      }
      boolean open = random.nextInt(3) == 0;
      Files.setPosixFilePermissions(
          cache, PosixFilePermissions.fromString(open ? "rwxrwxrwx" : "rwxr-xr-x"));
      List<Path> before = files(cache);

      Result result = batch(fixture, cache, "used-" + round);

      assertEquals(0, result.exitCode(), () -> told + "\n" + result.told());
      assertEquals(sharpe, sharpe("used-" + round), told.toString());
      assertEquals("not to be touched\n", Files.readString(precious), told.toString());
      if (open) {
        assertEquals(before, files(cache), told.toString());
      }
    }
  }

  private static Result batch(BatchFixture fixture, Path cache, String root) {
    return fixture.batch("--cache-dir", cache.toString(), "--output-root", root);
  }

  private List<String> sharpe(String root) {
    return new BatchOutput(directory.resolve(root).resolve("hostile")).column("sharpe");
  }

  private static List<Path> files(Path cache) throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.sorted(Comparator.naturalOrder()).toList();
    }
  }
}

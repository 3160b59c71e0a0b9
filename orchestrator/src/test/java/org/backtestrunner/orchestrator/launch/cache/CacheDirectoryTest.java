package org.backtestrunner.orchestrator.launch.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheDirectoryTest {
  @TempDir private Path directory;

  @Test
  void whatWasNotUsedForLongestGoesFirstAndOnlyAsMuchAsNeeded() throws Exception {
    Path oldest = file(panel(1), 400, Duration.ofDays(3));
    Path old = file(panel(2), 400, Duration.ofDays(2));
    Path newer = file(panel(3), 400, Duration.ofHours(2));

    new CacheDirectory(directory, 800).evict();

    assertFalse(Files.exists(oldest));
    assertTrue(Files.exists(old));
    assertTrue(Files.exists(newer));
  }

  @Test
  void useKeepsAFile() throws Exception {
    Path used = file(panel(1), 400, Duration.ofDays(3));
    Path unused = file(panel(2), 400, Duration.ofDays(2));
    CacheDirectory.touch(List.of(used, directory.resolve("gone")));

    new CacheDirectory(directory, 500).evict();

    assertTrue(Files.exists(used));
    assertFalse(Files.exists(unused));
  }

  @Test
  void whatWasUsedWithinTheLastHourStaysHoweverLargeItIs() throws Exception {
    Path inUse = file(panel(1), 400, Duration.ofMinutes(50));

    new CacheDirectory(directory, 1).evict();

    assertTrue(Files.exists(inUse));
  }

  @Test
  void workInProgressOfABatchThatWasKilledIsDeletedAndThatOfAnotherIsNot() throws Exception {
    CacheDirectory cache = new CacheDirectory(directory, 1);
    Path left = cache.newScratch();
    Files.writeString(left.resolve("half"), "x");
    age(left, Duration.ofHours(2));
    Path going = cache.newScratch();
    Files.writeString(going.resolve("half"), "x");

    cache.evict();

    assertFalse(Files.exists(left));
    assertTrue(Files.exists(going.resolve("half")));
  }

  @Test
  void severalBatchesMayEvictAtOnceAndTheDirectoryMayBeGone() throws Exception {
    for (int i = 0; i < 400; i++) {
      file(panel(i), 10, Duration.ofHours(2 + i));
    }
    CacheDirectory cache = new CacheDirectory(directory, 1000);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> evictions =
        List.of(
            threads.submit(cache::evict),
            threads.submit(cache::evict),
            threads.submit(cache::evict),
            threads.submit(cache::evict));
    for (Future<?> eviction : evictions) {
      eviction.get();
    }
    threads.shutdown();
    for (int i = 0; i < 100; i++) {
      assertTrue(Files.exists(directory.resolve(panel(i))) || i > 60, "file " + i);
    }
    new CacheDirectory(directory.resolve("gone"), 1).evict();
  }

  @Test
  void aNewCacheIsForItsUserAlone() throws Exception {
    Path path = directory.resolve("caches/backtest-runner");
    new CacheDirectory(path, 1).newScratch();
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
  }

  @Test
  void theUsualPlaceIsThatOfTheUsersCaches() {
    assertEquals(
        Optional.of(Path.of("/caches/backtest-runner")),
        CacheDirectory.usual(Map.of("XDG_CACHE_HOME", "/caches", "HOME", "/home/me")));
    assertEquals(
        Optional.of(Path.of("/home/me/.cache/backtest-runner")),
        CacheDirectory.usual(Map.of("XDG_CACHE_HOME", "relative", "HOME", "/home/me")));
    assertEquals(Optional.empty(), CacheDirectory.usual(Map.of("HOME", "")));
  }

  private static String panel(int number) {
    return "panel-%064x.bin".formatted(number);
  }

  @Test
  void whatIsNotOursIsNeverDeleted() throws Exception {
    List<Path> others =
        List.of(
            file("prices.csv", 400, Duration.ofDays(3)),
            file("panel-1.bin", 400, Duration.ofDays(3)),
            Files.createDirectory(directory.resolve("scratch-notes")),
            Files.createDirectory(directory.resolve("results")),
            file("results/" + panel(1), 400, Duration.ofDays(3)),
            Files.createSymbolicLink(directory.resolve(panel(2)), directory.resolve("prices.csv")));
    age(directory.resolve("scratch-notes"), Duration.ofDays(3));
    Path ours = file(panel(3), 400, Duration.ofDays(2));

    new CacheDirectory(directory, 1).evict();
    new CacheDirectory(Path.of("/"), 1L << 40).evict();

    assertFalse(Files.exists(ours));
    for (Path other : others) {
      assertTrue(Files.exists(other), other.toString());
    }
  }

  @Test
  void aWorkerThatABatchMayStillStartFromStaysAndGoesDaysLater() throws Exception {
    Path used = file("worker-%064x.jar".formatted(1), 400, Duration.ofDays(30));
    Path unused = file("worker-%064x.jar".formatted(2), 400, Duration.ofDays(30));
    CacheDirectory.noteUse(used);
    CacheDirectory.noteUse(unused);
    age(directory.resolve(used.getFileName() + ".used"), Duration.ofDays(3));
    age(directory.resolve(unused.getFileName() + ".used"), Duration.ofDays(5));

    new CacheDirectory(directory, 1).evict();

    assertTrue(Files.exists(used));
    assertEquals(2, directory.toFile().list().length, "worker and mark of the used one");
  }

  private Path file(String name, int bytes, Duration age) throws IOException {
    Path file = Files.write(directory.resolve(name), new byte[bytes]);
    age(file, age);
    return file;
  }

  private static void age(Path file, Duration age) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }
}

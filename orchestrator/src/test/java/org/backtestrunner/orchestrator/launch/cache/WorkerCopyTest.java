package org.backtestrunner.orchestrator.launch.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.backtestrunner.shared.file.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerCopyTest {
  private static final String CONTENT = "a worker\n";
  private static final String SHA256 = Sha256.of(CONTENT);

  @TempDir private Path directory;
  private Path jar;
  private CacheDirectory cache;

  @BeforeEach
  void makeAJar() throws IOException {
    jar = Files.writeString(directory.resolve("worker.jar"), CONTENT);
    cache = new CacheDirectory(directory.resolve("cache"), 1 << 20);
  }

  @Test
  void aCopyHasTheSameTimeWheneverItIsMade() throws IOException {
    Path copy = WorkerCopy.of(cache, jar, SHA256).orElseThrow();
    FileTime first = Files.getLastModifiedTime(copy);

    Files.writeString(copy, "damaged");
    Files.setLastModifiedTime(copy, FileTime.from(Instant.now().plusSeconds(100)));

    assertEquals(Optional.of(copy), WorkerCopy.of(cache, jar, SHA256));
    assertEquals(CONTENT, Files.readString(copy));
    assertEquals(first, Files.getLastModifiedTime(copy));
  }

  @Test
  void batchesThatMakeItAtOnceHaveTheSameOne() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    for (int round = 0; round < 100; round++) {
      CacheDirectory fresh = new CacheDirectory(directory.resolve("cache-" + round), 1 << 20);
      Callable<Object> batch =
          () -> Files.getAttribute(WorkerCopy.of(fresh, jar, SHA256).orElseThrow(), "unix:ino");
      List<Future<Object>> copies =
          new ArrayList<>(threads.invokeAll(List.of(batch, batch, batch)));
      Set<Object> files = new HashSet<>();
      for (Future<Object> copy : copies) {
        files.add(copy.get());
      }
      assertEquals(1, files.size(), "round " + round);
    }
    threads.shutdown();
  }

  @Test
  void noLinkIsFollowedWhereACopyOrItsMarkBelongs() throws IOException {
    Path precious = Files.writeString(directory.resolve("precious"), CONTENT);
    FileTime old = FileTime.from(Instant.parse("2001-02-03T04:05:06Z"));
    Files.setLastModifiedTime(precious, old);
    Path copy = cache.newScratch().resolveSibling("worker-" + SHA256 + ".jar");
    Files.createSymbolicLink(copy, precious);
    Files.createSymbolicLink(copy.resolveSibling(copy.getFileName() + ".used"), precious);

    assertEquals(Optional.of(copy), WorkerCopy.of(cache, jar, SHA256));

    assertTrue(Files.isRegularFile(copy, LinkOption.NOFOLLOW_LINKS));
    assertEquals(CONTENT, Files.readString(precious));
    assertEquals(old, Files.getLastModifiedTime(precious));
  }
}

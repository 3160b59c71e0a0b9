package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch of many short runs costs the program no more at its end than at its beginning. */
@Tag("torture")
class ManyRunsTortureIT {
  private static final int MOST_FURTHER = 4;

  /** What a run leaves in memory is its result, for the summary. */
  private static final int MOST_BYTES_PER_RUN = 16 << 10;

  @TempDir Path directory;

  /**
   * What the program holds at a moment.
   *
   * @param heap bytes in use after a garbage collection
   */
  private record Sample(int runs, int threads, int files, long heap) {}

  @Test
  void threadsAndFilesAndMemoryDoNotGrowWithTheNumberOfRuns() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "there is no /proc here");
    int runs = Rounds.ofBuild().count(120, 1_000);
    TortureBatch batch = TortureBatch.in(directory, "many");
    batch.write("max_workers: 4", TortureBatch.ids("good", runs));
    List<Sample> samples = new ArrayList<>();
    try (CommandLineRun run = batch.start("-q")) {
      for (int part = 2; part <= 9; part++) {
        int wanted = runs * part / 10;
        CommandLineRun.await(
            wanted + " runs", () -> !run.isAlive() || batch.journal().starts().size() >= wanted);
        sample(run.pid(), wanted).ifPresent(samples::add);
      }
      Result result = run.await();
      assertEquals(0, result.exitCode(), result::told);
      assertEquals(runs, batch.output().rows().size());
    }
    assertTrue(samples.size() >= 4, samples::toString);
    Sample first = samples.get(0);
    Sample last = samples.get(samples.size() - 1);
    // At a moment there may be a few more or fewer, but what leaks stays.
    int half = samples.size() / 2;
    for (ToIntFunction<Sample> number :
        List.<ToIntFunction<Sample>>of(Sample::threads, Sample::files)) {
      int early = samples.subList(0, half).stream().mapToInt(number).max().orElseThrow();
      int late =
          samples.subList(half, samples.size()).stream().mapToInt(number).min().orElseThrow();
      assertTrue(late <= early + MOST_FURTHER, samples::toString);
    }
    long growth = last.heap() - first.heap();
    long most = (long) MOST_BYTES_PER_RUN * (last.runs() - first.runs());
    assertTrue(growth <= most, () -> growth + " bytes: " + samples);
  }

  private static Optional<Sample> sample(long pid, int runs) {
    String proc = "/proc/" + pid;
    try {
      int threads = count(Path.of(proc, "task"));
      int files = count(Path.of(proc, "fd"));
      return heap(pid).map(heap -> new Sample(runs, threads, files, heap));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private static int count(Path path) throws IOException {
    String[] names = path.toFile().list();
    if (names == null) {
      throw new IOException("gone: " + path);
    }
    return names.length;
  }

  /** The total of the histogram of live objects, for which the JVM collects its garbage. */
  private static Optional<Long> heap(long pid) {
    String jcmd =
        System.getProperty("java.home") + File.separator + "bin" + File.separator + "jcmd";
    List<String> command = List.of(jcmd, Long.toString(pid), "GC.class_histogram");
    Result result = CommandLineRun.call(CommandLineRun.HOME, Map.of(), command);
    return result.out().stream()
        .filter(line -> line.startsWith("Total"))
        .findFirst()
        .map(line -> Long.parseLong(line.trim().split(" +")[2]));
  }
}

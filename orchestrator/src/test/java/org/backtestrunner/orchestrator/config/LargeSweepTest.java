package org.backtestrunner.orchestrator.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.backtestrunner.orchestrator.config.document.ConfigException;
import org.backtestrunner.orchestrator.config.grid.Grid;
import org.backtestrunner.orchestrator.config.key.GivenOptions;
import org.backtestrunner.orchestrator.config.parameter.WorkerJars;
import org.backtestrunner.orchestrator.launch.compile.StrategyCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spaces that nobody could span cost neither time nor memory. */
class LargeSweepTest {
  private static final String THOUSAND = "{from: 1, to: 1000, step: 1}";

  @TempDir private Path directory;

  /** Reads a config and says how many runs it has, or what is wrong. */
  public static final class Reading {
    private Reading() {}

    public static void main(String[] arguments) {
      Path directory = Path.of(arguments[0]);
      try {
        System.out.println(
            ConfigReader.read(
                    Path.of("batch.yaml"),
                    GivenOptions.none(),
                    directory,
                    directory.resolve("worker.jar"),
                    new StrategyCompiler())
                .runs()
                .size());
      } catch (ConfigException e) {
        System.out.println(e.problems());
      }
    }
  }

  private String readInASmallHeap(String yaml) throws IOException, InterruptedException {
    WorkerJars.withAllParameters(directory);
    Files.writeString(directory.resolve("prices.csv"), "");
    Files.writeString(directory.resolve("batch.yaml"), Configs.BASE + yaml);
    Path out = directory.resolve("out");
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Reading.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return Files.readString(out, StandardCharsets.UTF_8).strip();
  }

  @Test
  void aBillionPointsAreRefusedInASmallHeap() throws Exception {
    assertEquals(
        "[batch.yaml:7: grid: spans 1000000000 combinations; above 1000000 a grid needs a sample]",
        readInASmallHeap(
            "grid:\n  seed: %1$s\n  lot_size: %1$s\n  spread_bps: %1$s\n".formatted(THOUSAND)));
  }

  @Test
  void aThousandOfATrillionAreDrawnInASmallHeap() throws Exception {
    for (String method : List.of("random", "sobol")) {
      assertEquals(
          "1000", readInASmallHeap(space("  sample: {n: 1000, method: " + method + "}\n")));
    }
  }

  private static String space(String sample) {
    return """
        grid:
          seed: %1$s
          lot_size: %1$s
          spread_bps: %1$s
          commission_bps: %1$s
        """
            .formatted(THOUSAND)
        + sample;
  }

  @Test
  void aThousandOfATrillionAreDrawnWithinASecond() {
    Configs configs = new Configs(directory);
    String where = "  where: \"spread_bps <= commission_bps\"\n";
    configs.read(Configs.BASE + space(where + "  sample: {n: 10}\n"));

    long begun = System.nanoTime();
    Grid grid =
        configs.read(Configs.BASE + space(where + "  sample: {n: 1000}\n")).runs().grid().get();
    Duration took = Duration.ofNanos(System.nanoTime() - begun);

    assertEquals("1000000000000", grid.combinations().toString());
    assertEquals(1000, grid.size());
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < grid.size(); i++) {
      ids.add(grid.id(i));
    }
    assertEquals(1000, ids.size());
    assertTrue(took.compareTo(Duration.ofSeconds(1)) < 0, took::toString);
  }
}

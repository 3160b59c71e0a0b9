package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** No config, whatever is in it, gets more than a sentence with its place in the file. */
@Tag("torture")
class HostileConfigsTortureIT {
  private static final String SMALL_HEAP = "-Xmx512m";
  private static final int EVERY_SO_MANY_ALONE = 100;

  @TempDir Path directory;

  private static List<String> answers(Path directory) throws URISyntaxException {
    new BatchFixture(directory).write("prices.csv", "timestamp,symbol,close\n2015-01-02,A,100\n");
    Path tests =
        Path.of(HostileConfig.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path program = CommandLineRun.HOME.resolve("orchestrator/target/orchestrator.jar");
    List<String> command =
        CommandLineRun.java(
            SMALL_HEAP,
            "-Dbacktest.home=" + CommandLineRun.HOME,
            "-cp",
            tests + ":" + program,
            HostileConfigsMain.class.getName());
    Result result = CommandLineRun.call(directory, Map.of(), command);
    assertEquals(0, result.exitCode(), result::told);
    return List.of(String.join("\n", result.out()).split(HostileConfigsMain.END));
  }

  @TestFactory
  Stream<DynamicTest> everyOneIsRefusedWithItsPlaceInTheFile() throws Exception {
    List<HostileConfig> all = HostileConfig.all();
    List<String> answers = answers(directory);
    assertEquals(all.size(), answers.size());
    assertTrue(all.size() >= 120, () -> all.size() + " cases");
    assertFalse(Files.exists(directory.resolve("output")), "something was started");
    return IntStream.range(0, all.size())
        .mapToObj(
            number ->
                dynamicTest(
                    all.get(number).name(),
                    () -> {
                      String[] parts = answers.get(number).split("\n", 2);
                      String place = number + " ";
                      assertEquals(place + 2, parts[0].strip(), () -> parts[1]);
                      assertRefused(all.get(number), number, parts[1]);
                    }));
  }

  private static void assertRefused(HostileConfig config, int number, String said) {
    assertFalse(said.contains("\tat "), said);
    assertTrue(said.startsWith(config.fileName(number) + ":"), said);
    assertTrue(said.contains(config.told()), () -> "not '" + config.told() + "': " + said);
    assertTrue(said.length() < 1_000_000, () -> said.length() + " characters");
  }

  @Test
  void soIsItInAJvmOfItsOwn() {
    List<HostileConfig> all = HostileConfig.all();
    BatchFixture fixture = new BatchFixture(directory);
    fixture.write("prices.csv", "timestamp,symbol,close\n2015-01-02,A,100\n");
    for (int number = 0; number < all.size(); number += EVERY_SO_MANY_ALONE) {
      HostileConfig config = all.get(number);
      Path file = fixture.write(config.fileName(number), "");
      try {
        Files.write(file, config.content());
      } catch (IOException failure) {
        throw new java.io.UncheckedIOException(failure);
      }
      List<String> command =
          new ArrayList<>(
              CommandLineRun.program("batch_backtest", "--config-file", config.fileName(number)));
      command.add(1, SMALL_HEAP);
      Result result = CommandLineRun.call(directory, Map.of(), command);
      assertEquals(2, result.exitCode(), result::told);
      assertRefused(config, number, result.errText());
    }
  }

  @Test
  void aBatchDirectoryThatLeadsElsewhereIsRefused() throws IOException {
    TortureBatch batch = TortureBatch.in(directory, "link");
    batch.write("", List.of("good"));
    Files.createDirectories(batch.path("out"));
    Path elsewhere = Files.createDirectory(batch.path("elsewhere"));
    Files.createSymbolicLink(batch.output().directory(), elsewhere);

    for (String option : List.of("--resume", "--rerun")) {
      Result result = batch.call(option);
      assertEquals(2, result.exitCode(), result::told);
      assertTrue(result.errText().contains("symbolic link"), result::told);
    }
    assertEquals(Map.of(), BatchOutput.contents(elsewhere));
    assertTrue(Files.isSymbolicLink(batch.output().directory()));
  }
}

package org.backtestrunner.orchestrator.launch.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The worker that is shipped starts by its main class's name. */
class ClassArchiveIT {
  private static final Path WORKER_JAR =
      Path.of("").toAbsolutePath().resolveSibling("backtest-worker/target/backtest-worker.jar");

  @Test
  void theWorkersJarNeedNotBeOpened() throws IOException {
    ClassArchive archive = ClassArchive.of(Path.of("/cache/worker.jsa"), WORKER_JAR);

    assertEquals(Optional.of("org.backtestrunner.worker.Main"), archive.mainClass());
    List<String> words = archive.start(WORKER_JAR, true);
    assertEquals(
        List.of("-cp", WORKER_JAR.toString(), "org.backtestrunner.worker.Main"),
        words.subList(words.size() - 3, words.size()));
    assertTrue(
        archive
            .classesBesideMain(WORKER_JAR)
            .contains("org/backtestrunner/worker/factor/sources/OriginalInputs"));
  }

  @Test
  void nativeCodeIsAllowedWhereTheJarIsHeededAndInputsAreRead() throws IOException {
    ClassArchive archive = ClassArchive.of(Path.of("/cache/worker.jsa"), WORKER_JAR);
    String option = "--enable-native-access=ALL-UNNAMED";

    assertFalse(archive.start(WORKER_JAR, true).contains(option));
    assertEquals(
        Runtime.version().feature() >= 22, archive.start(WORKER_JAR, false).contains(option));
  }
}

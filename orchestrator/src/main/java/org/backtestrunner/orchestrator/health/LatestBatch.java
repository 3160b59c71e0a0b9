package org.backtestrunner.orchestrator.health;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;

/** Finds batches, and the one that was started last. */
final class LatestBatch {

  /** Of batches started at the same instant, a broken one comes last: it must be seen. */
  private static final Comparator<FoundBatch> BY_START =
      Comparator.comparing(FoundBatch::startedAt)
          .thenComparing(FoundBatch.Unreadable.class::isInstance)
          .thenComparing(FoundBatch::directory);

  private LatestBatch() {}

  /**
   * Looks through the directories directly below a root.
   *
   * @return empty if the root does not exist or holds no batch
   * @throws IOException if the root exists and cannot be listed
   */
  static Optional<FoundBatch> below(Path root) throws IOException {
    List<FoundBatch> batches = allBelow(root);
    return batches.isEmpty() ? Optional.empty() : Optional.of(batches.get(batches.size() - 1));
  }

  /** All of them, in the order of their starts. */
  static List<FoundBatch> allBelow(Path root) throws IOException {
    List<FoundBatch> batches = new ArrayList<>();
    if (Files.notExists(root)) {
      return batches;
    }
    for (Path directory : directories(root)) {
      if (isBatch(directory)) {
        batches.add(FoundBatch.read(directory));
      }
    }
    batches.sort(BY_START);
    return batches;
  }

  /** A batch that died early, or lost its manifest, is one all the same. */
  private static boolean isBatch(Path directory) {
    BatchDirectory batch = BatchDirectory.at(directory);
    return Stream.of(batch.manifest(), batch.config(), batch.runs()).anyMatch(Files::exists);
  }

  /** The visible directories in a directory, by name. No batch or run has a name with a dot. */
  static List<Path> directories(Path parent) throws IOException {
    try (Stream<Path> entries = Files.list(parent)) {
      return entries
          .filter(Files::isDirectory)
          .filter(directory -> !directory.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}

package org.backtestrunner.orchestrator.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.backtestrunner.orchestrator.file.json.UnreadableFileException;
import org.backtestrunner.orchestrator.manifest.BatchManifestFile;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;

/** A batch output on disk, whether or not its manifest can be read. */
sealed interface FoundBatch {

  Path directory();

  /** When the batch was started, as far as that can be known. */
  Instant startedAt();

  /** A batch with a good manifest. */
  record Readable(Path directory, BatchManifestFile.Standing manifest) implements FoundBatch {
    @Override
    public Instant startedAt() {
      return manifest.startedAt();
    }
  }

  /**
   * A batch whose manifest is missing or broken.
   *
   * @param startedAt from the manifest where that much is readable, else the time of the last
   *     change on disk: never before the start, so a broken latest batch cannot hide behind an
   *     older good one
   * @param startIsEstimated whether it is the time of the last change
   * @param reason why the manifest cannot be used
   */
  record Unreadable(Path directory, Instant startedAt, boolean startIsEstimated, String reason)
      implements FoundBatch {}

  /** Reads the manifest of a batch directory. */
  static FoundBatch read(Path directory) throws IOException {
    Path manifest = BatchDirectory.at(directory).manifest();
    try {
      return new Readable(directory, BatchManifestFile.read(manifest));
    } catch (UnreadableFileException e) {
      Optional<Instant> startedAt = BatchManifestFile.peekStartedAt(manifest);
      Path changed = Files.exists(manifest) ? manifest : directory;
      return new Unreadable(
          directory,
          startedAt.isPresent() ? startedAt.get() : Files.getLastModifiedTime(changed).toInstant(),
          startedAt.isEmpty(),
          e.getMessage());
    }
  }
}

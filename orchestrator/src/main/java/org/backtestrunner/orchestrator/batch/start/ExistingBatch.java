package org.backtestrunner.orchestrator.batch.start;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.backtestrunner.orchestrator.file.AtomicFile;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.file.json.UnreadableFileException;
import org.backtestrunner.orchestrator.harvest.resume.EarlierRuns;
import org.backtestrunner.orchestrator.launch.contract.Status;
import org.backtestrunner.orchestrator.manifest.BatchManifestFile;
import org.backtestrunner.orchestrator.manifest.RunManifestFile;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;
import org.backtestrunner.orchestrator.plan.layout.BatchLock;
import org.backtestrunner.orchestrator.plan.layout.RunDirectory;

/** What stands where a batch is about to write: nothing, an earlier batch, or something else. */
public record ExistingBatch(BatchDirectory directory) {

  /**
   * What stands there once the replacements are ended that others were killed over: the old output
   * is brought back where no new batch had begun, and deleted where one had.
   *
   * @param lock without it, such a replacement could be one that is still under way
   */
  public static ExistingBatch recovered(BatchLock lock) {
    ExistingBatch existing = new ExistingBatch(lock.batch());
    Replacement.recover(existing);
    return existing;
  }

  /** Whether there is anything but the traces of a start that was killed before it had begun. */
  public boolean isPresent() {
    if (!Files.exists(directory.path(), LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    if (!Files.isDirectory(directory.path(), LinkOption.NOFOLLOW_LINKS)) {
      return true;
    }
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(directory.path(), file -> !AtomicFile.isLeftover(file))) {
      return files.iterator().hasNext();
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot read", directory.path(), failure);
    }
  }

  /** Whether it is a batch's output, and not somebody's own directory. */
  public boolean isBatch() {
    return Files.isDirectory(directory.path(), LinkOption.NOFOLLOW_LINKS)
        && Files.isRegularFile(directory.manifest());
  }

  /**
   * How many runs have ended in an output whose own manifest somebody has deleted; 0 where this is
   * none.
   */
  public int runsWithoutBatch() {
    if (Files.exists(directory.manifest(), LinkOption.NOFOLLOW_LINKS)
        || !Files.isDirectory(directory.path(), LinkOption.NOFOLLOW_LINKS)) {
      return 0;
    }
    return EarlierRuns.read(directory).current().size();
  }

  /** Whether it leads to some other place, where nothing of ours belongs. */
  public boolean isLink() {
    return Files.isSymbolicLink(directory.path());
  }

  /** {@code 10 of 12 runs succeeded}, as the run manifests tell. */
  public String describe() {
    int successes = 0;
    if (Files.isDirectory(directory.runs())) {
      try (DirectoryStream<Path> runs = Files.newDirectoryStream(directory.runs())) {
        for (Path run : runs) {
          if (isSuccess(new RunDirectory(run).manifest())) {
            successes++;
          }
        }
      } catch (IOException failure) {
        throw EnvironmentException.of("cannot read", directory.runs(), failure);
      }
    }
    OptionalInt planned = BatchManifestFile.peekTotalRuns(directory.manifest());
    return planned.isPresent()
        ? successes + " of " + planned.getAsInt() + " runs succeeded"
        : successes + " runs succeeded";
  }

  private static boolean isSuccess(Path manifest) {
    try {
      return RunManifestFile.peek(manifest).status().equals(Optional.of(Status.SUCCESS));
    } catch (UnreadableFileException notEndedOrBroken) {
      return false;
    }
  }
}

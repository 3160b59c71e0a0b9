package org.backtestrunner.orchestrator.batch;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.backtestrunner.orchestrator.file.AtomicFile;
import org.backtestrunner.orchestrator.file.DirectoryTree;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.file.json.UnreadableFileException;
import org.backtestrunner.orchestrator.launch.contract.Status;
import org.backtestrunner.orchestrator.manifest.BatchManifestFile;
import org.backtestrunner.orchestrator.manifest.RunManifestFile;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;
import org.backtestrunner.orchestrator.plan.layout.RunDirectory;

/** What stands where a batch is about to write: nothing, an earlier batch, or something else. */
public record ExistingBatch(BatchDirectory directory) {
  private static final String REPLACED = ".replaced-";
  private static final String DISCARDED = ".discarded-";

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

  /** Moves the output out of the way, to a hidden directory beside it, which is returned. */
  public Path moveAside() {
    Path aside = beside(REPLACED);
    try {
      return Files.move(directory.path(), aside, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot move aside", directory.path(), failure);
    }
  }

  /**
   * Ends the replacements that others were killed over: what they moved aside is brought back where
   * no new batch had begun, and deleted where one had. Only for who holds the batch's lock.
   */
  public void recover() {
    for (Path aside : allBeside(REPLACED)) {
      if (!isPresent()) {
        restore(aside);
      } else if (isBatch()) {
        deleteTree(discard(aside));
      }
    }
    allBeside(DISCARDED).forEach(ExistingBatch::deleteTree);
  }

  private List<Path> allBeside(String mark) {
    List<Path> found = new ArrayList<>();
    Path parent = directory.path().getParent();
    String names = "." + directory.path().getFileName() + mark + "*";
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, names)) {
      entries.forEach(found::add);
    } catch (IOException | DirectoryIteratorException failure) {
      throw new EnvironmentException("cannot read " + parent + ": " + failure.getMessage());
    }
    return found;
  }

  private Path beside(String mark) {
    String name = "." + directory.path().getFileName() + mark + ProcessHandle.current().pid();
    return directory.path().resolveSibling(name);
  }

  /** Brings back what {@link #moveAside} moved, after a new batch could not begin. */
  public void restore(Path aside) {
    try {
      DirectoryTree.delete(directory.path());
      Files.move(aside, directory.path(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot move back from " + aside, directory.path(), failure);
    }
  }

  /**
   * Gives up what {@link #moveAside} moved: from here on it is never brought back.
   *
   * @return what is to be deleted; what is not, the next start deletes
   */
  public Path discard(Path aside) {
    Path discarded = beside(DISCARDED);
    try {
      return Files.move(aside, discarded, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot move", aside, failure);
    }
  }

  private static void deleteTree(Path root) {
    try {
      DirectoryTree.delete(root);
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot delete", root, failure);
    }
  }
}

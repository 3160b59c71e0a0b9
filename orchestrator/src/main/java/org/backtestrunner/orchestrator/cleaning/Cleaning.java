package org.backtestrunner.orchestrator.cleaning;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.file.json.UnreadableFileException;
import org.backtestrunner.orchestrator.launch.contract.ResultFile;
import org.backtestrunner.orchestrator.manifest.RunManifestFile;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;
import org.backtestrunner.orchestrator.plan.layout.BatchLock;
import org.backtestrunner.orchestrator.plan.layout.RunDirectory;

/**
 * What is to be deleted of a batch. Nothing is but what was put aside as superseded, and the files
 * of these kinds that a run's own manifest names; links are not followed.
 *
 * @param superseded whether the results that resumptions have put aside are
 * @param files which kinds of files of runs are; never equity curves
 * @param keepBest so many runs, those with the largest Sharpe ratios, keep their files
 */
public record Cleaning(boolean superseded, Set<ResultFile> files, int keepBest) {

  public Cleaning {
    files = Set.copyOf(files);
    if (files.contains(ResultFile.EQUITY)) {
      throw new IllegalArgumentException("what statistics need stays");
    }
  }

  /**
   * Deletes it.
   *
   * @param notices takes which runs are left alone, and why
   * @return what has become free
   * @throws NoSuchBatchException where there is no batch
   * @throws org.backtestrunner.orchestrator.exit.UserFault where another process works on it
   */
  public Freed clean(Path directory, Consumer<String> notices) {
    BatchDirectory batch = find(directory);
    try (BatchLock lock = BatchLock.acquire(batch)) {
      return free(lock.batch(), true, notices);
    }
  }

  /** Tells what {@link #clean} would free, and deletes nothing. */
  public Freed wouldFree(Path directory, Consumer<String> notices) {
    BatchDirectory batch = find(directory);
    BatchLock.checkFree(batch);
    return free(batch, false, notices);
  }

  /** By its real path: the lock of a batch is beside its directory, not beside a link to it. */
  private static BatchDirectory find(Path directory) {
    BatchDirectory batch;
    try {
      batch = BatchDirectory.at(directory.toRealPath());
    } catch (IOException notThere) {
      throw new NoSuchBatchException(directory, "there is nothing");
    }
    if (!Files.isRegularFile(batch.manifest(), LinkOption.NOFOLLOW_LINKS)) {
      throw new NoSuchBatchException(directory, "it has no file " + batch.manifest().getFileName());
    }
    return batch;
  }

  private Freed free(BatchDirectory batch, boolean really, Consumer<String> notices) {
    Freed freed = new Freed();
    List<CleanableRun> runs = files.isEmpty() ? List.of() : runs(batch, notices);
    try {
      for (CleanableRun run : runs.subList(Math.min(keepBest, runs.size()), runs.size())) {
        run.free(files, really, freed);
      }
      if (superseded) {
        new SupersededRuns(batch).free(really, freed);
      }
    } catch (IOException failure) {
      throw EnvironmentException.of(
          "cannot delete all that was to be deleted in", batch.path(), failure);
    }
    return freed;
  }

  /** Those that have ended, the best first, those without a Sharpe ratio last. */
  private static List<CleanableRun> runs(BatchDirectory batch, Consumer<String> notices) {
    List<CleanableRun> runs = new ArrayList<>();
    for (Path path : directories(batch.runs())) {
      RunDirectory directory = new RunDirectory(path);
      try {
        runs.add(new CleanableRun(directory, RunManifestFile.read(directory.manifest())));
      } catch (UnreadableFileException unknown) {
        notices.accept(
            path.getFileName()
                + " is left alone: its manifest cannot be used: "
                + unknown.getMessage());
      }
    }
    runs.sort(Comparator.comparingDouble(CleanableRun::sharpe).reversed());
    return runs;
  }

  /** In the order of their names. */
  private static List<Path> directories(Path parent) {
    List<Path> directories = new ArrayList<>();
    if (!Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
      return directories;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent)) {
      for (Path entry : entries) {
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
            && !entry.getFileName().toString().startsWith(".")) {
          directories.add(entry);
        }
      }
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot read", parent, failure);
    }
    directories.sort(null);
    return directories;
  }
}

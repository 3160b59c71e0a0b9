package org.backtestrunner.orchestrator.harvest.resume;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.file.json.UnreadableFileException;
import org.backtestrunner.orchestrator.manifest.RunManifestFile;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;
import org.backtestrunner.orchestrator.plan.layout.RunDirectory;

/**
 * The run directories that earlier starts of a batch have left.
 *
 * @param current the runs of the last start that have ended
 * @param superseded those that a resumption has put aside
 * @param directories all run directories but those put aside, of runs that have not ended too
 * @param unreadable why the run manifest of some of these cannot be read
 */
public record EarlierRuns(
    List<EarlierRun> current,
    List<EarlierRun> superseded,
    List<Path> directories,
    Map<Path, String> unreadable) {
  public EarlierRuns {
    current = List.copyOf(current);
    superseded = List.copyOf(superseded);
    directories = List.copyOf(directories);
    unreadable = Map.copyOf(unreadable);
  }

  /** Reads all that is there; also what a resumption that was killed was about to move. */
  public static EarlierRuns read(BatchDirectory batch) {
    List<EarlierRun> current = new ArrayList<>();
    List<EarlierRun> superseded = new ArrayList<>();
    Map<Path, String> unreadable = new HashMap<>();
    List<Path> directories =
        Stream.of(batch.moving(), batch.runs()).flatMap(parent -> below(parent).stream()).toList();
    for (Path directory : directories) {
      try {
        current.add(read(directory));
      } catch (UnreadableFileException notEndedOrBroken) {
        unreadable.put(directory, notEndedOrBroken.getMessage());
      }
    }
    below(batch.superseded()).forEach(directory -> at(directory).ifPresent(superseded::add));
    return new EarlierRuns(current, superseded, directories, unreadable);
  }

  /** In the order of their names. */
  private static List<Path> below(Path parent) {
    List<Path> directories = new ArrayList<>();
    if (Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
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
    }
    directories.sort(null);
    return directories;
  }

  private static EarlierRun read(Path directory) throws UnreadableFileException {
    RunDirectory run = new RunDirectory(directory);
    return new EarlierRun(run, RunManifestFile.read(run.manifest()));
  }

  /** The run that a directory holds, if that has ended. */
  static Optional<EarlierRun> at(Path directory) {
    try {
      return Optional.of(read(directory));
    } catch (UnreadableFileException notEndedOrBroken) {
      return Optional.empty();
    }
  }

  /** All that have ended, those of the last start first. */
  Stream<EarlierRun> all() {
    return Stream.concat(current.stream(), superseded.stream());
  }

  /** How each run of the last start has ended, by run id. */
  public Optional<EarlierRun> find(String runId) {
    return current.stream().filter(run -> run.runId().equals(runId)).findFirst();
  }
}

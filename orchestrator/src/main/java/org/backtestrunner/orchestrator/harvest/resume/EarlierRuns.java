package org.backtestrunner.orchestrator.harvest.resume;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.file.json.UnreadableFileException;
import org.backtestrunner.orchestrator.manifest.RunManifestFile;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;
import org.backtestrunner.orchestrator.plan.layout.RunDirectory;

/**
 * The run directories that an earlier start of a batch has left.
 *
 * @param byId the runs that have ended, by run id
 * @param directories all run directories, of runs that have not ended too
 */
public record EarlierRuns(Map<String, EarlierRun> byId, List<Path> directories) {
  public EarlierRuns {
    byId = Map.copyOf(byId);
    directories = List.copyOf(directories);
  }

  /** Reads all that is there; also what a resumption that was killed was about to move. */
  public static EarlierRuns read(BatchDirectory batch) {
    Map<String, EarlierRun> byId = new HashMap<>();
    List<Path> directories = new ArrayList<>();
    for (Path parent : List.of(batch.moving(), batch.runs())) {
      for (Path directory : below(parent)) {
        directories.add(directory);
        at(directory).ifPresent(earlier -> byId.put(earlier.runId(), earlier));
      }
    }
    return new EarlierRuns(byId, directories);
  }

  private static List<Path> below(Path parent) {
    List<Path> directories = new ArrayList<>();
    if (Files.isDirectory(parent)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent)) {
        for (Path entry : entries) {
          if (Files.isDirectory(entry) && !entry.getFileName().toString().startsWith(".")) {
            directories.add(entry);
          }
        }
      } catch (IOException failure) {
        throw EnvironmentException.of("cannot read", parent, failure);
      }
    }
    return directories;
  }

  /** The run that a directory holds, if that has ended. */
  static Optional<EarlierRun> at(Path directory) {
    RunDirectory run = new RunDirectory(directory);
    try {
      return Optional.of(new EarlierRun(run, RunManifestFile.read(run.manifest())));
    } catch (UnreadableFileException notEndedOrBroken) {
      return Optional.empty();
    }
  }

  public Optional<EarlierRun> find(String runId) {
    return Optional.ofNullable(byId.get(runId));
  }
}

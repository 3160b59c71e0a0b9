package org.backtestrunner.orchestrator.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.config.parameter.NearestName;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.file.json.UnreadableFileException;
import org.backtestrunner.orchestrator.manifest.RunManifestFile;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;
import org.backtestrunner.orchestrator.plan.layout.RunDirectory;

/**
 * A run as a batch has left it.
 *
 * @param manifest empty where the run has not ended, or nobody can read how
 */
record RecordedRun(RunDirectory directory, Optional<RunManifestFile.Content> manifest) {

  /**
   * Finds a run by its id, its index, or the name of its directory.
   *
   * @throws NoSuchRunException where there is none, or no batch
   */
  static RecordedRun find(Path batchDirectory, String run) {
    BatchDirectory batch = BatchDirectory.at(batchDirectory);
    if (!Files.isDirectory(batch.runs())) {
      throw new NoSuchRunException(
          batchDirectory + " is not the output of a batch: it has no directory runs");
    }
    List<String> ids = new ArrayList<>();
    for (Path path : directories(batch.runs())) {
      RunDirectory directory = new RunDirectory(path);
      String name = path.getFileName().toString();
      String id = id(directory);
      if (name.equals(run) || id.equals(run) || isIndexOf(run, name)) {
        return of(directory);
      }
      ids.add(id);
    }
    throw new NoSuchRunException(
        "there is no run " + run + " in " + batch.path() + NearestName.hint(run, ids));
  }

  private static List<Path> directories(Path runs) {
    try (Stream<Path> entries = Files.list(runs)) {
      return entries
          .filter(entry -> !entry.getFileName().toString().startsWith("."))
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot list", runs, failure);
    }
  }

  /** As its manifest has it, or what its directory's name tells of it. */
  private static String id(RunDirectory directory) {
    String name = directory.path().getFileName().toString();
    try {
      return RunManifestFile.peek(directory.manifest()).runId();
    } catch (UnreadableFileException notEnded) {
      return name.substring(name.indexOf('_') + 1);
    }
  }

  private static boolean isIndexOf(String run, String directoryName) {
    String index = directoryName.split("_", 2)[0];
    return run.matches("[0-9]{1,9}")
        && index.matches("[0-9]{1,9}")
        && Integer.parseInt(run) == Integer.parseInt(index);
  }

  private static RecordedRun of(RunDirectory directory) {
    if (!Files.isRegularFile(directory.workerArguments())) {
      throw new NoSuchRunException(
          directory.path() + " has no " + directory.workerArguments().getFileName());
    }
    try {
      return new RecordedRun(directory, Optional.of(RunManifestFile.read(directory.manifest())));
    } catch (UnreadableFileException notEnded) {
      return new RecordedRun(directory, Optional.empty());
    }
  }
}

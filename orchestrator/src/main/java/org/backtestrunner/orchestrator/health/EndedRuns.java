package org.backtestrunner.orchestrator.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.backtestrunner.orchestrator.file.json.UnreadableFileException;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.contract.Status;
import org.backtestrunner.orchestrator.manifest.RunManifestFile;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;
import org.backtestrunner.orchestrator.plan.layout.RunDirectory;
import org.backtestrunner.shared.warning.WarningKind;

/**
 * The runs of a batch that have ended: each has a {@code run_manifest.json}.
 *
 * @param statusById the status that each states, by exact run id; failed where it states none that
 *     we know
 * @param notSelected the ids of those that the command line did not want
 * @param seriousById the kinds of its serious warnings, of each run that has some
 * @param unreadable manifests, relative to the batch, that do not tell whose they are
 */
record EndedRuns(
    Map<String, Status> statusById,
    Set<String> notSelected,
    Map<String, Set<WarningKind>> seriousById,
    List<Path> unreadable) {

  EndedRuns {
    statusById = Map.copyOf(statusById);
    notSelected = Set.copyOf(notSelected);
    seriousById = Map.copyOf(seriousById);
    unreadable = List.copyOf(unreadable);
  }

  /** Reads every run manifest of a batch. */
  static EndedRuns of(Path batchDirectory) throws IOException {
    Path runs = BatchDirectory.at(batchDirectory).runs();
    Map<String, Status> statusById = new HashMap<>();
    Set<String> notSelected = new HashSet<>();
    Map<String, Set<WarningKind>> seriousById = new HashMap<>();
    List<Path> unreadable = new ArrayList<>();
    if (Files.notExists(runs)) {
      return new EndedRuns(statusById, notSelected, seriousById, unreadable);
    }
    for (Path directory : LatestBatch.directories(runs)) {
      Path file = new RunDirectory(directory).manifest();
      if (Files.notExists(file)) {
        continue;
      }
      try {
        RunManifestFile.Glance run = RunManifestFile.peek(file);
        statusById.put(run.runId(), run.status().orElse(Status.FAILED));
        if (run.cause().equals(Optional.of(Cause.NOT_SELECTED))) {
          notSelected.add(run.runId());
        }
        if (!run.seriousKinds().isEmpty()) {
          seriousById.put(run.runId(), run.seriousKinds());
        }
      } catch (UnreadableFileException e) {
        unreadable.add(runs.getParent().relativize(file));
      }
    }
    return new EndedRuns(statusById, notSelected, seriousById, unreadable);
  }
}

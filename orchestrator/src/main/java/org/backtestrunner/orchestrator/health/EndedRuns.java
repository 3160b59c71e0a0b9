package org.backtestrunner.orchestrator.health;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;
import org.backtestrunner.orchestrator.plan.layout.RunDirectory;

/**
 * The runs of a batch that have ended: each has a {@code run_manifest.json}.
 *
 * @param statusById the status that each states, by exact run id; empty text where it states none
 * @param unreadable manifests, relative to the batch, that do not tell whose they are
 */
record EndedRuns(Map<String, String> statusById, List<Path> unreadable) {

  EndedRuns {
    statusById = Map.copyOf(statusById);
    unreadable = List.copyOf(unreadable);
  }

  /** Reads every run manifest of a batch. */
  static EndedRuns of(Path batchDirectory) throws IOException {
    Path runs = BatchDirectory.at(batchDirectory).runs();
    Map<String, String> statusById = new HashMap<>();
    List<Path> unreadable = new ArrayList<>();
    if (Files.notExists(runs)) {
      return new EndedRuns(statusById, unreadable);
    }
    for (Path directory : LatestBatch.directories(runs)) {
      Path file = new RunDirectory(directory).manifest();
      if (Files.notExists(file)) {
        continue;
      }
      try {
        JsonNode manifest = JsonFile.read(file);
        if (!manifest.path("run_id").isTextual()) {
          throw new UnreadableFileException("run_id is missing");
        }
        statusById.put(manifest.path("run_id").textValue(), manifest.path("status").asText());
      } catch (UnreadableFileException e) {
        unreadable.add(runs.getParent().relativize(file));
      }
    }
    return new EndedRuns(statusById, unreadable);
  }
}

package org.backtestrunner.orchestrator.health;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes the part of a batch output that health checks read. */
public final class BatchOnDisk {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path directory;
  private final List<String> runIds = new ArrayList<>();
  private final List<String> statuses = new ArrayList<>();

  public BatchOnDisk(Path root, String name) {
    directory = root.resolve(name);
  }

  /** Plans and ends so many runs with a status. */
  public BatchOnDisk with(int count, String status) throws IOException {
    for (int run = 0; run < count; run++) {
      with("run_" + runIds.size(), status);
    }
    return this;
  }

  /** Plans and ends a run. */
  public BatchOnDisk with(String runId, String status) throws IOException {
    Path runDirectory = runDirectory(runIds.size(), runId);
    runIds.add(runId);
    statuses.add(status);
    ObjectNode manifest = MAPPER.createObjectNode();
    manifest.put("schema_version", 1);
    manifest.put("run_id", runId);
    manifest.put("status", status);
    Files.createDirectories(runDirectory);
    Files.writeString(runDirectory.resolve("run_manifest.json"), manifest.toPrettyString());
    return this;
  }

  /** Plans runs that the command line did not want. */
  public BatchOnDisk withNotSelected(int count) throws IOException {
    for (int run = 0; run < count; run++) {
      with(1, "skipped");
      int index = runIds.size() - 1;
      ObjectNode manifest = (ObjectNode) MAPPER.readTree(runManifest(index).toFile());
      manifest.put("cause", "not_selected");
      Files.writeString(runManifest(index), manifest.toPrettyString());
    }
    return this;
  }

  /** Gives an ended run a warning. */
  public BatchOnDisk warn(int index, String kind, boolean serious) throws IOException {
    ObjectNode manifest = (ObjectNode) MAPPER.readTree(runManifest(index).toFile());
    manifest
        .withArray("warnings")
        .addObject()
        .put("kind", kind)
        .put("text", "so it is")
        .put("serious", serious);
    Files.writeString(runManifest(index), manifest.toPrettyString());
    return this;
  }

  /** Plans runs that leave no manifest behind. */
  public BatchOnDisk withUnended(int count) throws IOException {
    for (int run = 0; run < count; run++) {
      String runId = "run_" + runIds.size();
      Files.createDirectories(runDirectory(runIds.size(), runId));
      runIds.add(runId);
      statuses.add("success");
    }
    return this;
  }

  /** Its counts are those of the planned runs. */
  public Path write(String state, String startedAt) throws IOException {
    ObjectNode manifest = manifest(state, startedAt);
    ObjectNode summary = manifest.putObject("run_results_summary");
    summary.put("total_runs", runIds.size());
    for (String status : List.of("success", "failed", "timeout", "skipped")) {
      summary.put(status + "_count", statuses.stream().filter(status::equals).count());
    }
    runIds.forEach(summary.withArray("run_ids")::add);
    return write(manifest);
  }

  /** As a batch writes it at its start: it has counted nothing yet. */
  public Path writeAtStart(String startedAt) throws IOException {
    ObjectNode manifest = manifest("running", startedAt);
    runIds.forEach(manifest.putObject("run_results_summary").withArray("run_ids")::add);
    return write(manifest);
  }

  private static ObjectNode manifest(String state, String startedAt) {
    ObjectNode manifest = MAPPER.createObjectNode();
    manifest.put("schema_version", 1);
    manifest.put("state", state);
    manifest.put("started_at", startedAt);
    return manifest;
  }

  private Path write(ObjectNode manifest) throws IOException {
    Files.createDirectories(directory);
    return Files.writeString(directory.resolve("batch_manifest.json"), manifest.toPrettyString());
  }

  private Path runDirectory(int index, String runId) {
    String cut = runId.substring(0, Math.min(80, runId.length()));
    return directory.resolve("runs").resolve(String.format(Locale.ROOT, "%04d_%s", index, cut));
  }

  public Path runManifest(int index) {
    return runDirectory(index, runIds.get(index)).resolve("run_manifest.json");
  }
}

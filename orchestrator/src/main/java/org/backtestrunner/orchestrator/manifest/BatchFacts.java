package org.backtestrunner.orchestrator.manifest;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.backtestrunner.orchestrator.file.json.JsonObject;
import org.backtestrunner.orchestrator.plan.RunSelection;

/**
 * What is known of a batch from its beginning on.
 *
 * @param configHash SHA-256 of the config file's bytes, 64 hexadecimal digits
 * @param gitDirty whether the caller's working directory has uncommitted changes
 * @param seed of the first run
 * @param sweep one for each grid
 * @param configInputs the files that the config names and that say what is run
 * @param settings what the command line sets, by key
 * @param selection which runs it wants executed
 * @param commandLine of this program
 */
public record BatchFacts(
    String batchName,
    String description,
    Instant startedAt,
    String configHash,
    Optional<Boolean> gitDirty,
    OptionalLong seed,
    int maxWorkers,
    boolean failFast,
    Path outputRoot,
    List<Sweep> sweep,
    List<ConfigInput> configInputs,
    Map<String, String> settings,
    RunSelection selection,
    List<PlannedRun> runs,
    List<String> warnings,
    Path configFile,
    Path workingDirectory,
    List<String> commandLine,
    Origin origin) {

  public BatchFacts {
    sweep = List.copyOf(sweep);
    configInputs = List.copyOf(configInputs);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    runs = List.copyOf(runs);
    warnings = List.copyOf(warnings);
    commandLine = List.copyOf(commandLine);
  }

  /**
   * A file that a key of the config names and that says what is run.
   *
   * @param path absolute
   */
  public record ConfigInput(String key, Path path, String sha256, long bytes) {
    JsonObject json() {
      return JsonObject.part()
          .put("key", key)
          .put("path", path)
          .put("sha256", sha256)
          .put("bytes", bytes);
    }
  }
}

package org.backtestrunner.orchestrator.cleaning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.backtestrunner.orchestrator.file.json.UnreadableFileException;
import org.backtestrunner.orchestrator.launch.contract.ResultFile;
import org.backtestrunner.orchestrator.manifest.Artifact;
import org.backtestrunner.orchestrator.manifest.RunManifestFile;
import org.backtestrunner.orchestrator.plan.layout.RunDirectory;

/** A run that has ended, of which files may be deleted. */
record CleanableRun(RunDirectory directory, RunManifestFile.Content manifest) {
  private static final String SHARPE = "sharpe";
  private static final String FREQ = "freq";

  /** Below every other where it is undefined. */
  double sharpe() {
    return Optional.ofNullable(manifest.metrics().get(SHARPE))
        .map(Number::doubleValue)
        .orElse(Double.NEGATIVE_INFINITY);
  }

  /**
   * Deletes its files of these kinds. The manifest tells first: whatever comes between, the run is
   * never one that has lost a file.
   */
  void free(Set<ResultFile> kinds, boolean really, Freed freed) throws IOException {
    Map<Path, ResultFile> files = files(kinds);
    if (really && !files.isEmpty()) {
      note(files.keySet());
    }
    for (Map.Entry<Path, ResultFile> file : files.entrySet()) {
      freed.add(file.getValue().label(), Files.size(file.getKey()));
      if (really) {
        Files.delete(file.getKey());
      }
    }
  }

  /** Those that are there and that its manifest names. */
  private Map<Path, ResultFile> files(Set<ResultFile> kinds) {
    Map<Path, ResultFile> files = new LinkedHashMap<>();
    String freq = manifest.run().parameters().get(FREQ);
    if (freq == null || !Files.isDirectory(directory.backtest(), LinkOption.NOFOLLOW_LINKS)) {
      return files;
    }
    for (ResultFile kind : kinds) {
      Path file = directory.result(kind, freq);
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          && manifest.artifacts().stream().anyMatch(artifact -> isOf(artifact, file))) {
        files.put(file, kind);
      }
    }
    return files;
  }

  private boolean isOf(Artifact artifact, Path file) {
    return artifact.path().equals(directory.path().relativize(file).toString());
  }

  private void note(Set<Path> files) throws IOException {
    List<Artifact> artifacts = new ArrayList<>();
    for (Artifact artifact : manifest.artifacts()) {
      boolean cleaned = files.stream().anyMatch(file -> isOf(artifact, file));
      artifacts.add(cleaned ? artifact.asCleaned() : artifact);
    }
    try {
      RunManifestFile.updateArtifacts(directory.manifest(), artifacts);
    } catch (UnreadableFileException changed) {
      throw new IOException(directory.manifest() + ": " + changed.getMessage(), changed);
    }
  }
}

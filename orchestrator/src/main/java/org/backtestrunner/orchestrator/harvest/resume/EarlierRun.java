package org.backtestrunner.orchestrator.harvest.resume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.orchestrator.harvest.Harvester;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.harvest.Trace;
import org.backtestrunner.orchestrator.launch.contract.Status;
import org.backtestrunner.orchestrator.launch.contract.WorkerLog;
import org.backtestrunner.orchestrator.manifest.Artifact;
import org.backtestrunner.orchestrator.manifest.ContentKey;
import org.backtestrunner.orchestrator.manifest.RunManifestFile;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.plan.layout.RunDirectory;
import org.backtestrunner.shared.file.FileDigest;

/**
 * A run of an earlier start of a batch, as its directory tells.
 *
 * @param manifest its {@code run_manifest.json}
 */
public record EarlierRun(RunDirectory directory, RunManifestFile.Content manifest) {

  public String runId() {
    return manifest.run().id();
  }

  /** How it ended. */
  public Status status() {
    return manifest.status();
  }

  /** Whether no worker was ever started for it. */
  boolean neverStarted() {
    return status() == Status.SKIPPED && manifest.attempts().isEmpty();
  }

  /**
   * Why the run has to be run again.
   *
   * @param now what its result would depend on now
   * @return one clause, such as {@code price_file changed}; empty where its result is still good
   */
  public Optional<String> obstacle(ContentKey now) {
    if (status() != Status.SUCCESS) {
      return Optional.of("ended " + status().label());
    }
    Optional<ContentKey> then = manifest.contentKey();
    if (!then.equals(Optional.of(now))) {
      return Optional.of(
          then.map(key -> key.difference(now)).orElse("an input file changed while it ran"));
    }
    return artifactObstacle();
  }

  private Optional<String> artifactObstacle() {
    if (manifest.artifacts().isEmpty()) {
      return Optional.of("its manifest names no artifacts");
    }
    for (Artifact artifact : manifest.artifacts()) {
      Path file = directory.path().resolve(artifact.path());
      String name = "artifact " + file.getFileName();
      if (!Files.isRegularFile(file)) {
        return Optional.of(name + " missing");
      }
      try {
        if (!FileDigest.of(file).equals(new FileDigest(artifact.bytes(), artifact.sha256()))) {
          return Optional.of(name + " changed");
        }
      } catch (IOException unreadable) {
        return Optional.of(name + " unreadable");
      }
    }
    return Optional.empty();
  }

  /**
   * The run's result, computed anew from its files.
   *
   * @param plan the run as it is planned now
   * @param at where its directory is now
   * @param command that repeats it there
   */
  public RunResult result(RunPlan plan, RunDirectory at, List<String> command) {
    WorkerLog log = WorkerLog.of(manifest.cpuSeconds(), manifest.peakMegabytes());
    return Harvester.ofFiles(
        new Trace(plan, manifest.attempts(), command, log, manifest.warnings(), true), at);
  }
}

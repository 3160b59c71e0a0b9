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

  /** How it ended, as a clause, where it did not succeed. */
  Optional<String> ending() {
    return status() == Status.SUCCESS ? Optional.empty() : Optional.of("ended " + status().label());
  }

  /**
   * Why its result cannot be taken over, whoever wants it.
   *
   * @return one clause, such as {@code artifact orders_1d.csv missing}; empty where it is good
   */
  Optional<String> fault() {
    return ending().or(this::artifactFault);
  }

  private Optional<String> artifactFault() {
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

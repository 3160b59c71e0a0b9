package org.backtestrunner.orchestrator.harvest.resume;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.harvest.Harvester;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.harvest.RunResult.Failure;
import org.backtestrunner.orchestrator.harvest.Trace;
import org.backtestrunner.orchestrator.launch.contract.Cause;
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
  private static final long MOST_BYTES = 1L << 36;
  private static final String ORDERS = "orders";

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
   * Why its files cannot stand for a run that depends on the same; nothing that is no regular file
   * is opened.
   *
   * @return one clause, such as {@code artifact orders_1d.csv missing}; empty where they are good
   */
  Optional<String> fault(RunPlan run) {
    return ending().or(() -> gap(run.normalised("freq"))).or(this::change).or(this::stranger);
  }

  /** What a manifest of ours would name, and this one does not. */
  private Optional<String> gap(String freq) {
    if (manifest.artifacts().isEmpty()) {
      return Optional.of("its manifest names no artifacts");
    }
    List<Path> needed = new ArrayList<>(List.of(directory.equity(freq)));
    if (manifest.metrics().containsKey(ORDERS)) {
      needed.add(directory.orders(freq));
    }
    return needed.stream()
        .filter(file -> !named().contains(file.getFileName().toString()))
        .findFirst()
        .map(file -> "its manifest does not name " + file.getFileName());
  }

  /** Names of the files in {@code backtest/} that the manifest names. */
  private Set<String> named() {
    String parent = directory.backtest().getFileName() + "/";
    return manifest.artifacts().stream()
        .map(Artifact::path)
        .filter(path -> path.startsWith(parent))
        .map(path -> path.substring(parent.length()))
        .collect(Collectors.toSet());
  }

  /** The first artifact that is not what the manifest says. */
  private Optional<String> change() {
    Set<String> named = named();
    for (Artifact artifact : manifest.artifacts()) {
      String file = artifact.path().substring(artifact.path().indexOf('/') + 1);
      if (!named.contains(file) || file.indexOf('/') >= 0 || file.indexOf('\0') >= 0) {
        return Optional.of("its manifest names a file that is not in backtest");
      }
      Optional<String> change = change(artifact, directory.backtest().resolve(file));
      if (change.isPresent()) {
        return change.map(how -> "artifact " + file + " " + how);
      }
    }
    return Optional.empty();
  }

  private Optional<String> change(Artifact artifact, Path file) {
    if (!Files.isDirectory(directory.backtest(), LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of("missing");
    }
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isRegularFile()) {
        return Optional.of("is no regular file");
      }
      if (attributes.size() > MOST_BYTES) {
        return Optional.of("is larger than " + MOST_BYTES + " bytes");
      }
      boolean same =
          attributes.size() == artifact.bytes()
              && FileDigest.of(file).equals(new FileDigest(artifact.bytes(), artifact.sha256()));
      return same ? Optional.empty() : Optional.of("changed");
    } catch (NoSuchFileException gone) {
      return Optional.of("missing");
    } catch (IOException unreadable) {
      return Optional.of("unreadable");
    }
  }

  /** A file beside the results that the manifest does not name. */
  private Optional<String> stranger() {
    Set<String> named = named();
    try (Stream<Path> files = Files.list(directory.backtest())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> !named.contains(file))
          .sorted()
          .findFirst()
          .map(file -> "its manifest does not name " + file);
    } catch (IOException | UncheckedIOException unreadable) {
      return Optional.of("its results cannot be listed");
    }
  }

  /**
   * How it ended, as a result.
   *
   * @param run that has it
   */
  RunResult result(RunPlan run) {
    return manifest.cause().map(cause -> failure(run, cause)).orElseGet(() -> harvest(run));
  }

  private RunResult failure(RunPlan run, Cause cause) {
    return new Failure(trace(run), cause, manifest.error().orElse(""));
  }

  private Trace trace(RunPlan run) {
    WorkerLog log = WorkerLog.of(manifest.cpuSeconds(), manifest.peakMegabytes());
    return new Trace(run, manifest.attempts(), List.of(), log, manifest.warnings(), true);
  }

  /**
   * Reads its result anew from its files.
   *
   * @param run that has it now
   */
  RunResult harvest(RunPlan run) {
    return Harvester.ofFiles(trace(run), directory);
  }
}

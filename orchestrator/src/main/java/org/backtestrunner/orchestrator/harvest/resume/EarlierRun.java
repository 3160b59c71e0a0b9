package org.backtestrunner.orchestrator.harvest.resume;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.file.RegularFile;
import org.backtestrunner.orchestrator.harvest.Harvester;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.harvest.RunResult.Failure;
import org.backtestrunner.orchestrator.harvest.RunResult.Success;
import org.backtestrunner.orchestrator.harvest.Trace;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.contract.ResultFile;
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
  private static final String ORDERS = "orders";

  public String runId() {
    return manifest.run().id();
  }

  /** How it ended. */
  public Status status() {
    return manifest.status();
  }

  /** What its result depends on, whichever files it has left; empty where it is not known. */
  Optional<ContentKey> key() {
    return manifest.contentKey().map(key -> key.leaving(ResultFile.ALL));
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
   * Why its files cannot stand for a run that depends on the same.
   *
   * @param wanted which results that is to leave
   * @return one clause, such as {@code artifact orders_1d.csv missing}; empty where they are good
   */
  Optional<String> fault(RunPlan run, Set<ResultFile> wanted) {
    return ending()
        .or(() -> gap(run.normalised("freq")))
        .or(this::change)
        .or(this::stranger)
        .or(() -> lack(outputs(run), wanted));
  }

  private static Optional<String> lack(Set<ResultFile> left, Set<ResultFile> wanted) {
    return wanted.stream()
        .filter(file -> !left.contains(file))
        .min(Comparator.naturalOrder())
        .map(file -> "it left no " + file.label());
  }

  /**
   * The results that it has left or was to leave: a worker may leave fewer.
   *
   * @param run that has it now
   */
  Set<ResultFile> outputs(RunPlan run) {
    Set<ResultFile> asked = manifest.contentKey().map(ContentKey::outputs).orElse(ResultFile.ALL);
    Set<ResultFile> outputs = EnumSet.noneOf(ResultFile.class);
    outputs.addAll(asked);
    for (ResultFile file : ResultFile.ALL) {
      Path path = directory.result(file, run.normalised("freq"));
      if (named().contains(path.getFileName().toString())) {
        outputs.add(file);
      }
    }
    return outputs;
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
      Path path = directory.backtest().resolve(file);
      Optional<String> change =
          artifact.cleaned() && isGone(path) ? Optional.empty() : change(artifact, path);
      if (change.isPresent()) {
        return change.map(how -> "artifact " + file + " " + how);
      }
    }
    return Optional.empty();
  }

  private static boolean isGone(Path file) {
    return !Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  private Optional<String> change(Artifact artifact, Path file) {
    if (!Files.isDirectory(directory.backtest(), LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of("missing");
    }
    try {
      FileDigest then = new FileDigest(artifact.bytes(), artifact.sha256());
      boolean same = FileDigest.of(RegularFile.open(file, artifact.bytes())).equals(then);
      return same ? Optional.empty() : Optional.of("changed");
    } catch (NoSuchFileException gone) {
      return Optional.of("missing");
    } catch (IOException unreadable) {
      boolean isFile = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
      return Optional.of(isFile ? "changed" : "is no regular file");
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
   * Reads its result from its files again. What only those could tell that the user has had deleted
   * is taken from its manifest.
   *
   * @param run that has it now
   */
  RunResult harvest(RunPlan run) {
    RunResult read = Harvester.ofFiles(trace(run), directory);
    List<Artifact> cleaned =
        manifest.artifacts().stream()
            .filter(Artifact::cleaned)
            .filter(artifact -> isGone(directory.path().resolve(artifact.path())))
            .toList();
    return read instanceof Success success && !cleaned.isEmpty()
        ? success.withCleaned(cleaned, manifest.metrics())
        : read;
  }
}

package org.backtestrunner.orchestrator.harvest.resume;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.backtestrunner.orchestrator.file.AtomicFile;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.manifest.ContentKey;
import org.backtestrunner.orchestrator.plan.BatchPlan;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;
import org.backtestrunner.orchestrator.plan.layout.RunDirectory;

/**
 * Which runs of a batch need not be run again, because an earlier start has left their results and
 * nothing that these depend on has changed.
 *
 * @param kept earlier runs by the index of the planned run that each stands for
 */
public record ResumePlan(
    BatchDirectory batch, Map<Integer, KeptRun> kept, Reasons reasons, EarlierRuns earlier) {

  /** Judges every planned run; changes nothing. */
  public static ResumePlan of(BatchPlan plan, BatchDirectory batch, InputFiles inputFiles) {
    EarlierRuns earlier = EarlierRuns.read(batch);
    Map<Integer, ContentKey> keys = new HashMap<>();
    for (RunPlan run : plan.runs()) {
      inputFiles.contentKey(run).ifPresent(key -> keys.put(run.index(), key));
    }
    Takeovers takeovers =
        Takeovers.of(plan.runs(), keys, plan.config().outputs().files(), batch, earlier);
    return new ResumePlan(
        batch, takeovers.kept(), Reasons.of(batch, keys, earlier, takeovers), earlier);
  }

  /** What becomes of a planned run: {@code kept}, or why it is run. */
  public String verdict(RunPlan run) {
    return kept.containsKey(run.index()) ? "kept" : "to run: " + reasons.of(run);
  }

  /**
   * Moves the directories of kept runs to their places in the plan, also those that were put aside
   * before, and all others to {@link BatchDirectory#superseded}, but for those of runs that were
   * never started. Killed at any moment, it loses nothing and can be done again.
   *
   * @param underWay directories of runs that somebody executes in their places
   */
  public void moveIntoPlace(BatchPlan plan, Set<Path> underWay) {
    try {
      Set<Path> keptDirectories = new HashSet<>(underWay);
      kept.values().forEach(run -> keptDirectories.add(run.earlier().directory().path()));
      for (Path directory : earlier.directories()) {
        if (!keptDirectories.contains(directory) && !deletedAsEmpty(directory)) {
          supersede(directory);
        }
      }
      clearPlaces(plan, keptDirectories);
      moveToPlaces(plan);
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot move the directories below", batch.runs(), failure);
    }
  }

  /** What stands in a run's place and is no run of ours: a file, a link, a pipe. */
  private void clearPlaces(BatchPlan plan, Set<Path> keptDirectories) throws IOException {
    for (RunPlan run : plan.runs()) {
      Path place = batch.run(run).path();
      if (!keptDirectories.contains(place) && Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
        supersede(place);
      }
    }
  }

  /** A directory that holds only what every start writes again need not be kept. */
  private static boolean deletedAsEmpty(Path path) throws IOException {
    RunDirectory directory = new RunDirectory(path);
    List<Path> worthless = List.of(directory.workerArguments(), directory.manifest());
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      for (Path entry : entries) {
        if (!worthless.contains(entry) && !AtomicFile.isLeftover(entry)) {
          return false;
        }
      }
    }
    boolean worthKeeping =
        Files.exists(directory.manifest())
            && EarlierRuns.at(path).filter(EarlierRun::neverStarted).isEmpty();
    if (worthKeeping) {
      return false;
    }
    AtomicFile.deleteLeftovers(path);
    for (Path file : worthless) {
      Files.deleteIfExists(file);
    }
    Files.delete(path);
    return true;
  }

  private void supersede(Path directory) throws IOException {
    Files.createDirectories(batch.superseded());
    String name = directory.getFileName().toString();
    Path target = batch.superseded().resolve(name);
    for (int number = 2; Files.exists(target, LinkOption.NOFOLLOW_LINKS); number++) {
      target = batch.superseded().resolve(name + "." + number);
    }
    Files.move(directory, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * In two steps, since the place of one may still be taken by another. The names in between are
   * new every time: what an earlier, killed resumption has left there may be meant for other
   * places.
   */
  private void moveToPlaces(BatchPlan plan) throws IOException {
    Map<Path, Path> moves = new LinkedHashMap<>();
    for (RunPlan run : plan.runs()) {
      KeptRun keptRun = kept.get(run.index());
      if (keptRun != null) {
        Path place = batch.run(run).path();
        Path now = keptRun.earlier().directory().path();
        if (!now.equals(place)) {
          Path between = batch.moving().resolve(UUID.randomUUID().toString());
          Files.createDirectories(batch.moving());
          Files.move(now, between, StandardCopyOption.ATOMIC_MOVE);
          moves.put(between, place);
        }
      }
    }
    for (Map.Entry<Path, Path> move : moves.entrySet()) {
      Files.move(move.getKey(), move.getValue(), StandardCopyOption.ATOMIC_MOVE);
    }
    try {
      Files.deleteIfExists(batch.moving());
    } catch (DirectoryNotEmptyException | NoSuchFileException someoneElses) {
      // Not ours to judge.
    }
  }
}

package org.backtestrunner.orchestrator.harvest.resume;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.launch.contract.ResultFile;
import org.backtestrunner.orchestrator.manifest.ContentKey;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;

/**
 * Gives planned runs the earlier results that have their content keys: best the one that is in the
 * run's place, else one of the run's id, else any. Each result stands for one run.
 */
final class Takeovers {
  private final BatchDirectory batch;
  private final Set<ResultFile> wanted;
  private final Map<ContentKey, Set<EarlierRun>> free = new HashMap<>();
  private final Map<Integer, KeptRun> kept = new LinkedHashMap<>();
  private final Map<Path, String> faults = new HashMap<>();

  private Takeovers(BatchDirectory batch, Set<ResultFile> wanted, EarlierRuns earlier) {
    this.batch = batch;
    this.wanted = wanted;
    earlier
        .all()
        .forEach(
            run ->
                run.key()
                    .ifPresent(
                        key -> free.computeIfAbsent(key, any -> new LinkedHashSet<>()).add(run)));
  }

  /**
   * @param keys what the result of each run would depend on now, where that is known
   * @param wanted which results each is to leave
   */
  static Takeovers of(
      List<RunPlan> runs,
      Map<Integer, ContentKey> keys,
      Set<ResultFile> wanted,
      BatchDirectory batch,
      EarlierRuns earlier) {
    Takeovers takeovers = new Takeovers(batch, wanted, earlier);
    List<BiPredicate<RunPlan, EarlierRun>> preferences =
        List.of(
            takeovers::isInPlace, (run, result) -> result.runId().equals(run.id()), (r, e) -> true);
    for (BiPredicate<RunPlan, EarlierRun> preference : preferences) {
      for (RunPlan run : runs) {
        ContentKey key = keys.get(run.index());
        if (key != null && !takeovers.kept.containsKey(run.index())) {
          takeovers
              .take(run, takeovers.free.getOrDefault(key, Set.of()), preference)
              .ifPresent(result -> takeovers.kept.put(run.index(), result));
        }
      }
    }
    return takeovers;
  }

  private boolean isInPlace(RunPlan run, EarlierRun result) {
    return result.directory().equals(batch.run(run));
  }

  private Optional<KeptRun> take(
      RunPlan run, Set<EarlierRun> candidates, BiPredicate<RunPlan, EarlierRun> preference) {
    for (EarlierRun candidate : List.copyOf(candidates)) {
      if (preference.test(run, candidate)) {
        candidates.remove(candidate);
        Optional<String> fault = candidate.fault(run, wanted);
        if (fault.isEmpty()) {
          RunResult result = candidate.harvest(run);
          if (result.success().isPresent()) {
            return Optional.of(new KeptRun(candidate, result.success().get()));
          }
          fault = result.failure().map(failure -> "its results cannot be used: " + failure.error());
        }
        faults.put(candidate.directory().path(), fault.orElseThrow());
      }
    }
    return Optional.empty();
  }

  /** By the index of the planned run that each stands for. */
  Map<Integer, KeptRun> kept() {
    return kept;
  }

  /** Why a result with the right key cannot stand for a run; empty where it can. */
  Optional<String> fault(EarlierRun result) {
    return Optional.ofNullable(faults.get(result.directory().path()));
  }
}

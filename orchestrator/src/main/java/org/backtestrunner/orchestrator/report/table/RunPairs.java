package org.backtestrunner.orchestrator.report.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.backtestrunner.orchestrator.harvest.RunResult;

/**
 * Which run of one batch is which of another: that with equal parameters, of several the one with
 * the same id; else that with the same id.
 *
 * @param onlyFirst runs that the other batch does not have
 * @param onlySecond the other way round
 */
record RunPairs(List<Pair> pairs, List<RunResult> onlyFirst, List<RunResult> onlySecond) {

  /**
   * @param byId whether the parameters differ, so that only the id tells
   */
  record Pair(RunResult first, RunResult second, boolean byId) {}

  static RunPairs of(List<RunResult> first, List<RunResult> second) {
    Set<Integer> taken = new HashSet<>();
    List<Optional<Pair>> found = new ArrayList<>();
    for (RunResult run : first) {
      Predicate<RunResult> sameHash =
          other -> other.plan().paramsHash().equals(run.plan().paramsHash());
      Optional<RunResult> match =
          free(second, taken, sameHash.and(other -> sameId(run, other)))
              .or(() -> free(second, taken, sameHash));
      match.ifPresent(other -> taken.add(other.plan().index()));
      found.add(match.map(other -> new Pair(run, other, false)));
    }
    List<Pair> pairs = new ArrayList<>();
    List<RunResult> onlyFirst = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      RunResult run = first.get(i);
      Optional<Pair> pair =
          found
              .get(i)
              .or(
                  () ->
                      free(second, taken, other -> sameId(run, other))
                          .map(other -> new Pair(run, other, true)));
      pair.ifPresent(known -> taken.add(known.second().plan().index()));
      pair.ifPresentOrElse(pairs::add, () -> onlyFirst.add(run));
    }
    List<RunResult> onlySecond =
        second.stream().filter(run -> !taken.contains(run.plan().index())).toList();
    return new RunPairs(pairs, onlyFirst, onlySecond);
  }

  private static boolean sameId(RunResult one, RunResult other) {
    return one.plan().id().equals(other.plan().id());
  }

  private static Optional<RunResult> free(
      List<RunResult> runs, Set<Integer> taken, Predicate<RunResult> condition) {
    return runs.stream()
        .filter(run -> !taken.contains(run.plan().index()) && condition.test(run))
        .findFirst();
  }
}

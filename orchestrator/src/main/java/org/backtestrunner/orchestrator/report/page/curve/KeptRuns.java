package org.backtestrunner.orchestrator.report.page.curve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.analysis.set.Benchmark;
import org.backtestrunner.orchestrator.analysis.set.RankedMetric;
import org.backtestrunner.orchestrator.analysis.set.Sets;

/** Which runs a page has the curves of. */
final class KeptRuns {
  private static final Comparator<AnalysedRun> BY_RANK =
      Comparator.comparing((AnalysedRun run) -> !run.isCurve())
          .thenComparing(run -> run.isCurve() ? -run.sharpe() : 0)
          .thenComparingInt(AnalysedRun::index);

  private KeptRuns() {}

  /**
   * The benchmark, the best and the most robust run, those that were asked for; of the others half
   * of the places for the best ones, half evenly over the rest of the ranks.
   *
   * @param among indices of the runs that may be kept
   * @param asked ids
   * @return indices
   */
  static Set<Integer> of(Sets sets, Collection<Integer> among, Set<String> asked, int most) {
    List<AnalysedRun> ranked =
        sets.runs().stream().filter(run -> among.contains(run.index())).sorted(BY_RANK).toList();
    Set<Integer> kept = new LinkedHashSet<>();
    Stream.of(sets.benchmark().map(Benchmark::run), sets.best(RankedMetric.SHARPE), sets.robust())
        .flatMap(Optional::stream)
        .filter(run -> among.contains(run.index()))
        .forEach(run -> kept.add(run.index()));
    ranked.stream().filter(run -> asked.contains(run.id())).forEach(run -> kept.add(run.index()));
    ranked.stream().limit(most / 2).forEach(run -> kept.add(run.index()));
    List<Integer> rest = new ArrayList<>();
    ranked.stream().map(AnalysedRun::index).filter(i -> !kept.contains(i)).forEach(rest::add);
    int places = Math.min(Math.max(0, most - kept.size()), rest.size());
    for (int i = 0; i < places; i++) {
      kept.add(rest.get((int) ((long) i * rest.size() / places)));
    }
    return kept;
  }
}

package org.backtestrunner.orchestrator.analysis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.analysis.statistic.BlockSums;
import org.backtestrunner.orchestrator.analysis.statistic.MeanCorrelation;

/**
 * What a pass over the equity of all runs has left.
 *
 * @param facts by the index of the run
 * @param correlation of the trials of the group
 * @param cut of its returns into blocks; empty where they are too few
 * @param columns the blocks of the candidates without repeated equity, in plan order
 * @param benchmark its blocks, where it is usable
 */
record CurveStatistics(
    Map<Integer, CurveFacts> facts,
    MeanCorrelation correlation,
    Optional<BlockSums.Cut> cut,
    List<BlockSums> columns,
    Optional<BlockSums> benchmark) {

  CurveStatistics {
    facts = Map.copyOf(facts);
    columns = List.copyOf(columns);
  }

  CurveFacts of(AnalysedRun run) {
    return facts.getOrDefault(run.index(), CurveFacts.NONE);
  }
}

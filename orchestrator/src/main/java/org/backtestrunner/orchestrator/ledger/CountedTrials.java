package org.backtestrunner.orchestrator.ledger;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The trials of a batch beside all those of its ledger.
 *
 * @param ledger the file; empty where it is not known, or where nothing is counted
 * @param ofRuns which trial each run is, by its index; a run without a Sharpe ratio is none
 * @param ever one for each family of the batch
 */
public record CountedTrials(
    Optional<Path> ledger, Map<Integer, TrialKey> ofRuns, List<TrialsEver> ever) {

  /** There is no ledger, or none that can be used. */
  public static final CountedTrials NONE = new CountedTrials(Optional.empty(), Map.of(), List.of());

  public CountedTrials {
    ofRuns = Map.copyOf(ofRuns);
    ever = List.copyOf(ever);
  }

  /** All trials with which a run competes. */
  public Optional<TrialsEver> find(int runIndex) {
    return Optional.ofNullable(ofRuns.get(runIndex)).flatMap(key -> find(key.family()));
  }

  /** All trials of a family. */
  public Optional<TrialsEver> find(TrialFamily family) {
    return ever.stream().filter(each -> each.family().equals(family)).findFirst();
  }
}

package org.backtestrunner.orchestrator.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The trials of a ledger, of which the last line of each counts. */
final class LedgerContent {
  private final Map<TrialFamily, OfFamily> families = new LinkedHashMap<>();

  /** Those of one family: the last line of each trial, and when the first of all was written. */
  private static final class OfFamily {
    private final Map<String, LedgerLine> last = new LinkedHashMap<>();
    private Instant since = Instant.MAX;
  }

  void add(LedgerLine line) {
    OfFamily family = families.computeIfAbsent(line.trial().key().family(), name -> new OfFamily());
    family.last.put(line.trial().key().digest(), line);
    if (line.at().isBefore(family.since)) {
      family.since = line.at();
    }
  }

  /** Those trials that are new, or have another Sharpe ratio now, as lines. */
  List<LedgerLine> unseen(List<Trial> trials, Instant at) {
    List<LedgerLine> unseen = new ArrayList<>();
    for (Trial trial : trials) {
      boolean isKnown =
          find(trial.key()).filter(line -> line.trial().sharpe() == trial.sharpe()).isPresent();
      if (!isKnown) {
        unseen.add(new LedgerLine(trial, at));
      }
    }
    return unseen;
  }

  /** The line that counts for a trial. */
  Optional<LedgerLine> find(TrialKey key) {
    return Optional.ofNullable(families.get(key.family()))
        .map(family -> family.last.get(key.digest()));
  }

  /** In the order of their first lines. */
  List<TrialFamily> families() {
    return List.copyOf(families.keySet());
  }

  /** The line that counts of each trial of a family. */
  Collection<LedgerLine> lines(TrialFamily family) {
    return families.containsKey(family) ? families.get(family).last.values() : List.of();
  }

  /** When the first trial of a family was seen, of which there is one. */
  Instant since(TrialFamily family) {
    return families.get(family).since;
  }
}

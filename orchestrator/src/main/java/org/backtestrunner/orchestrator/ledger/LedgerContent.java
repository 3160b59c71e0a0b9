package org.backtestrunner.orchestrator.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The trials of a ledger, of which the last line of each counts. */
final class LedgerContent {
  private final Map<TrialKey, LedgerLine> last = new LinkedHashMap<>();
  private final Map<TrialFamily, Instant> since = new LinkedHashMap<>();

  void add(LedgerLine line) {
    last.put(line.trial().key(), line);
    since.merge(
        line.trial().key().family(), line.at(), (one, other) -> one.isBefore(other) ? one : other);
  }

  /** Those trials that are new, or have another Sharpe ratio now, as lines. */
  List<LedgerLine> unseen(List<Trial> trials, Instant at) {
    List<LedgerLine> unseen = new ArrayList<>();
    for (Trial trial : trials) {
      LedgerLine known = last.get(trial.key());
      if (known == null || known.trial().sharpe() != trial.sharpe()) {
        unseen.add(new LedgerLine(trial, at));
      }
    }
    return unseen;
  }

  /** The same with further lines. */
  LedgerContent with(List<LedgerLine> further) {
    LedgerContent content = new LedgerContent();
    content.last.putAll(last);
    content.since.putAll(since);
    further.forEach(content::add);
    return content;
  }

  /** In the order of their first lines. */
  List<TrialFamily> families() {
    return List.copyOf(since.keySet());
  }

  Stream<LedgerLine> lines(TrialFamily family) {
    return last.values().stream().filter(line -> line.trial().key().family().equals(family));
  }

  /** When the first trial of a family was seen, of which there is one. */
  Instant since(TrialFamily family) {
    return since.get(family);
  }
}

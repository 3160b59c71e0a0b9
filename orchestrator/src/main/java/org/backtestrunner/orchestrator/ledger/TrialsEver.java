package org.backtestrunner.orchestrator.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.backtestrunner.orchestrator.harvest.metric.Trials;

/**
 * All trials of a family that a ledger knows, those of the batch that asks among them.
 *
 * @param trials their number and the variance of their Sharpe ratios
 * @param added by this batch, which were in the ledger in no form before
 * @param ofBatch how many of them this batch has made or made again
 * @param sameData how many were seen on exactly the data of this batch, its own among them
 * @param since the UTC date of the first of them
 */
public record TrialsEver(
    TrialFamily family, Trials trials, int added, int ofBatch, int sameData, LocalDate since) {

  /**
   * Counts a family.
   *
   * @param ofBatch its trials of this batch
   */
  static TrialsEver of(TrialFamily family, TrialLedger.Change change, List<Trial> ofBatch) {
    List<Trial> all = change.content().lines(family).stream().map(LedgerLine::trial).toList();
    Set<Optional<String>> data = ofBatch.stream().map(Trial::data).collect(Collectors.toSet());
    // A trial with the same Sharpe ratio on other data has no line that tells of these.
    Set<TrialKey> own = ofBatch.stream().map(Trial::key).collect(Collectors.toSet());
    Instant since = change.content().since(family);
    return new TrialsEver(
        family,
        count(all),
        all.size() - change.before().getOrDefault(family, 0),
        ofBatch.size(),
        (int)
            all.stream()
                .filter(trial -> data.contains(trial.data()) || own.contains(trial.key()))
                .count(),
        LocalDate.ofInstant(since, ZoneOffset.UTC));
  }

  /** Equal trials give equal numbers, in whatever order they came. */
  private static Trials count(List<Trial> all) {
    return Trials.of(
        all.stream()
            .sorted(Comparator.comparing(trial -> trial.key().digest()))
            .map(trial -> new Trials.Run(trial.key().digest(), trial.sharpe()))
            .toList());
  }

  /** How many there were before this batch. */
  public int before() {
    return trials.count() - added;
  }
}

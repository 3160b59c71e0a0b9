package org.backtestrunner.orchestrator.ledger;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.backtestrunner.orchestrator.config.LedgerPolicy;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.harvest.metric.ReturnMoments;
import org.backtestrunner.orchestrator.ledger.TrialFamily.Kind;
import org.backtestrunner.orchestrator.manifest.ContentKey;
import org.backtestrunner.orchestrator.plan.RunPlan;

/** The trials of one batch, and their way into its ledger. */
public final class BatchTrials {
  private static final int DATA_DIGITS = 16;

  private final LedgerPolicy policy;
  private final String batch;
  private final Map<Integer, TrialKey> ofRuns = new LinkedHashMap<>();
  private final Map<TrialKey, Trial> trials = new LinkedHashMap<>();
  private int withoutFamily;
  private int unknown;

  private BatchTrials(LedgerPolicy policy, String batch) {
    this.policy = policy;
    this.batch = batch;
  }

  /**
   * The runs with a Sharpe ratio; of several that are one trial, the first one's counts.
   *
   * @param results in plan order
   * @param contentOf what a run's result depends on; empty where that is not known
   */
  public static BatchTrials of(
      LedgerPolicy policy,
      String batch,
      List<RunResult> results,
      Function<RunPlan, Optional<ContentKey>> contentOf) {
    BatchTrials all = new BatchTrials(policy, batch);
    if (policy.file().isPresent()) {
      for (RunResult result : results) {
        result
            .success()
            .flatMap(success -> success.curve().moments())
            .ifPresent(moments -> all.add(result.plan(), moments, contentOf.apply(result.plan())));
      }
    }
    return all;
  }

  private void add(RunPlan run, ReturnMoments moments, Optional<ContentKey> content) {
    Optional<String> family = policy.family().or(run::priceFile);
    if (family.isEmpty()) {
      withoutFamily++;
    } else if (content.isEmpty()) {
      unknown++;
    } else {
      TrialKey key =
          new TrialFamily(Kind.RUN, family.get(), run.normalised("freq"))
              .trial(TrialKey.digest(run, content.get()));
      ofRuns.put(run.index(), key);
      trials.putIfAbsent(
          key,
          new Trial(
              key,
              moments.sharpe(),
              moments.returnCount(),
              content.get().priceFile().map(sha256 -> sha256.substring(0, DATA_DIGITS)),
              batch,
              run.id(),
              Optional.of(run.strategy()).filter(name -> !name.isEmpty())));
    }
  }

  /**
   * Adds a walk-forward, which is a trial too.
   *
   * @param settings all that says how it chooses, each in its one spelling, but for its candidates
   * @param candidates the runs among which it chooses; those that are no trials do not count
   * @param moments of its stitched returns
   * @return by what its family is found in {@link CountedTrials}; empty where no candidate is a
   *     trial
   */
  public Optional<TrialFamily> addWalkForward(
      String id, Map<String, String> settings, List<RunPlan> candidates, ReturnMoments moments) {
    List<TrialKey> keys =
        candidates.stream()
            .flatMap(run -> Optional.ofNullable(ofRuns.get(run.index())).stream())
            .toList();
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    TrialFamily ofRun = keys.get(0).family();
    TrialFamily family = new TrialFamily(Kind.WALK_FORWARD, ofRun.name(), ofRun.freq());
    Map<String, String> choices = new LinkedHashMap<>(settings);
    choices.put(
        "candidates",
        String.join(
            " ", new TreeSet<>(keys.stream().map(TrialKey::digest).collect(Collectors.toSet()))));
    TrialKey key = family.trial(TrialKey.digest(choices));
    trials.putIfAbsent(
        key,
        new Trial(
            key,
            moments.sharpe(),
            moments.returnCount(),
            trials.get(keys.get(0)).data(),
            batch,
            id,
            Optional.empty()));
    return Optional.of(family);
  }

  /**
   * Writes the trials into the ledger and counts all that are there. Where that is not possible it
   * says so, and nothing is counted.
   *
   * @param notices takes what there is to say
   */
  public CountedTrials record(Instant now, Consumer<String> notices) {
    note(withoutFamily, "no price_file, and trial_family is not set", notices);
    note(unknown, "inputs that changed or could not be read to their end", notices);
    if (trials.isEmpty()) {
      return CountedTrials.NONE;
    }
    Path file = policy.file().orElseThrow();
    try {
      TrialLedger.Change change = new TrialLedger(file).append(List.copyOf(trials.values()), now);
      Map<TrialFamily, List<Trial>> byFamily =
          trials.values().stream()
              .collect(
                  Collectors.groupingBy(
                      trial -> trial.key().family(), LinkedHashMap::new, Collectors.toList()));
      List<TrialsEver> ever = new ArrayList<>();
      byFamily.forEach((family, own) -> ever.add(TrialsEver.of(family, change, own)));
      ever.stream()
          .filter(each -> each.family().kind() == Kind.RUN && each.before() == 0)
          .filter(each -> !change.before().isEmpty())
          .forEach(
              each ->
                  notices.accept(
                      "Note: first batch of family %s in this ledger; if it continues another, set trial_family"
                          .formatted(each.family().name())));
      return new CountedTrials(Optional.of(file), ofRuns, ever);
    } catch (LedgerException unusable) {
      notices.accept(unusable.warning());
      return CountedTrials.NONE;
    }
  }

  private static void note(int runs, String reason, Consumer<String> notices) {
    if (runs > 0) {
      notices.accept(
          "Note: not in the trial ledger: %d %s with %s"
              .formatted(runs, runs == 1 ? "run" : "runs", reason));
    }
  }
}

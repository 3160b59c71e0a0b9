package org.backtestrunner.orchestrator.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.orchestrator.file.json.JsonMembers;
import org.backtestrunner.orchestrator.file.json.JsonObject;
import org.backtestrunner.orchestrator.file.json.UnreadableFileException;
import org.backtestrunner.orchestrator.harvest.metric.Trials;
import org.backtestrunner.orchestrator.ledger.CountedTrials;
import org.backtestrunner.orchestrator.ledger.TrialFamily;
import org.backtestrunner.orchestrator.ledger.TrialFamily.Kind;
import org.backtestrunner.orchestrator.ledger.TrialKey;
import org.backtestrunner.orchestrator.ledger.TrialsEver;

/** The members of {@code batch_summary.json} that tell of trials beside those of other batches. */
public final class TrialMembers {
  static final String TRIALS = "trials";
  static final String RUNS = "runs";
  static final String RUN_INDEX = "run_index";
  static final String PARAMETERS = "parameters";
  private static final String EVER = "ever";
  private static final String FAMILY = "family";
  private static final String N = "n";
  private static final String NEW = "n_new";
  private static final String OF_BATCH = "n_batch";
  private static final String SAME_DATA = "n_same_data";
  private static final String VARIANCE = "sharpe_variance";
  private static final String SINCE = "since";
  private static final String TRIAL = "trial";
  private static final String TRIAL_FAMILY = "trial_family";

  private TrialMembers() {}

  /** Puts one object for each family of the runs of a frequency, where there is a ledger. */
  static void putEver(JsonObject trials, String freq, BatchSummary summary) {
    List<JsonObject> families =
        summary.counted().ever().stream()
            .filter(ever -> ever.family().kind() == Kind.RUN && ever.family().freq().equals(freq))
            .map(ever -> json(ever, summary))
            .toList();
    if (!families.isEmpty()) {
      trials.put(EVER, families);
    }
  }

  private static JsonObject json(TrialsEver ever, BatchSummary summary) {
    Trials trials = ever.trials();
    JsonObject json =
        JsonObject.part()
            .put(FAMILY, ever.family().name())
            .put(N, trials.count())
            .put(SAME_DATA, ever.sameData())
            .put(NEW, ever.added())
            .put(OF_BATCH, ever.ofBatch());
    trials.sharpeVariance().ifPresent(variance -> json.put(VARIANCE, variance));
    summary
        .barsPerYear(ever.family().freq())
        .ifPresent(
            year -> json.put("expected_max_sharpe", trials.expectedMaximumSharpePerYear(year)));
    return json.put(SINCE, ever.since().toString());
  }

  /** Puts which trial a run is, where it is one of a ledger. */
  static JsonObject putTrial(JsonObject run, int index, CountedTrials counted) {
    Optional<TrialKey> key = Optional.ofNullable(counted.ofRuns().get(index));
    key.ifPresent(trial -> run.put(TRIAL, trial.digest()).put(TRIAL_FAMILY, trial.family().name()));
    return run;
  }

  /**
   * Reads how the trials of a batch stood beside those of earlier ones when it ended; nothing where
   * its summary does not tell.
   */
  public static CountedTrials read(Path summary) {
    try {
      JsonMembers members = JsonMembers.of(summary);
      JsonMembers trials = members.object(TRIALS);
      List<TrialsEver> ever = new ArrayList<>();
      for (String freq : trials.names()) {
        ever.addAll(trials.object(freq).list(EVER, part -> ever(part, freq)));
      }
      Map<Integer, TrialKey> ofRuns = new HashMap<>();
      members.list(RUNS, run -> trial(run, ofRuns));
      return new CountedTrials(Optional.empty(), ofRuns, ever);
    } catch (UnreadableFileException notThereOrNotOurs) {
      return CountedTrials.NONE;
    }
  }

  private static TrialsEver ever(JsonMembers part, String freq) throws UnreadableFileException {
    return new TrialsEver(
        new TrialFamily(Kind.RUN, part.text(FAMILY), freq),
        new Trials(part.count(N), part.findNumber(VARIANCE)),
        part.count(NEW),
        part.count(OF_BATCH),
        part.count(SAME_DATA),
        part.date(SINCE));
  }

  private static boolean trial(JsonMembers run, Map<Integer, TrialKey> ofRuns)
      throws UnreadableFileException {
    if (!run.has(TRIAL)) {
      return false;
    }
    TrialFamily family =
        new TrialFamily(Kind.RUN, run.text(TRIAL_FAMILY), run.object(PARAMETERS).text("freq"));
    ofRuns.put(run.count(RUN_INDEX), new TrialKey(family, run.text(TRIAL)));
    return true;
  }
}

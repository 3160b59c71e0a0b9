package org.backtestrunner.orchestrator.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.backtestrunner.orchestrator.file.json.JsonMembers;
import org.backtestrunner.orchestrator.file.json.JsonObject;
import org.backtestrunner.orchestrator.file.json.UnreadableFileException;

/**
 * One line of a ledger: a trial, seen for the first time or with another Sharpe ratio than before.
 * It names no host, user or place of a file but what ids and the family's name tell.
 */
record LedgerLine(Trial trial, Instant at) {
  private static final int VERSION = 1;

  /** What every line begins with. */
  static final String BEGINNING = "{\"v\":" + VERSION + ",";

  private static final String KIND = "kind";
  private static final String FAMILY = "family";
  private static final String FREQ = "freq";
  private static final String TRIAL = "trial";
  private static final String SHARPE = "sr";
  private static final String RETURNS = "t";
  private static final String DATA = "data";
  private static final String BATCH = "batch";
  private static final String RUN = "run";
  private static final String STRATEGY = "strategy";
  private static final String AT = "at";

  LedgerLine {
    at = at.truncatedTo(ChronoUnit.SECONDS);
  }

  /** A later program has written the line. */
  static final class NewerVersionException extends Exception {
    private static final long serialVersionUID = 1L;

    NewerVersionException(int version) {
      super("is of version " + version + ", written by a newer program");
    }
  }

  static LedgerLine parse(String text) throws UnreadableFileException, NewerVersionException {
    JsonMembers members = JsonMembers.ofText(text);
    int version = members.count("v");
    if (version != VERSION) {
      throw new NewerVersionException(version);
    }
    TrialFamily.Kind kind =
        TrialFamily.Kind.find(members.text(KIND))
            .orElseThrow(() -> members.wrong(KIND, "is none that we know"));
    TrialFamily family = new TrialFamily(kind, members.text(FAMILY), members.text(FREQ));
    return new LedgerLine(
        new Trial(
            family.trial(members.text(TRIAL)),
            members.number(SHARPE),
            members.count(RETURNS),
            members.findText(DATA),
            members.text(BATCH),
            members.text(RUN),
            members.findText(STRATEGY)),
        members.instant(AT));
  }

  /** Ends with a line feed. */
  String text() {
    TrialFamily family = trial.key().family();
    JsonObject line =
        JsonObject.part()
            .put("v", VERSION)
            .put(KIND, family.kind().label())
            .put(FAMILY, family.name())
            .put(FREQ, family.freq())
            .put(TRIAL, trial.key().digest())
            .put(SHARPE, trial.sharpe())
            .put(RETURNS, trial.returns());
    trial.data().ifPresent(data -> line.put(DATA, data));
    line.put(BATCH, trial.batch()).put(RUN, trial.run());
    trial.strategy().ifPresent(strategy -> line.put(STRATEGY, strategy));
    return line.put(AT, at).line();
  }
}

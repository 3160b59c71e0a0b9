package org.backtestrunner.orchestrator.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.backtestrunner.orchestrator.file.json.JsonObject;

/**
 * One line of a ledger: a trial, seen for the first time or with another Sharpe ratio than before.
 * It names no host, user or place of a file but what ids and the family's name tell.
 */
record LedgerLine(Trial trial, Instant at) {
  static final int VERSION = 1;

  /** What every line begins with. */
  static final String BEGINNING = "{\"v\":" + VERSION + ",";

  static final String V = "v";
  static final String KIND = "kind";
  static final String FAMILY = "family";
  static final String FREQ = "freq";
  static final String TRIAL = "trial";
  static final String SHARPE = "sr";
  static final String RETURNS = "t";
  static final String DATA = "data";
  static final String BATCH = "batch";
  static final String RUN = "run";
  static final String STRATEGY = "strategy";
  static final String AT = "at";

  LedgerLine {
    at = at.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Ends with a line feed. */
  String text() {
    TrialFamily family = trial.key().family();
    JsonObject line =
        JsonObject.part()
            .put(V, VERSION)
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

package org.backtestrunner.orchestrator.ledger;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.orchestrator.ledger.TrialFamily.Kind;

/**
 * A process that appends to a ledger, time after time, and says each time that it has: file, own
 * number, appends, trials of each.
 */
final class LedgerWriter {
  private LedgerWriter() {}

  public static void main(String[] arguments) throws LedgerException {
    TrialLedger ledger = new TrialLedger(Path.of(arguments[0]));
    int process = Integer.parseInt(arguments[1]);
    int appends = Integer.parseInt(arguments[2]);
    int each = Integer.parseInt(arguments[3]);
    for (int append = 0; append < appends; append++) {
      List<Trial> trials = new ArrayList<>();
      for (int i = 0; i < each; i++) {
        trials.add(trial("%04x%06x%06x".formatted(process, append, i), process + i / 1000.0));
      }
      ledger.append(trials, Instant.parse("2026-01-02T03:04:05Z"));
      System.out.println(append);
      System.out.flush();
    }
  }

  static Trial trial(String digest, double sharpe) {
    return trial("prices.csv", digest, sharpe);
  }

  static Trial trial(String family, String digest, double sharpe) {
    return new Trial(
        new TrialFamily(Kind.RUN, family, "1d").trial(digest),
        sharpe,
        250,
        Optional.of("0123456789abcdef"),
        "batch",
        "run_" + digest,
        Optional.of("buy_and_hold"));
  }
}

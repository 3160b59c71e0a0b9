package org.backtestrunner.orchestrator.ledger;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.backtestrunner.orchestrator.file.json.JsonMembers;
import org.backtestrunner.orchestrator.file.json.UnreadableFileException;

/** Reads the lines of a ledger, many of which tell the same family and the same time. */
final class LedgerLines {
  private final Map<TrialFamily, TrialFamily> families = new HashMap<>();
  private final Map<String, Instant> times = new HashMap<>();

  /** A later program has written the line. */
  static final class NewerVersionException extends Exception {
    private static final long serialVersionUID = 1L;

    NewerVersionException(int version) {
      super("is of version " + version + ", written by a newer program");
    }
  }

  /**
   * @param text in UTF-8, without its line feed
   */
  LedgerLine parse(byte[] text) throws UnreadableFileException, NewerVersionException {
    JsonMembers members = JsonMembers.ofText(text);
    int version = members.count(LedgerLine.V);
    if (version != LedgerLine.VERSION) {
      throw new NewerVersionException(version);
    }
    return new LedgerLine(
        new Trial(
            family(members).trial(members.text(LedgerLine.TRIAL)),
            members.number(LedgerLine.SHARPE),
            members.count(LedgerLine.RETURNS),
            members.findText(LedgerLine.DATA),
            members.text(LedgerLine.BATCH),
            members.text(LedgerLine.RUN),
            members.findText(LedgerLine.STRATEGY)),
        time(members));
  }

  private TrialFamily family(JsonMembers members) throws UnreadableFileException {
    TrialFamily.Kind kind =
        TrialFamily.Kind.find(members.text(LedgerLine.KIND))
            .orElseThrow(() -> members.wrong(LedgerLine.KIND, "is none that we know"));
    TrialFamily read =
        new TrialFamily(kind, members.text(LedgerLine.FAMILY), members.text(LedgerLine.FREQ));
    TrialFamily known = families.putIfAbsent(read, read);
    return known == null ? read : known;
  }

  private Instant time(JsonMembers members) throws UnreadableFileException {
    String text = members.text(LedgerLine.AT);
    Instant known = times.get(text);
    if (known == null) {
      known = members.instant(LedgerLine.AT);
      times.put(text, known);
    }
    return known;
  }
}

package org.backtestrunner.orchestrator.ledger;

/** A ledger cannot be used; the message is a sentence that names the file. */
public final class LedgerException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What has to be done for it. */
  private final String remedy;

  LedgerException(String sentence, String remedy) {
    super(sentence);
    this.remedy = remedy;
  }

  /** What it means for a batch, as one line. */
  String warning() {
    return "Warning: %s; deflated_sharpe_ever is left out%s".formatted(getMessage(), remedy);
  }
}

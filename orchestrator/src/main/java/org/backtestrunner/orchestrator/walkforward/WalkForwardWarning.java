package org.backtestrunner.orchestrator.walkforward;

import java.util.Locale;

/**
 * What makes a walk-forward doubtful.
 *
 * @param text a sentence
 */
public record WalkForwardWarning(Kind kind, String text) {

  /** In the order in which they are told. */
  public enum Kind {
    CANDIDATES_FAILED,
    NOT_SELECTED,
    DIFFERENT_BARS,
    NO_CHOICE,
    FEW_ROWS,
    NO_EXPOSURE;

    /** Its name in files. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}

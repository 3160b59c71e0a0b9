package org.backtestrunner.orchestrator.ledger;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Trials that compete with each other, since they were made on the same data.
 *
 * @param name the price file as written, normalised, or what the user calls it
 * @param freq their bar length, {@code 1d} or {@code 5min}
 */
public record TrialFamily(Kind kind, String name, String freq) {

  /** What a trial is made of. */
  public enum Kind {
    /** The choices of one run. */
    RUN,
    /** A way to choose among runs, window after window. */
    WALK_FORWARD;

    /** The lower-case name that stands in files. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Kind> find(String label) {
      return Stream.of(values()).filter(kind -> kind.label().equals(label)).findFirst();
    }
  }

  /** The trial of these choices. */
  TrialKey trial(String digest) {
    return new TrialKey(this, digest);
  }
}

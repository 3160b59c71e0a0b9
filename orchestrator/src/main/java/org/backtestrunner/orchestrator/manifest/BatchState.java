package org.backtestrunner.orchestrator.manifest;

import java.util.Optional;
import java.util.stream.Stream;

/** How far a batch has come, by its manifest. */
public enum BatchState {
  RUNNING("running"),
  FINISHED("finished"),
  INTERRUPTED("interrupted");

  private final String label;

  BatchState(String label) {
    this.label = label;
  }

  /** The word in the manifest. */
  public String label() {
    return label;
  }

  static Optional<BatchState> find(String label) {
    return Stream.of(values()).filter(state -> state.label.equals(label)).findFirst();
  }
}

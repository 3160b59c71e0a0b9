package org.backtestrunner.orchestrator.health;

/** How far a batch has come, by its manifest. */
enum BatchState {
  RUNNING("running"),
  FINISHED("finished"),
  INTERRUPTED("interrupted");

  private final String text;

  BatchState(String text) {
    this.text = text;
  }

  /** The word in the manifest. */
  String text() {
    return text;
  }

  /** Reads the word; a manifest without one was written at the end. */
  static BatchState of(String text) throws UnreadableFileException {
    if (text.isEmpty()) {
      return FINISHED;
    }
    for (BatchState state : values()) {
      if (state.text.equals(text)) {
        return state;
      }
    }
    throw new UnreadableFileException("state is neither running nor finished nor interrupted");
  }
}

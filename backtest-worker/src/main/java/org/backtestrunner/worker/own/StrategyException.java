package org.backtestrunner.worker.own;

import java.util.List;

/** Code of the user's has failed, or has decided what cannot be. */
public final class StrategyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> frames;

  /**
   * @param frames lines that lead to the place in the user's code; none where that would not help
   */
  StrategyException(String sentence, List<String> frames) {
    super(sentence, null, false, false);
    this.frames = List.copyOf(frames);
  }

  /** Lines that lead to the place in the user's code. */
  public List<String> frames() {
    return frames;
  }
}

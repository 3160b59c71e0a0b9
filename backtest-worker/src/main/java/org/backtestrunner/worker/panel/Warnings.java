package org.backtestrunner.worker.panel;

import org.backtestrunner.worker.reading.InputReader;
import org.backtestrunner.worker.reading.Oddity;

/** Takes warnings: what a researcher should know about a run that goes on. */
public interface Warnings {
  /**
   * Takes one warning.
   *
   * @param kind a short name of what it is about; many of one kind may be shortened
   * @param message a sentence without a line break
   */
  void add(String kind, String message);

  /** Takes what is no warning, and is only to be said: how a file was read. */
  default void say(String message) {}

  /** Says how an input was read that has been read whole, and warns of what is odd about it. */
  default void report(InputReader reader) {
    say(reader.readAs());
    for (Oddity oddity : reader.oddities()) {
      add(oddity.kind(), oddity.message());
    }
  }
}

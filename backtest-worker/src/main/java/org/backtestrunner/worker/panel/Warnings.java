package org.backtestrunner.worker.panel;

import org.backtestrunner.shared.warning.WarningKind;
import org.backtestrunner.worker.reading.InputReader;
import org.backtestrunner.worker.reading.Oddity;

/** Takes warnings: what a researcher should know about a run that goes on. */
public interface Warnings {
  /**
   * Takes one warning.
   *
   * @param kind what it is about; many of one kind may be shortened
   * @param serious whether the result may be worthless
   * @param message a sentence without a line break
   */
  void add(WarningKind kind, boolean serious, String message);

  /** Takes one warning that is as serious as its kind. */
  default void add(WarningKind kind, String message) {
    add(kind, kind.isSerious(), message);
  }

  /** Takes what is no warning, and is only to be said: how a file was read. */
  default void say(String message) {}

  /** Says how an input was read that has been read whole, and warns of what is odd about it. */
  default void report(InputReader reader) {
    say(reader.readAs());
    for (Oddity oddity : reader.oddities()) {
      add(WarningKind.find(oddity.kind()).orElse(WarningKind.OTHER), oddity.message());
    }
  }
}

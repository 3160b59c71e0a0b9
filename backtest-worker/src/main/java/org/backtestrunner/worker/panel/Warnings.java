package org.backtestrunner.worker.panel;

import org.backtestrunner.shared.warning.WarningKind;

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
}

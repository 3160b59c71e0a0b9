package org.backtestrunner.worker.panel;

/** Takes warnings: what a researcher should know about a run that goes on. */
public interface Warnings {
  /**
   * Takes one warning.
   *
   * @param kind a short name of what it is about; many of one kind may be shortened
   * @param message a sentence without a line break
   */
  void add(String kind, String message);
}

package org.backtestrunner.orchestrator.launch.cache;

/** Takes what a user may want to know while a batch goes on. Thread-safe. */
public interface Notices {
  /** One line for everybody. */
  void say(String line);

  /** One line for those who want to know everything. */
  void detail(String line);
}

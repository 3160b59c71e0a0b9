package org.backtestrunner.orchestrator.health;

/** How well a check went, from the least to the most severe. */
public enum HealthLevel {
  SKIP(0),
  OK(0),
  WARN(1),
  CRITICAL(2);

  private final int exitCode;

  HealthLevel(int exitCode) {
    this.exitCode = exitCode;
  }

  /** The exit code that monitoring systems know for this level. */
  public int exitCode() {
    return exitCode;
  }
}

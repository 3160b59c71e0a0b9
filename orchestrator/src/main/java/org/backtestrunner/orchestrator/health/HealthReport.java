package org.backtestrunner.orchestrator.health;

import java.util.Comparator;
import java.util.List;

/**
 * The results of all checks.
 *
 * @param checks in the order of printing, at least one
 */
public record HealthReport(List<HealthCheck> checks) {

  public HealthReport {
    checks = List.copyOf(checks);
    if (checks.isEmpty()) {
      throw new IllegalArgumentException("A health report needs at least one check");
    }
  }

  /** The most severe level of all checks. */
  public HealthLevel level() {
    return checks.stream().map(HealthCheck::level).max(Comparator.naturalOrder()).orElseThrow();
  }
}

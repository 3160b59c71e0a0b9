package org.backtestrunner.orchestrator.health;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** A report in the words that tests compare. */
record Judged(HealthReport report) {

  static Judged of(Path root, String maximumFailureRate) throws IOException {
    return new Judged(
        new HealthInspection(root, new BigDecimal(maximumFailureRate), false).report());
  }

  static Judged of(Path root) throws IOException {
    return of(root, "0.2");
  }

  HealthLevel level() {
    return report.level();
  }

  int count() {
    return report.checks().size();
  }

  /** Level and value of a check. */
  String check(String name) {
    return report.checks().stream()
        .filter(check -> check.name().equals(name))
        .map(check -> check.level() + " " + check.value().orElse("-"))
        .collect(Collectors.joining(" and "));
  }

  /** What all checks tell people. */
  String details() {
    return report.checks().stream().map(HealthCheck::details).collect(Collectors.joining("\n"));
  }
}

package org.backtestrunner.orchestrator.health;

import java.util.Optional;

/**
 * The result of one check.
 *
 * @param name stable, lower case with underscores
 * @param level what monitoring acts on
 * @param value the measured value as text; empty where there was nothing to measure
 * @param details one sentence for people, on one line
 */
public record HealthCheck(String name, HealthLevel level, Optional<String> value, String details) {

  public HealthCheck {
    // Paths and parser messages may hold line breaks, which would fake further checks.
    details = details.replaceAll("\\p{Cntrl}+", " ");
  }
}

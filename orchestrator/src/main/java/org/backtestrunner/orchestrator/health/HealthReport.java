package org.backtestrunner.orchestrator.health;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.backtestrunner.orchestrator.file.json.JsonObject;

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

  /** A line for each check: name, level, value, details. */
  public String text() {
    return checks.stream()
        .map(
            check ->
                String.format(
                    Locale.ROOT,
                    "%-23s  %-8s  %-7s  %s\n",
                    check.name(),
                    check.level(),
                    check.value().orElse("-"),
                    check.details()))
        .collect(Collectors.joining());
  }

  /** An object with the overall level and an array of checks. */
  public String json() {
    return JsonObject.file()
        .put("level", level().name())
        .put("checks", checks.stream().map(HealthReport::json).toList())
        .text();
  }

  private static JsonObject json(HealthCheck check) {
    JsonObject json =
        JsonObject.part().put("name", check.name()).put("level", check.level().name());
    check.value().ifPresent(value -> json.put("value", value));
    return json.put("details", check.details());
  }
}

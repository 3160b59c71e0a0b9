package org.backtestrunner.orchestrator.health;

import java.util.Locale;
import java.util.stream.Collectors;
import org.backtestrunner.orchestrator.file.json.JsonObject;

/** How a health report looks. */
public enum HealthReportFormat {
  /** One line a check: name, level, value, details. */
  TEXT,
  /** One object with the overall level and an array of checks. */
  JSON;

  /** The whole text of a report, ending with a line feed. */
  public String render(HealthReport report) {
    return switch (this) {
      case TEXT -> text(report);
      case JSON -> json(report);
    };
  }

  private static String text(HealthReport report) {
    return report.checks().stream()
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

  private static String json(HealthReport report) {
    return JsonObject.file()
        .put("level", report.level().name())
        .put("checks", report.checks().stream().map(HealthReportFormat::json).toList())
        .text();
  }

  private static JsonObject json(HealthCheck check) {
    JsonObject json =
        JsonObject.part().put("name", check.name()).put("level", check.level().name());
    check.value().ifPresent(value -> json.put("value", value));
    return json.put("details", check.details());
  }
}

package org.backtestrunner.orchestrator.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a health report looks. */
public enum HealthReportFormat {
  /** One line a check: name, level, value, details. */
  TEXT,
  /** One object with the overall level and an array of checks. */
  JSON;

  private static final int SCHEMA_VERSION = 1;

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
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("schema_version", SCHEMA_VERSION);
    root.put("level", report.level().name());
    for (HealthCheck check : report.checks()) {
      ObjectNode node = root.withArray("checks").addObject();
      node.put("name", check.name());
      node.put("level", check.level().name());
      check.value().ifPresent(value -> node.put("value", value));
      node.put("details", check.details());
    }
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    try {
      return mapper.writer(printer).writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of texts can always be written", e);
    }
  }
}

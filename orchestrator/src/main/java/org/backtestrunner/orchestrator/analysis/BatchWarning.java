package org.backtestrunner.orchestrator.analysis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Something about a batch that a researcher looks at first.
 *
 * @param fields by name: texts, numbers, lists and maps of them
 */
public record BatchWarning(Kind kind, Map<String, Object> fields) {
  public BatchWarning {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** In the order in which warnings stand. */
  public enum Kind {
    HARDLY_BETTER,
    NO_BENCHMARK,
    BENCHMARK_UNUSABLE,
    ISOLATED_PEAK,
    CLIFF,
    FADES,
    CONCENTRATED,
    SHORT_RECORD,
    EDGE_OF_GRID,
    ASSUMPTION_AXIS,
    FAILED_RUNS,
    IDENTICAL_EQUITY,
    NO_ORDERS,
    OUTSIDE_GROUP,
    INCOMPLETE_GRID,
    RUN_WARNINGS;

    /** Its name in files. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A warning in the making: what does not apply is not put. */
  static final class Draft {
    private final Kind kind;
    private final Map<String, Object> fields = new LinkedHashMap<>();

    Draft(Kind kind) {
      this.kind = kind;
    }

    Draft put(String name, Object value) {
      fields.put(name, value);
      return this;
    }

    Draft put(String name, OptionalDouble value) {
      value.ifPresent(number -> fields.put(name, number));
      return this;
    }

    BatchWarning done() {
      return new BatchWarning(kind, fields);
    }
  }

  /** A text or a whole number, as a text; empty where it does not apply. */
  public String text(String field) {
    return has(field) ? fields.get(field).toString() : "";
  }

  public boolean has(String field) {
    return fields.containsKey(field);
  }

  public double number(String field) {
    return ((Number) fields.get(field)).doubleValue();
  }

  public List<String> texts(String field) {
    return ((List<?>) fields.get(field)).stream().map(Object::toString).toList();
  }
}

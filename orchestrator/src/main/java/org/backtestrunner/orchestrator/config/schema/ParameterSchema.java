package org.backtestrunner.orchestrator.config.schema;

import java.math.BigDecimal;
import java.util.StringJoiner;
import org.backtestrunner.orchestrator.config.key.SchemaNode;
import org.backtestrunner.orchestrator.config.parameter.DecimalText;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.config.parameter.Range;

/**
 * What a JSON Schema can say about the values of a run's parameters. The reader takes the text of a
 * value, in quotes or not, so these schemas name every type that such a text may have in YAML; they
 * refuse nothing that the reader takes.
 */
final class ParameterSchema {
  private static final String PATTERN = "pattern";

  /** What {@link DecimalText#isDecimal} takes, in the dialect of JSON Schema. */
  private static final String DECIMAL =
      "^[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?$";

  /** Days of a month are counted by {@code format}, which not every editor minds. */
  private static final String DATE = "^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$";

  private ParameterSchema() {}

  /** The values of a parameter. */
  static SchemaNode of(Parameter parameter) {
    SchemaNode schema =
        switch (parameter.type()) {
          case CHOICE -> described(parameter, "string").with("enum", parameter.choices());
          case FILE, TEXT ->
              described(parameter, "string", "number", "boolean").with(PATTERN, "\\S");
          case DATE -> described(parameter, "string").with("format", "date").with(PATTERN, DATE);
          case INTEGER ->
              described(parameter, "integer", "string")
                  .with(PATTERN, "^" + Parameter.INTEGER.pattern() + "$");
          case NUMBER -> described(parameter, "number", "string").with(PATTERN, DECIMAL);
        };
    SchemaNode limited = parameter.range().map(range -> limited(schema, range)).orElse(schema);
    return parameter
        .defaultText()
        .filter(text -> parameter.defaultTimes().isEmpty())
        .map(text -> limited.with("default", typed(parameter, text)))
        .orElse(limited);
  }

  private static SchemaNode described(Parameter parameter, String... types) {
    return new SchemaNode()
        .with("description", description(parameter))
        .withAll(SchemaNode.ofTypes(types));
  }

  /** All that an editor shows where the pointer rests: few show ranges and defaults themselves. */
  static String description(Parameter parameter) {
    StringJoiner sentences = new StringJoiner(" ").add(parameter.description());
    parameter.range().ifPresent(range -> sentences.add("Range: " + range + "."));
    parameter.standard().ifPresent(text -> sentences.add("Default: " + text + "."));
    String strategies = String.join(", ", parameter.strategies());
    if (!strategies.isEmpty()) {
      sentences.add((parameter.required() ? "Required by " : "Used by ") + strategies + ".");
    } else if (parameter.required()) {
      sentences.add("Every run needs it.");
    }
    parameter
        .onlyWith()
        .ifPresent(other -> sentences.add("Counts only together with " + other + "."));
    return sentences.toString();
  }

  private static SchemaNode limited(SchemaNode schema, Range range) {
    SchemaNode limited = schema;
    if (range.low().isPresent()) {
      String keyword = range.lowIncluded() ? "minimum" : "exclusiveMinimum";
      limited = limited.with(keyword, range.low().get());
    }
    if (range.high().isPresent()) {
      String keyword = range.highIncluded() ? "maximum" : "exclusiveMaximum";
      limited = limited.with(keyword, range.high().get());
    }
    return limited;
  }

  private static Object typed(Parameter parameter, String text) {
    return switch (parameter.type()) {
      case CHOICE, FILE, DATE, TEXT -> text;
      case INTEGER, NUMBER -> new BigDecimal(text);
    };
  }
}

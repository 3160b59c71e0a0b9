package org.backtestrunner.orchestrator.config.schema;

import java.math.BigDecimal;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.backtestrunner.orchestrator.config.DurationText;
import org.backtestrunner.orchestrator.config.document.Section;
import org.backtestrunner.orchestrator.config.parameter.DecimalText;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.config.parameter.Range;

/**
 * What a JSON Schema can say about single values of a config. The reader takes the text of a value,
 * in quotes or not, so these schemas name every type that such a text may have in YAML; they refuse
 * nothing that the reader takes.
 */
final class ValueSchema {
  private static final String PATTERN = "pattern";

  /** What {@link DecimalText#isDecimal} takes, in the dialect of JSON Schema. */
  private static final String DECIMAL =
      "^[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?$";

  /** Days of a month are counted by {@code format}, which not every editor minds. */
  private static final String DATE = "^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$";

  private static final String TRUE_OR_FALSE = "[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]";

  private ValueSchema() {}

  /** The values of a parameter. */
  static SchemaNode of(Parameter parameter) {
    SchemaNode schema =
        switch (parameter.type()) {
          case CHOICE -> described(parameter, "string").with("enum", parameter.choices());
          case FILE -> path(description(parameter));
          case DATE -> described(parameter, "string").with("format", "date").with(PATTERN, DATE);
          case INTEGER ->
              described(parameter, "integer", "string").with(PATTERN, whole(Parameter.INTEGER));
          case NUMBER -> described(parameter, "number", "string").with(PATTERN, DECIMAL);
        };
    parameter.range().ifPresent(range -> limit(schema, range));
    parameter
        .defaultText()
        .filter(text -> parameter.defaultTimes().isEmpty())
        .ifPresent(text -> schema.with("default", typed(parameter, text)));
    return schema;
  }

  private static SchemaNode described(Parameter parameter, String... types) {
    return SchemaNode.described(description(parameter), types);
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

  private static void limit(SchemaNode schema, Range range) {
    range
        .low()
        .ifPresent(low -> schema.with(range.lowIncluded() ? "minimum" : "exclusiveMinimum", low));
    range
        .high()
        .ifPresent(
            high -> schema.with(range.highIncluded() ? "maximum" : "exclusiveMaximum", high));
  }

  private static Object typed(Parameter parameter, String text) {
    return switch (parameter.type()) {
      case CHOICE, FILE, DATE -> text;
      case INTEGER, NUMBER -> new BigDecimal(text);
    };
  }

  /** Any text. */
  static SchemaNode text(String description) {
    return SchemaNode.described(description, "string", "number", "boolean");
  }

  static SchemaNode path(String description) {
    return text(description).with(PATTERN, "\\S");
  }

  /** A text of which the pattern allows every character. */
  static SchemaNode name(String description, Pattern pattern) {
    return text(description).with(PATTERN, whole(pattern));
  }

  static SchemaNode wholeNumber(String description, int low, int high) {
    return SchemaNode.described(description, "integer", "string")
        .with(PATTERN, whole(Section.INTEGER))
        .with("minimum", low)
        .with("maximum", high);
  }

  static SchemaNode flag(String description) {
    return SchemaNode.described(description, "boolean", "string")
        .with(PATTERN, "^(?:" + TRUE_OR_FALSE + ")$")
        .with("default", false);
  }

  static SchemaNode onOff(String description, boolean standard) {
    return SchemaNode.described(description, "boolean", "string")
        .with(PATTERN, "^(?:[Oo][Nn]|[Oo][Ff][Ff]|" + TRUE_OR_FALSE + ")$")
        .with("default", standard);
  }

  /** A text with a unit; without one, seconds. */
  static SchemaNode duration(String description) {
    return SchemaNode.described(description, "string", "number")
        .with(PATTERN, whole(DurationText.TEXT))
        .with("exclusiveMinimum", 0)
        .with("maximum", DurationText.LONGEST.toSeconds());
  }

  static SchemaNode memorySize(String description) {
    return SchemaNode.described(description, "string").with(PATTERN, "^[0-9]{1,9}[mMgG]$");
  }

  private static String whole(Pattern pattern) {
    return "^" + pattern.pattern() + "$";
  }
}

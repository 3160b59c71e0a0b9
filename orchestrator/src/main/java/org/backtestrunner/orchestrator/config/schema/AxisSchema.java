package org.backtestrunner.orchestrator.config.schema;

import java.util.List;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.axis.AxisReader;
import org.backtestrunner.orchestrator.config.axis.RangeKeys;
import org.backtestrunner.orchestrator.config.key.Key;
import org.backtestrunner.orchestrator.config.key.KeyGroup;
import org.backtestrunner.orchestrator.config.key.SchemaNode;
import org.backtestrunner.orchestrator.config.parameter.Parameter;

/** What a JSON Schema can say about the axes of a grid. */
final class AxisSchema {
  /** What stands under a key of a grid that is no parameter. */
  static final SchemaNode CASES = new SchemaNode().with("$ref", "#/definitions/cases");

  private static final SchemaNode CASE = new SchemaNode().with("$ref", "#/definitions/case");
  private static final RangeKeys RANGE = AxisReader.RANGE;

  private AxisSchema() {}

  /** One value of a parameter, a list, a range, or files. */
  static SchemaNode of(Parameter parameter) {
    SchemaNode value =
        new SchemaNode().with("$ref", "#/definitions/parameters/properties/" + parameter.name());
    SchemaNode list =
        new SchemaNode().with("items", value).with("minItems", 1).with("uniqueItems", true);
    // With anyOf instead, a validator would complain about every form that a value has not.
    return new SchemaNode()
        .with("description", "A value, or values to run. " + ParameterSchema.description(parameter))
        .with("if", SchemaNode.ofTypes("array"))
        .with("then", list)
        .with("else", valueOr(mapping(parameter), value));
  }

  private static SchemaNode valueOr(Optional<SchemaNode> mapping, SchemaNode value) {
    return mapping.isEmpty()
        ? value
        : new SchemaNode()
            .with("if", SchemaNode.ofTypes("object"))
            .with("then", mapping.get())
            .with("else", value);
  }

  /** A range, or files. */
  private static Optional<SchemaNode> mapping(Parameter parameter) {
    return switch (parameter.type()) {
      case CHOICE, TEXT -> Optional.empty();
      case FILE -> mapping(List.of(RANGE.glob()), "glob");
      case DATE -> mapping(List.of(RANGE.from(), RANGE.to(), RANGE.step()), "from", "to", "step");
      case INTEGER, NUMBER ->
          mapping(List.of(RANGE.from(), RANGE.to(), RANGE.step(), RANGE.times()), "from", "to");
    };
  }

  private static Optional<SchemaNode> mapping(List<Key<?>> keys, String... required) {
    return Optional.of(KeyGroup.schema(keys).with("required", List.of(required)));
  }

  /** The same where it is said already. */
  static SchemaNode inGrid(Parameter parameter) {
    return new SchemaNode().with("$ref", "#/definitions/case/properties/" + parameter.name());
  }

  /** An axis of cases, with labels or without. */
  static SchemaNode cases() {
    return new SchemaNode()
        .with(
            "description",
            "An axis whose points set several parameters: cases by label, or a list of them.")
        .withAll(SchemaNode.ofTypes("object", "array"))
        .with("propertyNames", new SchemaNode().with("pattern", "^[A-Za-z0-9_-]+$"))
        .with("additionalProperties", CASE)
        .with("minProperties", 1)
        .with("items", CASE)
        .with("minItems", 1);
  }
}

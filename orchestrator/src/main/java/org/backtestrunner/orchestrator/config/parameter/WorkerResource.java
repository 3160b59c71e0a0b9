package org.backtestrunner.orchestrator.config.parameter;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.document.ConfigDocument;
import org.backtestrunner.orchestrator.config.document.ConfigNode;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Mapping;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Scalar;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Sequence;
import org.backtestrunner.orchestrator.config.document.JsonDocument;

/** The JSON in which a worker jar declares its parameters. */
final class WorkerResource {
  private static final String SCHEMA_VERSION = "1";

  private WorkerResource() {}

  static WorkerParameters parse(Path jar, String json)
      throws InvalidValueException, ConfigDocument.SyntaxException {
    Mapping root = JsonDocument.read(json);
    String version = text(root, "schema_version");
    if (!version.equals(SCHEMA_VERSION)) {
      throw new InvalidValueException(
          "its parameter list has version " + version + ", not " + SCHEMA_VERSION);
    }
    List<Parameter> parameters = new ArrayList<>();
    for (Mapping each : mappings(root, "parameters")) {
      parameters.add(parameter(each));
    }
    List<Rule> rules = new ArrayList<>();
    for (Mapping each : mappings(root, "rules")) {
      rules.add(rule(each));
    }
    return new WorkerParameters(
        jar,
        parameters,
        rules,
        descriptions(root, "strategies"),
        descriptions(root, "factors"),
        descriptions(root, "presets"),
        texts(root, "prepared_from"),
        texts(root, "inspected_from"),
        texts(root, "small_inputs"),
        texts(root, "timed_inputs"),
        optional(root, "lag"),
        texts(root, "outputs"),
        optional(root, "serves").equals(Optional.of("true")),
        optional(root, "csv_safe").equals(Optional.of("true")),
        json);
  }

  private static Map<String, String> descriptions(Mapping root, String key)
      throws InvalidValueException {
    Map<String, String> descriptions = new LinkedHashMap<>();
    for (Mapping each : mappings(root, key)) {
      descriptions.put(text(each, "name"), text(each, "description"));
    }
    return descriptions;
  }

  private static Parameter parameter(Mapping mapping) throws InvalidValueException {
    return new Parameter(
        text(mapping, "name"),
        ParameterType.valueOf(text(mapping, "type").toUpperCase(Locale.ROOT)),
        texts(mapping, "choices"),
        optional(mapping, "range").map(Range::parse),
        optional(mapping, "default"),
        optional(mapping, "default_times"),
        text(mapping, "required").equals("true"),
        texts(mapping, "strategies"),
        optional(mapping, "only_with"),
        optional(mapping, "directory").equals(Optional.of("true")),
        optional(mapping, "assumption").equals(Optional.of("true")),
        texts(mapping, "natural_ends"),
        text(mapping, "description"));
  }

  private static Rule rule(Mapping mapping) throws InvalidValueException {
    String first = text(mapping, "first");
    String second = text(mapping, "second");
    String words = text(mapping, "words");
    String kind = text(mapping, "kind");
    return switch (kind) {
      case "not_after" -> new Rule.NotAfter(first, second, words);
      case "less" -> new Rule.Less(first, second, words);
      case "exclude" ->
          new Rule.Exclude(
              first, text(mapping, "first_value"), second, text(mapping, "second_value"), words);
      default -> throw new InvalidValueException("it has a rule of an unknown kind: " + kind);
    };
  }

  private static String text(Mapping mapping, String key) throws InvalidValueException {
    return optional(mapping, key)
        .orElseThrow(() -> new InvalidValueException("its parameter list lacks a " + key));
  }

  private static Optional<String> optional(Mapping mapping, String key) {
    return mapping
        .find(key)
        .filter(node -> node instanceof Scalar scalar && !scalar.isNull())
        .map(node -> ((Scalar) node).text());
  }

  private static List<String> texts(Mapping mapping, String key) {
    return items(mapping, key).stream()
        .filter(Scalar.class::isInstance)
        .map(node -> ((Scalar) node).text())
        .toList();
  }

  private static List<Mapping> mappings(Mapping mapping, String key) {
    return items(mapping, key).stream()
        .filter(Mapping.class::isInstance)
        .map(Mapping.class::cast)
        .toList();
  }

  private static List<ConfigNode> items(Mapping mapping, String key) {
    return mapping.find(key).orElse(new Sequence(0, List.of())) instanceof Sequence sequence
        ? sequence.items()
        : List.of();
  }
}

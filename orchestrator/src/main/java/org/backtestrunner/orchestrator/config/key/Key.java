package org.backtestrunner.orchestrator.config.key;

import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * One key of a config. Made by the methods of {@link KeyGroup}.
 *
 * @param name as written in a config
 * @param standard the value of a config that has none; absent: such a config has no value
 * @param otherwise what holds then, in words; empty where {@code standard} or {@code required} says
 *     it
 * @param required why it must be there; absent: it need not
 * @param options those of the command line that take precedence over the key
 * @param meaning sentences; the first alone is the help of the options
 */
public record Key<T>(
    String name,
    ValueType<T> type,
    Optional<T> standard,
    String otherwise,
    Optional<String> required,
    List<Option> options,
    String meaning) {

  public Key {
    options = List.copyOf(options);
  }

  /**
   * An option of the command line that says what a key would.
   *
   * @param name with dashes
   * @param label stands for the value in the help
   * @param sets what an option that takes no value says; absent: it takes one
   * @param help its own words; absent: those of the key
   */
  public record Option(String name, String label, Optional<String> sets, Optional<String> help) {}

  /** What holds for a config that does not have the key, in words. */
  public String standardText() {
    return standard
        .map(value -> String.valueOf(type.written(value)))
        .or(() -> required.map(reason -> "required"))
        .orElse(otherwise);
  }

  /** The key as a property of a schema. */
  public SchemaNode schema() {
    // Few editors show ranges and defaults themselves.
    StringJoiner description = new StringJoiner(" ").add(meaning);
    if (!type.range().isEmpty()) {
      description.add("Range: " + type.range() + ".");
    }
    if (required.isEmpty() && !standardText().isEmpty()) {
      description.add("Default: " + standardText() + ".");
    }
    SchemaNode schema =
        new SchemaNode().with("description", description.toString()).withAll(type.schema());
    return standard.map(value -> schema.with("default", type.written(value))).orElse(schema);
  }
}

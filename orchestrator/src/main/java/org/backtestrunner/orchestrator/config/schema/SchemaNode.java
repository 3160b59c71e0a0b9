package org.backtestrunner.orchestrator.config.schema;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A part of a JSON Schema: keywords with values, in the order in which they are given. */
final class SchemaNode {
  private final Map<String, Object> keywords = new LinkedHashMap<>();

  /** The schema of a value that has one of the types. */
  static SchemaNode described(String description, String... types) {
    return new SchemaNode()
        .with("description", description)
        .with("type", types.length == 1 ? types[0] : List.of(types));
  }

  /** The schema that stands elsewhere in the document, described anew. */
  static SchemaNode reference(String description, String pointer) {
    // Beside a $ref itself, draft 7 ignores every other keyword.
    return new SchemaNode()
        .with("description", description)
        .with("allOf", List.of(new SchemaNode().with("$ref", pointer)));
  }

  SchemaNode with(String keyword, Object value) {
    keywords.put(keyword, value);
    return this;
  }

  /** Allows these keys and no others. */
  SchemaNode withKeys(Collection<String> keys, Function<String, SchemaNode> schemaOfKey) {
    SchemaNode properties = new SchemaNode();
    keys.forEach(key -> properties.with(key, schemaOfKey.apply(key)));
    return with("properties", properties).with("additionalProperties", false);
  }

  @JsonValue
  Map<String, Object> keywords() {
    return keywords;
  }
}

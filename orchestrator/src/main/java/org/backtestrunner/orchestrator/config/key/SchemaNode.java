package org.backtestrunner.orchestrator.config.key;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of a JSON Schema: keywords with values, in the order in which they are given. */
public final class SchemaNode {
  private final Map<String, Object> keywords;

  public SchemaNode() {
    this(new LinkedHashMap<>());
  }

  private SchemaNode(Map<String, Object> keywords) {
    this.keywords = keywords;
  }

  /** The schema of a value that has one of the types. */
  public static SchemaNode ofTypes(String... types) {
    return new SchemaNode().with("type", types.length == 1 ? types[0] : List.of(types));
  }

  /** The schema that stands elsewhere in the document. */
  public static SchemaNode reference(String pointer) {
    // Beside a $ref itself, draft 7 ignores every other keyword.
    return new SchemaNode().with("allOf", List.of(new SchemaNode().with("$ref", pointer)));
  }

  /** This and one keyword more. */
  public SchemaNode with(String keyword, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(keywords);
    more.put(keyword, value);
    return new SchemaNode(more);
  }

  /** This and all keywords of the other one. */
  public SchemaNode withAll(SchemaNode other) {
    Map<String, Object> more = new LinkedHashMap<>(keywords);
    more.putAll(other.keywords);
    return new SchemaNode(more);
  }

  @JsonValue
  Map<String, Object> keywords() {
    return keywords;
  }
}

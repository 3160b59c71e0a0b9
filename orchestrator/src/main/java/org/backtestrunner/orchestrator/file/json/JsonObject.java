package org.backtestrunner.orchestrator.file.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A JSON object to be written, whose members keep the order in which they are put. What is unknown
 * is null; an undefined metric is not put at all. Times are UTC, to the millisecond; durations are
 * seconds, to the millisecond too.
 */
public final class JsonObject {
  private static final int SCHEMA_VERSION = 1;
  private static final int MILLISECOND_DIGITS = 3;

  private final Map<String, Object> members = new LinkedHashMap<>();

  /** A part of a document. */
  public static JsonObject part() {
    return new JsonObject();
  }

  /** A whole file's object. */
  public static JsonObject file() {
    return new JsonObject().put("schema_version", SCHEMA_VERSION);
  }

  /**
   * @param value a text, number or truth value, a time, a duration, a path, an object like this, a
   *     list or a map of those, or an optional of them
   */
  public JsonObject put(String name, Object value) {
    members.put(name, plain(value));
    return this;
  }

  private static Object plain(Object value) {
    if (value instanceof JsonObject object) {
      return object.members;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(JsonObject::plain).toList();
    }
    if (value instanceof Optional<?> optional) {
      return optional.map(JsonObject::plain).orElse(null);
    }
    if (value instanceof OptionalInt optional) {
      return optional.isPresent() ? optional.getAsInt() : null;
    }
    if (value instanceof OptionalLong optional) {
      return optional.isPresent() ? optional.getAsLong() : null;
    }
    if (value instanceof OptionalDouble optional) {
      return optional.isPresent() ? optional.getAsDouble() : null;
    }
    if (value instanceof Instant instant) {
      return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
    if (value instanceof Duration duration) {
      return BigDecimal.valueOf(duration.toMillis(), MILLISECOND_DIGITS);
    }
    if (value instanceof Path path) {
      return path.toString();
    }
    return value;
  }

  /** Writes the file whole or not at all. */
  public void writeTo(Path file) {
    JsonFile.write(file, members);
  }

  /** Gives the members to the object that a file holds; its others stay as they are. */
  public void writeInto(Path file) throws UnreadableFileException {
    ObjectNode content = JsonFile.read(file, JsonFile.MOST_BYTES);
    content.setAll(JsonFile.tree(members));
    JsonFile.write(file, content);
  }

  /** The text of one line of it, ending with a line feed. */
  public String line() {
    return JsonFile.line(members);
  }

  /** The text of a file of it, ending with a line feed. */
  public String text() {
    return JsonFile.text(members);
  }
}

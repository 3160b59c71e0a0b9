package org.backtestrunner.orchestrator.report;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.backtestrunner.orchestrator.file.AtomicFile;

/**
 * A JSON object whose members keep the order in which they are put. What is unknown is null; an
 * undefined metric is not put at all.
 */
final class JsonDocument {
  private static final int SCHEMA_VERSION = 1;

  /** Jackson's own double writer gives the same digits on every JDK; the JDK's does not. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private static final ObjectWriter WRITER =
      MAPPER.writer(
          new DefaultPrettyPrinter()
              .withObjectIndenter(new DefaultIndenter("  ", "\n"))
              .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private final Map<String, Object> members = new LinkedHashMap<>();

  /** A part of a document. */
  static JsonDocument part() {
    return new JsonDocument();
  }

  /** A whole file's object. */
  static JsonDocument file() {
    return new JsonDocument().put("schema_version", SCHEMA_VERSION);
  }

  JsonDocument put(String name, Object value) {
    members.put(name, plain(value));
    return this;
  }

  private static Object plain(Object value) {
    if (value instanceof JsonDocument document) {
      return document.members;
    }
    if (value instanceof Optional<?> optional) {
      return optional.map(JsonDocument::plain).orElse(null);
    }
    if (value instanceof OptionalInt optional) {
      return optional.isPresent() ? optional.getAsInt() : null;
    }
    if (value instanceof OptionalDouble optional) {
      return optional.isPresent() ? optional.getAsDouble() : null;
    }
    if (value instanceof Instant instant) {
      return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
    if (value instanceof Path path) {
      return path.toString();
    }
    return value;
  }

  Map<String, Object> members() {
    return members;
  }

  JsonNode tree() {
    return MAPPER.valueToTree(members);
  }

  void writeTo(Path file) {
    write(file, members);
  }

  static void write(Path file, Object content) {
    AtomicFile.write(
        file,
        out -> {
          WRITER.writeValue(out, content);
          out.write('\n');
        });
  }
}

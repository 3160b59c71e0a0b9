package org.backtestrunner.orchestrator.report.statistics;

import java.util.Optional;
import java.util.OptionalDouble;
import org.backtestrunner.orchestrator.file.json.JsonObject;

/** A JSON object in the making in which what is undefined has no member. */
final class Members {
  private final JsonObject json;

  private Members(JsonObject json) {
    this.json = json;
  }

  static Members part() {
    return new Members(JsonObject.part());
  }

  static Members file() {
    return new Members(JsonObject.file());
  }

  Members put(String name, Object value) {
    json.put(name, value);
    return this;
  }

  Members put(String name, OptionalDouble value) {
    value.ifPresent(number -> json.put(name, number));
    return this;
  }

  Members put(String name, Optional<?> value) {
    value.ifPresent(object -> json.put(name, object));
    return this;
  }

  JsonObject json() {
    return json;
  }
}

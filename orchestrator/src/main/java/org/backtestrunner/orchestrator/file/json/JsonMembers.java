package org.backtestrunner.orchestrator.file.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * The members of a JSON object that was read. A member of another type than is asked for makes the
 * file unreadable; null is the same as absent, and absent lists and objects are empty ones.
 */
public final class JsonMembers {
  private static final int MILLIS_PER_SECOND = 1000;

  private static final Instant LAST_INSTANT = Instant.parse("9999-12-31T00:00:00Z");

  /** Some thirty years. */
  private static final double MOST_SECONDS = 1e9;

  private final JsonNode object;
  private final String place;

  private JsonMembers(JsonNode object, String place) {
    this.object = object;
    this.place = place;
  }

  /** Makes something of an object in a list. */
  public interface Part<T> {
    T of(JsonMembers members) throws UnreadableFileException;
  }

  /** The members of the object that a file holds. */
  public static JsonMembers of(Path file) throws UnreadableFileException {
    return of(file, JsonFile.MOST_BYTES);
  }

  /** The same of a file that is not read where it is larger than so many bytes. */
  public static JsonMembers of(Path file, int mostBytes) throws UnreadableFileException {
    return new JsonMembers(JsonFile.read(file, mostBytes), "");
  }

  /** The members of the object that a text is. */
  public static JsonMembers ofText(String text) throws UnreadableFileException {
    return ofText(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The same of a text in UTF-8. */
  public static JsonMembers ofText(byte[] text) throws UnreadableFileException {
    return new JsonMembers(JsonFile.parse(text), "");
  }

  public boolean has(String name) {
    return object.hasNonNull(name);
  }

  public UnreadableFileException wrong(String name, String complaint) {
    return new UnreadableFileException(place + name + " " + complaint);
  }

  private JsonNode required(String name) throws UnreadableFileException {
    if (!has(name)) {
      throw wrong(name, "is missing");
    }
    return object.get(name);
  }

  public String text(String name) throws UnreadableFileException {
    JsonNode text = required(name);
    if (!text.isTextual()) {
      throw wrong(name, "is no text");
    }
    return text.textValue();
  }

  public Optional<String> findText(String name) throws UnreadableFileException {
    return has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  public Path path(String name) throws UnreadableFileException {
    try {
      return Path.of(text(name));
    } catch (InvalidPathException e) {
      throw wrong(name, "is no path");
    }
  }

  /** A whole number, 0 or more. */
  public int count(String name) throws UnreadableFileException {
    JsonNode count = required(name);
    if (!count.canConvertToInt() || !count.isIntegralNumber() || count.intValue() < 0) {
      throw wrong(name, "is no count");
    }
    return count.intValue();
  }

  public OptionalInt findCount(String name) throws UnreadableFileException {
    return has(name) ? OptionalInt.of(count(name)) : OptionalInt.empty();
  }

  /** A whole number of bytes, 0 or more. */
  public long bytes(String name) throws UnreadableFileException {
    JsonNode bytes = required(name);
    if (!bytes.canConvertToLong() || !bytes.isIntegralNumber() || bytes.longValue() < 0) {
      throw wrong(name, "is no number of bytes");
    }
    return bytes.longValue();
  }

  public boolean truth(String name) throws UnreadableFileException {
    JsonNode truth = required(name);
    if (!truth.isBoolean()) {
      throw wrong(name, "is neither true nor false");
    }
    return truth.booleanValue();
  }

  public double number(String name) throws UnreadableFileException {
    JsonNode number = required(name);
    if (!number.isNumber() || !Double.isFinite(number.doubleValue())) {
      throw wrong(name, "is no number");
    }
    return number.doubleValue();
  }

  public OptionalDouble findNumber(String name) throws UnreadableFileException {
    return has(name) ? OptionalDouble.of(number(name)) : OptionalDouble.empty();
  }

  /** Seconds, as {@link JsonObject} writes them. */
  public Duration duration(String name) throws UnreadableFileException {
    double seconds = number(name);
    if (seconds < 0 || seconds > MOST_SECONDS) {
      throw wrong(name, "is no length of time");
    }
    return Duration.ofMillis(Math.round(seconds * MILLIS_PER_SECOND));
  }

  /** A time of the years that runs are of. */
  public Instant instant(String name) throws UnreadableFileException {
    try {
      Instant instant = Instant.parse(object.path(name).asText());
      if (instant.isAfter(Instant.EPOCH) && instant.isBefore(LAST_INSTANT)) {
        return instant;
      }
    } catch (DateTimeParseException e) {
      // Told below.
    }
    throw wrong(name, "is missing or no timestamp");
  }

  public LocalDate date(String name) throws UnreadableFileException {
    try {
      return LocalDate.parse(text(name));
    } catch (DateTimeParseException e) {
      throw wrong(name, "is no date");
    }
  }

  public Optional<Instant> findInstant(String name) throws UnreadableFileException {
    return has(name) ? Optional.of(instant(name)) : Optional.empty();
  }

  public List<String> texts(String name) throws UnreadableFileException {
    List<String> texts = new ArrayList<>();
    for (JsonNode text : list(name)) {
      if (!text.isTextual()) {
        throw wrong(name, "holds more than texts");
      }
      texts.add(text.textValue());
    }
    return texts;
  }

  public <T> List<T> list(String name, Part<T> part) throws UnreadableFileException {
    List<T> parts = new ArrayList<>();
    for (JsonNode element : list(name)) {
      if (!element.isObject()) {
        throw wrong(name, "holds more than objects");
      }
      parts.add(part.of(new JsonMembers(element, place + name + "[" + parts.size() + "].")));
    }
    return parts;
  }

  /** A list of objects, in which texts may stand for them. */
  public <T> List<T> list(String name, Part<T> part, Function<String, T> ofText)
      throws UnreadableFileException {
    List<T> parts = new ArrayList<>();
    for (JsonNode element : list(name)) {
      if (element.isTextual()) {
        parts.add(ofText.apply(element.textValue()));
      } else if (element.isObject()) {
        parts.add(part.of(new JsonMembers(element, place + name + "[" + parts.size() + "].")));
      } else {
        throw wrong(name, "holds more than objects and texts");
      }
    }
    return parts;
  }

  private JsonNode list(String name) throws UnreadableFileException {
    JsonNode list = has(name) ? object.get(name) : JsonNodeFactory.instance.arrayNode();
    if (!list.isArray()) {
      throw wrong(name, "is no list");
    }
    return list;
  }

  public JsonMembers object(String name) throws UnreadableFileException {
    JsonNode members = has(name) ? object.get(name) : JsonNodeFactory.instance.objectNode();
    if (!members.isObject()) {
      throw wrong(name, "is no object");
    }
    return new JsonMembers(members, place + name + ".");
  }

  /** The names of all members, in their order. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** All members, which must be texts, in their order. */
  public Map<String, String> allTexts() throws UnreadableFileException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : names()) {
      texts.put(name, text(name));
    }
    return texts;
  }

  /** All members, which must be numbers, in their order: whole ones as long, others as double. */
  public Map<String, Number> allNumbers() throws UnreadableFileException {
    Map<String, Number> numbers = new LinkedHashMap<>();
    for (String name : names()) {
      double number = number(name);
      JsonNode node = object.get(name);
      numbers.put(name, node.isIntegralNumber() ? (Number) node.longValue() : (Number) number);
    }
    return numbers;
  }
}

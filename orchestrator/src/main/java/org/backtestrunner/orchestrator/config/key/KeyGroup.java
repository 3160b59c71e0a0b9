package org.backtestrunner.orchestrator.config.key;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.backtestrunner.orchestrator.config.document.ConfigNode;

/**
 * Keys that belong together, and usually what is read from them. A subclass has each key as a field
 * with an initialiser that begins with one of these methods and ends with {@link KeyDraft#says};
 * that is all that makes a key known.
 */
public abstract class KeyGroup {
  private static final String PARAMETERS = "#/definitions/parameters";

  private final String title;
  private final List<Key<?>> keys = new ArrayList<>();

  /**
   * @param title of the keys in documents
   */
  protected KeyGroup(String title) {
    this.title = title;
  }

  public final String title() {
    return title;
  }

  /** The keys, in the order of the fields. */
  public final List<Key<?>> keys() {
    return Collections.unmodifiableList(keys);
  }

  public final List<String> names() {
    return keys.stream().<String>map(Key::name).toList();
  }

  /** A key with values of any type. */
  protected final <T> KeyDraft<T> key(String name, ValueType<T> type) {
    return new KeyDraft<>(name, type, keys::add);
  }

  protected final KeyDraft<Integer> whole(String name, int low, int high) {
    return key(name, Scalars.whole(low, high));
  }

  /** How many at once, or {@code auto}. */
  protected final KeyDraft<Integer> atOnce(String name) {
    return key(name, Scalars.atOnce());
  }

  /** At least one, or a word for any number, which is then the greatest. */
  protected final KeyDraft<Integer> upTo(String name, String anyNumber) {
    return key(name, Scalars.upTo(anyNumber));
  }

  /** {@code true} or {@code false}. */
  protected final KeyDraft<Boolean> flag(String name) {
    return key(name, Scalars.flag());
  }

  /** {@code on} or {@code off}, for what is on where nothing is said. */
  protected final KeyDraft<Boolean> onOff(String name) {
    return key(name, Scalars.onOff());
  }

  protected final KeyDraft<Duration> duration(String name) {
    return key(name, Scalars.duration());
  }

  protected final KeyDraft<MemorySize> memory(String name) {
    return key(name, Scalars.memory());
  }

  /** As written: a relative path is relative. */
  protected final KeyDraft<Path> path(String name) {
    return key(name, Scalars.path());
  }

  /** Any text, of any number of lines. */
  protected final KeyDraft<String> text(String name) {
    return key(name, Scalars.text());
  }

  /** What can be the name of a directory. */
  protected final KeyDraft<String> name(String name, int longest) {
    return key(name, Scalars.name(longest));
  }

  protected final <T> KeyDraft<List<T>> list(String name, String type, ScalarType<T> item) {
    return key(name, new ListType<>(type, item));
  }

  /** One parameter of a run, of which the worker says everything. */
  protected final KeyDraft<ConfigNode> parameter(String name) {
    return part(name, "parameter", SchemaNode.reference(PARAMETERS + "/properties/" + name));
  }

  /** Parameters of a run, of which the worker says everything. */
  protected final KeyDraft<ConfigNode> parameters(String name) {
    return part(name, "keys with values", SchemaNode.reference(PARAMETERS));
  }

  /** A part of the config with a reader of its own. */
  protected final KeyDraft<ConfigNode> part(String name, String type, SchemaNode schema) {
    return key(name, new PartType(type, schema));
  }

  /** The schema of a mapping that has these keys and no others. */
  public static SchemaNode schema(Collection<Key<?>> keys) {
    SchemaNode properties = new SchemaNode();
    List<String> required = new ArrayList<>();
    for (Key<?> key : keys) {
      properties = properties.with(key.name(), key.schema());
      key.required().ifPresent(reason -> required.add(key.name()));
    }
    SchemaNode schema =
        new SchemaNode()
            .with("type", "object")
            .with("properties", properties)
            .with("additionalProperties", false);
    return required.isEmpty() ? schema : schema.with("required", required);
  }
}

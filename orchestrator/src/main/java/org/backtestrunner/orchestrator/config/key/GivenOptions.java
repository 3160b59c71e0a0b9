package org.backtestrunner.orchestrator.config.key;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Mapping;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Scalar;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.document.Problems;
import org.backtestrunner.orchestrator.config.document.Section;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;

/** What the command line says for keys, all of it valid. */
public final class GivenOptions {
  /** Before the key that is set: what its value is given by. */
  public static final String SET = "--set ";

  private final Section section;

  private GivenOptions(Section section) {
    this.section = section;
  }

  /** Nothing is said. */
  public static GivenOptions none() {
    return new GivenOptions(section(Map.of(), new Problems("")));
  }

  /**
   * Reads values exactly as a config would have them.
   *
   * @param texts by the name of the option, at most one for each key; of a key that is set by
   *     {@code --set}, by that and its name
   * @throws InvalidValueException with a sentence that begins with the option
   */
  public static GivenOptions of(Collection<Key<?>> keys, Map<String, String> texts)
      throws InvalidValueException {
    Problems problems = new Problems("");
    GivenOptions given = new GivenOptions(section(texts, problems));
    keys.forEach(given::find);
    Optional<Problem> first = problems.first();
    if (first.isPresent()) {
      throw new InvalidValueException(first.get().path() + " " + first.get().message());
    }
    return given;
  }

  /** A command line is a config on no line, with its options as keys. */
  private static Section section(Map<String, String> texts, Problems problems) {
    List<Entry> entries = new ArrayList<>();
    texts.forEach((name, text) -> entries.add(new Entry(0, name, new Scalar(0, text, false))));
    return new Section(new Mapping(0, entries), "", problems);
  }

  /** What is set by {@code --set}, as texts by key. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    for (Entry entry : section.entries()) {
      if (entry.key().startsWith(SET) && entry.value() instanceof Scalar scalar) {
        settings.put(entry.key().substring(SET.length()), scalar.text());
      }
    }
    return settings;
  }

  <T> Optional<T> find(Key<T> key) {
    Optional<Entry> set = section.find(SET + key.name());
    if (set.isPresent()) {
      return key.type().read(section, set.get());
    }
    for (Key.Option option : key.options()) {
      Optional<Entry> entry = section.find(option.name());
      if (entry.isPresent()) {
        return key.type().read(section, entry.get());
      }
    }
    return Optional.empty();
  }
}

package org.backtestrunner.orchestrator.config.key;

import java.util.ArrayList;
import java.util.Collection;
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
   * @param texts by the name of the option, at most one for each key
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

  <T> Optional<T> find(Key<T> key) {
    for (Key.Option option : key.options()) {
      Optional<Entry> entry = section.find(option.name());
      if (entry.isPresent()) {
        return key.type().read(section, entry.get());
      }
    }
    return Optional.empty();
  }
}

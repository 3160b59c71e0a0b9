package org.backtestrunner.orchestrator.config.document;

import java.util.List;
import java.util.Optional;

/** A config file as written: nothing is interpreted, every node knows its line (from 1). */
public sealed interface ConfigNode {
  int line();

  /** What to call such a node in a sentence to the user. */
  String kind();

  /** Keys with values, in written order; a key that was written twice is there twice. */
  record Mapping(int line, List<Entry> entries) implements ConfigNode {
    public Mapping {
      entries = List.copyOf(entries);
    }

    @Override
    public String kind() {
      return "a mapping";
    }

    /** The first value written under the key. */
    public Optional<ConfigNode> find(String key) {
      return entries.stream().filter(e -> e.key().equals(key)).map(Entry::value).findFirst();
    }
  }

  /** One key of a mapping; {@code line} is the key's. */
  record Entry(int line, String key, ConfigNode value) {}

  /** A list. */
  record Sequence(int line, List<ConfigNode> items) implements ConfigNode {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /**
   * A single value.
   *
   * @param text the value as written, without quotes: {@code no}, {@code 007} and {@code 0.60} stay
   * @param isNull nothing was written, or a null that is not in quotes
   */
  record Scalar(int line, String text, boolean isNull) implements ConfigNode {
    @Override
    public String kind() {
      return isNull ? "nothing" : Problem.quote(text);
    }
  }
}

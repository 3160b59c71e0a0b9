package org.backtestrunner.orchestrator.config.key;

import java.util.Optional;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.Section;

/** What the values of a key are: how one is read, and what can be said about them. */
public interface ValueType<T> {
  /** The entry's value; absent where the section was told what is wrong with it. */
  Optional<T> read(Section section, Entry entry);

  /** What to call such a value: {@code whole number}. */
  String name();

  /** Which of them are allowed, such as {@code 0 to 100}; empty: all. */
  String range();

  /** The same in the words of JSON Schema; refuses nothing that {@link #read} takes. */
  SchemaNode schema();

  /** The value as a config has it: a number, a truth value, or a text. */
  default Object written(T value) {
    return value;
  }
}

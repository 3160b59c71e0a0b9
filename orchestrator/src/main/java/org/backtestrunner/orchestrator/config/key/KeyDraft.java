package org.backtestrunner.orchestrator.config.key;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A key of which not everything is said yet; {@link #says} ends it. */
public final class KeyDraft<T> {
  private final String name;
  private final ValueType<T> type;
  private final Consumer<Key<?>> finished;
  private final List<Key.Option> options = new ArrayList<>();
  private Optional<T> standard = Optional.empty();
  private String otherwise = "";
  private Optional<String> required = Optional.empty();

  KeyDraft(String name, ValueType<T> type, Consumer<Key<?>> finished) {
    this.name = name;
    this.type = type;
    this.finished = finished;
  }

  /** The value of a config that has none. */
  public KeyDraft<T> standard(T value) {
    standard = Optional.of(value);
    return this;
  }

  /** What holds for a config that has no value, where that is no value itself. */
  public KeyDraft<T> otherwise(String words) {
    otherwise = words;
    return this;
  }

  /** The key must be there; the reason ends the sentence that asks for it. */
  public KeyDraft<T> required(String reason) {
    required = Optional.of(reason);
    return this;
  }

  /** An option that takes a value; its help is that of the key. */
  public KeyDraft<T> option(String option, String label) {
    options.add(new Key.Option(option, label, Optional.empty(), Optional.empty()));
    return this;
  }

  /** An option without a value, which says what this text would under the key. */
  public KeyDraft<T> shortcut(String option, String text, String help) {
    options.add(new Key.Option(option, "", Optional.of(text), Optional.of(help)));
    return this;
  }

  /** What the key means: sentences, of which the first alone is the help of its options. */
  public Key<T> says(String meaning) {
    Key<T> key = new Key<>(name, type, standard, otherwise, required, options, meaning);
    finished.accept(key);
    return key;
  }
}

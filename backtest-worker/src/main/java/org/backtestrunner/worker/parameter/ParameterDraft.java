package org.backtestrunner.worker.parameter;

import java.util.List;
import java.util.Optional;

/** A parameter in the making: what is not said is not so. */
final class ParameterDraft {
  private final String name;
  private final Parameter.Type type;
  private final List<String> choices;
  private final Range range;
  private Optional<String> defaultValue = Optional.empty();
  private Optional<String> defaultTimes = Optional.empty();
  private boolean required;
  private List<String> strategies = List.of();
  private Optional<String> onlyWith = Optional.empty();
  private boolean mayBeDirectory;
  private boolean assumption;
  private List<String> naturalEnds = List.of();
  private Optional<PreparedPart> prepared = Optional.empty();

  private ParameterDraft(String name, Parameter.Type type, List<String> choices, Range range) {
    this.name = name;
    this.type = type;
    this.choices = choices;
    this.range = range;
  }

  static ParameterDraft choice(String name, String... choices) {
    return new ParameterDraft(name, Parameter.Type.CHOICE, List.of(choices), Range.ANY);
  }

  /**
   * A file of the user's.
   *
   * @param presets names that stand for files of the worker's own
   */
  static ParameterDraft file(String name, String... presets) {
    return new ParameterDraft(name, Parameter.Type.FILE, List.of(presets), Range.ANY);
  }

  static ParameterDraft date(String name) {
    return new ParameterDraft(name, Parameter.Type.DATE, List.of(), Range.ANY);
  }

  static ParameterDraft integer(String name, Range range) {
    return new ParameterDraft(name, Parameter.Type.INTEGER, List.of(), range);
  }

  static ParameterDraft number(String name, Range range) {
    return new ParameterDraft(name, Parameter.Type.NUMBER, List.of(), range);
  }

  /** Every run whose strategy uses it must give it. */
  ParameterDraft required() {
    required = true;
    return this;
  }

  /** The text that counts where none is given. */
  ParameterDraft standard(String text) {
    defaultValue = Optional.of(text);
    return this;
  }

  /** The number that counts where none is given, times the value of another parameter. */
  ParameterDraft standard(String text, String times) {
    defaultTimes = Optional.of(times);
    return standard(text);
  }

  /** Only these strategies use it. */
  ParameterDraft usedBy(String... names) {
    strategies = List.of(names);
    return this;
  }

  /** It counts only where another parameter differs from its default. */
  ParameterDraft onlyWith(String other) {
    onlyWith = Optional.of(other);
    return this;
  }

  /** It may be a directory of files instead of one. */
  ParameterDraft orDirectory() {
    mayBeDirectory = true;
    return this;
  }

  /** It says what the world is like, and is nothing to choose. */
  ParameterDraft assumption() {
    assumption = true;
    return this;
  }

  /** Nobody could go beyond these values; those of a choice are the ends of an order. */
  ParameterDraft naturalEnds(String... values) {
    naturalEnds = List.of(values);
    return this;
  }

  /** A part of prepared inputs depends on it. */
  ParameterDraft decides(PreparedPart part) {
    prepared = Optional.of(part);
    return this;
  }

  /** Ends the draft with the parameter's one sentence. */
  Parameter says(String description) {
    return new Parameter(
        name,
        type,
        choices,
        range,
        defaultValue,
        defaultTimes,
        required,
        strategies,
        onlyWith,
        mayBeDirectory,
        assumption,
        naturalEnds,
        prepared,
        description);
  }
}

package org.backtestrunner.orchestrator.config.axis;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.Section;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;
import org.backtestrunner.orchestrator.config.parameter.Parameter;

/** The texts of a range's keys. */
record RangeTexts(
    Optional<String> from, Optional<String> to, Optional<String> step, Optional<String> times) {
  private static final RangeKeys KEYS = AxisReader.RANGE;

  /** Reads them; absent where one has no text, which is reported. */
  static Optional<RangeTexts> read(Section range) {
    boolean refused = false;
    Map<String, String> texts = new HashMap<>();
    for (Entry entry : range.entries()) {
      Optional<String> text =
          range.textOfOneLine(entry.value(), range.path(entry.key()), entry.line());
      refused |= text.isEmpty();
      text.ifPresent(t -> texts.put(entry.key(), t));
    }
    return refused
        ? Optional.empty()
        : Optional.of(
            new RangeTexts(
                Optional.ofNullable(texts.get(KEYS.from().name())),
                Optional.ofNullable(texts.get(KEYS.to().name())),
                Optional.ofNullable(texts.get(KEYS.step().name())),
                Optional.ofNullable(texts.get(KEYS.times().name()))));
  }

  /** Refuses a range that is not all there, or says its step twice. */
  void checkComplete() throws InvalidValueException {
    if (!gaps().isEmpty()) {
      throw new InvalidValueException("a range has from, to and one of step and times; " + gaps());
    }
  }

  /** What is missing or too much, as the end of a sentence. */
  private String gaps() {
    String ends =
        Stream.of(from.isEmpty() ? "from" : "", to.isEmpty() ? "to" : "")
            .filter(key -> !key.isEmpty())
            .collect(Collectors.joining(" and "));
    String missing =
        ends.isEmpty() ? "" : ends + (ends.contains(" ") ? " are both missing" : " is missing");
    String steps =
        step.isPresent() == times.isPresent()
            ? "step and times are both " + (step.isPresent() ? "there" : "missing")
            : "";
    return missing + (missing.isEmpty() || steps.isEmpty() ? "" : ", ") + steps;
  }

  /** Such as {@code from 10 by 5.5}. */
  String words() {
    return "from "
        + from.orElseThrow()
        + step.map(text -> " by " + text).orElseGet(() -> " times " + times.orElseThrow());
  }

  List<String> numbers() throws InvalidValueException {
    BigDecimal first = NumberRange.number("from", from.orElseThrow());
    BigDecimal last = NumberRange.number("to", to.orElseThrow());
    return step.isPresent()
        ? NumberRange.linear(first, last, NumberRange.number("step", step.get()))
        : NumberRange.geometric(first, last, NumberRange.number("times", times.orElseThrow()));
  }

  List<String> dates(Parameter parameter) throws InvalidValueException {
    if (times.isPresent()) {
      throw new InvalidValueException("dates have no times; write step, such as 3m");
    }
    return DateRange.of(
        date(parameter, "from", from.orElseThrow()),
        date(parameter, "to", to.orElseThrow()),
        step.orElseThrow());
  }

  private static String date(Parameter parameter, String key, String text)
      throws InvalidValueException {
    try {
      return parameter.normalise(text);
    } catch (InvalidValueException e) {
      throw new InvalidValueException(key + " " + e.getMessage());
    }
  }
}

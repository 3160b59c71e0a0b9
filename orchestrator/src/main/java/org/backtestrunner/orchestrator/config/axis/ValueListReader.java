package org.backtestrunner.orchestrator.config.axis;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.document.ConfigNode;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Mapping;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Sequence;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.document.Section;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;
import org.backtestrunner.orchestrator.config.parameter.NearestName;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.config.parameter.ParameterReader;
import org.backtestrunner.orchestrator.config.parameter.ParameterType;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;

/** Reads several values of one parameter: a list, a range, or files that match a pattern. */
final class ValueListReader {
  private static final RangeKeys KEYS = AxisReader.RANGE;

  private final ParameterReader parameters;
  private final Path workingDirectory;

  /**
   * @param workingDirectory where patterns of files start; absolute
   */
  ValueListReader(ParameterReader parameters, Path workingDirectory) {
    this.parameters = parameters;
    this.workingDirectory = workingDirectory;
  }

  /** The values; absent where there are none, which is reported. */
  Optional<ValueList> read(Parameter parameter, Section section, Entry entry) {
    if (entry.value() instanceof Sequence sequence) {
      return list(parameter, section, entry, sequence);
    }
    if (entry.value() instanceof Mapping mapping) {
      Section range = section.section(mapping, section.path(entry.key()));
      List<Entry> unknown =
          range.entries().stream().filter(each -> !KEYS.names().contains(each.key())).toList();
      unknown.forEach(
          each -> range.refuse(each, "unknown key" + NearestName.hint(each.key(), KEYS.names())));
      return !unknown.isEmpty()
          ? Optional.empty()
          : range.find(KEYS.glob().name()).isPresent()
              ? glob(parameter, section, entry, range)
              : range(parameter, section, entry, range);
    }
    section.refuse(
        entry, "an axis is a list of values, such as [a, b], not " + entry.value().kind());
    return Optional.empty();
  }

  private Optional<ValueList> list(
      Parameter parameter, Section section, Entry entry, Sequence sequence) {
    if (sequence.items().isEmpty()) {
      section.refuse(entry, "an axis without values spans no runs; give it one at least");
      return Optional.empty();
    }
    if (sequence.items().size() > Axis.MOST_POINTS) {
      section.refuse(
          entry,
          "the list has %d values, more than an axis may have (%d)"
              .formatted(sequence.items().size(), Axis.MOST_POINTS));
      return Optional.empty();
    }
    List<ParameterValue> values = new ArrayList<>();
    Map<String, ParameterValue> distinct = new HashMap<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      ConfigNode item = sequence.items().get(i);
      String path = section.path(entry.key()) + "[" + i + "]";
      ParameterValue value = parameters.read(parameter, section, item, path, item.line());
      values.add(value);
      ParameterValue same =
          value.isRefused() ? null : distinct.putIfAbsent(value.normalised(), value);
      if (same != null) {
        section.refuse(
            path,
            value.line(),
            "%s is the same value as %s in line %d"
                .formatted(Problem.quote(value.text()), Problem.quote(same.text()), same.line()));
      }
    }
    return Optional.of(ValueList.of(parameter, values));
  }

  private Optional<ValueList> range(
      Parameter parameter, Section section, Entry entry, Section range) {
    Optional<RangeTexts> texts = RangeTexts.read(range);
    if (texts.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(values(parameter, section.path(entry.key()), entry.line(), texts.get()));
    } catch (InvalidValueException e) {
      section.refuse(entry, e.getMessage());
      return Optional.empty();
    }
  }

  private static ValueList values(Parameter parameter, String path, int line, RangeTexts range)
      throws InvalidValueException {
    range.checkComplete();
    List<String> texts =
        switch (parameter.type()) {
          case INTEGER -> range.numbers().stream().map(ValueListReader::whole).toList();
          case NUMBER -> range.numbers();
          case DATE -> range.dates(parameter);
          case CHOICE, FILE, TEXT ->
              throw new InvalidValueException(
                  "only numbers and dates have ranges; " + parameter.name() + " takes a list");
        };
    List<ParameterValue> values = new ArrayList<>();
    String last = "";
    for (String text : texts) {
      String normalised;
      try {
        normalised = parameter.normalise(text);
      } catch (InvalidValueException e) {
        throw new InvalidValueException(
            text + " (" + range.words() + "): " + withoutText(e.getMessage(), text));
      }
      if (normalised.equals(last)) {
        throw new InvalidValueException(
            text
                + " ("
                + range.words()
                + ") is the same number as the one before it, to 17 digits");
      }
      last = normalised;
      values.add(new ParameterValue(text, normalised, path, line));
    }
    return ValueList.of(parameter, values);
  }

  /** A whole number has no decimals, whatever the step has. */
  private static String whole(String number) {
    return number.matches("-?[0-9]+\\.0+") ? number.substring(0, number.indexOf('.')) : number;
  }

  /** The message with the text in front need not repeat it at its end. */
  private static String withoutText(String message, String text) {
    for (String end : List.of(", not " + Problem.quote(text), ", not " + text)) {
      if (message.endsWith(end)) {
        return message.substring(0, message.length() - end.length());
      }
    }
    return message;
  }

  private Optional<ValueList> glob(
      Parameter parameter, Section section, Entry entry, Section range) {
    if (parameter.type() != ParameterType.FILE) {
      section.refuse(entry, "only a parameter that takes a file has a glob");
      return Optional.empty();
    }
    if (range.entries().size() > 1) {
      section.refuse(entry, "a glob stands alone, without from, to, step and times");
      return Optional.empty();
    }
    Entry pattern = range.find(KEYS.glob().name()).orElseThrow();
    String path = range.path(pattern.key());
    Optional<String> text = range.textOfOneLine(pattern.value(), path, pattern.line());
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      List<String> files = MatchingFiles.of(text.get(), workingDirectory);
      List<ParameterValue> values = new ArrayList<>();
      for (String file : files) {
        values.add(new ParameterValue(file, parameter.normalise(file), path, pattern.line()));
      }
      GlobbedFiles glob = new GlobbedFiles(parameter.name(), text.get(), files);
      return Optional.of(ValueList.of(parameter, values, glob));
    } catch (InvalidValueException e) {
      section.refuse(entry, e.getMessage());
      return Optional.empty();
    }
  }
}

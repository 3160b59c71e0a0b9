package org.backtestrunner.orchestrator.config.walkforward;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.backtestrunner.orchestrator.config.document.ConfigNode;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Sequence;
import org.backtestrunner.orchestrator.config.document.Section;
import org.backtestrunner.orchestrator.config.key.SchemaNode;
import org.backtestrunner.orchestrator.config.key.ValueType;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;

/** A length, or a list of lengths, each once. */
final class LengthsType implements ValueType<List<WindowLength>> {
  private static final String PATTERN = "^0*[1-9][0-9]{0,5}[dwmyb]$";

  @Override
  public Optional<List<WindowLength>> read(Section section, Entry entry) {
    String path = section.path(entry.key());
    if (!(entry.value() instanceof Sequence sequence)) {
      return read(section, entry.value(), path, entry.line()).map(List::of);
    }
    if (sequence.items().isEmpty()) {
      section.refuse(entry, "is an empty list; give it one length at least");
      return Optional.empty();
    }
    List<WindowLength> lengths = new ArrayList<>();
    Set<WindowLength> seen = new HashSet<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      ConfigNode item = sequence.items().get(i);
      String place = path + "[" + i + "]";
      Optional<WindowLength> length = read(section, item, place, item.line());
      if (length.isPresent() && !seen.add(length.get())) {
        section.refuse(place, item.line(), length.get() + " is in the list already");
        length = Optional.empty();
      }
      length.ifPresent(lengths::add);
    }
    return lengths.size() == sequence.items().size() ? Optional.of(lengths) : Optional.empty();
  }

  private static Optional<WindowLength> read(
      Section section, ConfigNode node, String path, int line) {
    Optional<String> text = section.textOfOneLine(node, path, line);
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(WindowLength.parse(text.get()));
    } catch (InvalidValueException e) {
      section.refuse(path, line, e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public String name() {
    return "length, or list of lengths";
  }

  @Override
  public String range() {
    return "such as 90d, 2w, 6m, 3y, 756b";
  }

  @Override
  public SchemaNode schema() {
    return SchemaNode.ofTypes("string", "array")
        .with("pattern", PATTERN)
        .with("items", SchemaNode.ofTypes("string").with("pattern", PATTERN))
        .with("minItems", 1)
        .with("uniqueItems", true);
  }
}

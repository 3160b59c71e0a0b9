package org.backtestrunner.orchestrator.config.document;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Mapping;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Scalar;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Sequence;

/**
 * One mapping of the config and its place in the file: gives values of the wanted kind, and reports
 * a problem where one is of another kind.
 */
public final class Section {
  private static final int LONGEST_TEXT = 4096;

  private final String path;
  private final int line;
  private final Problems problems;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  public Section(Mapping mapping, String path, Problems problems) {
    this.path = path;
    this.line = path.isEmpty() ? 1 : mapping.line();
    this.problems = problems;
    for (Entry entry : mapping.entries()) {
      Entry first = entries.putIfAbsent(entry.key(), entry);
      if (first != null) {
        refuse(entry, "duplicate key, first written in line " + first.line());
      }
    }
  }

  /** Every key once, in written order. */
  public Collection<Entry> entries() {
    return entries.values();
  }

  public Optional<Entry> find(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** The path of one of this section's keys. */
  public String path(String key) {
    return path.isEmpty() ? Problem.cut(key) : path + "." + Problem.cut(key);
  }

  /** What it stands in; empty: the config file. */
  public String otherFile() {
    return problems.otherFile();
  }

  public void refuse(Entry entry, String message) {
    problems.add(entry.line(), path(entry.key()), message);
  }

  public void refuse(String nodePath, int line, String message) {
    problems.add(line, nodePath, message);
  }

  /** Reports that the key is not there, where this section begins. */
  public void refuseMissing(String key, String reason) {
    problems.add(line, path(key), "missing; " + reason);
  }

  /** The node's text, if it has one; {@code line} is where to point. */
  public Optional<String> text(ConfigNode node, String nodePath, int line) {
    if (!(node instanceof Scalar scalar)) {
      problems.add(line, nodePath, "must be a single value, not " + node.kind());
    } else if (scalar.isNull()) {
      problems.add(line, nodePath, "has no value; write one, or leave the key out");
    } else if (scalar.text().length() > LONGEST_TEXT) {
      problems.add(line, nodePath, "is longer than " + LONGEST_TEXT + " characters");
    } else {
      return Optional.of(scalar.text());
    }
    return Optional.empty();
  }

  /** The node's text, if it has one, that fits one line. */
  public Optional<String> textOfOneLine(ConfigNode node, String nodePath, int line) {
    Optional<String> text = text(node, nodePath, line);
    if (text.isPresent() && text.get().chars().anyMatch(Character::isISOControl)) {
      problems.add(line, nodePath, "must not hold line breaks or control characters");
      return Optional.empty();
    }
    return text;
  }

  /**
   * The key's mapping. A key without a value counts as an empty one, as it is left when all its
   * lines are commented out.
   *
   * @return absent where the value is something else
   */
  public Optional<Section> section(String key) {
    ConfigNode node = find(key).map(Entry::value).orElse(new Mapping(0, List.of()));
    if (node instanceof Mapping mapping) {
      return Optional.of(section(mapping, path(key)));
    }
    if (node instanceof Scalar scalar && scalar.isNull()) {
      return Optional.of(section(new Mapping(0, List.of()), path(key)));
    }
    refuse(entries.get(key), "must be keys with values, not " + node.kind());
    return Optional.empty();
  }

  /** A mapping below this one. */
  public Section section(Mapping mapping, String nodePath) {
    return new Section(mapping, nodePath, problems);
  }

  /** The items of the key's list; none where the key is missing, without value, or no list. */
  public List<ConfigNode> list(String key) {
    ConfigNode node = find(key).map(Entry::value).orElse(new Sequence(0, List.of()));
    if (node instanceof Sequence sequence) {
      return sequence.items();
    }
    if (!(node instanceof Scalar scalar && scalar.isNull())) {
      refuse(entries.get(key), "must be a list, not " + node.kind());
    }
    return List.of();
  }
}

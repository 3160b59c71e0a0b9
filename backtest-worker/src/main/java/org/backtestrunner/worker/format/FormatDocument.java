package org.backtestrunner.worker.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * A YAML mapping of single values, lists of them, and one level of mappings of them, with the line
 * of each; and the problems that were found in it.
 */
final class FormatDocument {
  private final String name;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /** By line, in order of appearance. */
  private final Map<Long, List<String>> problems = new TreeMap<>();

  /** What stands behind a key: one value, several, or a mapping. */
  record Entry(long line, List<String> values, boolean isList, Map<String, Entry> mapping) {
    boolean isScalar() {
      return !isList && mapping.isEmpty() && values.size() == 1;
    }
  }

  FormatDocument(String name) {
    this.name = name;
  }

  /** Reads a text. */
  void read(String text) {
    YAMLFactory yaml =
        YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    try (YAMLParser parser = yaml.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null || first == JsonToken.VALUE_NULL) {
        return;
      }
      if (first != JsonToken.START_OBJECT) {
        add(1, "a format file is a mapping, such as: date_format: \"dd.MM.yyyy\"");
        return;
      }
      readMapping(parser, entries);
    } catch (JsonProcessingException malformed) {
      long line = malformed.getLocation() == null ? 1 : malformed.getLocation().getLineNr();
      String reason = malformed.getOriginalMessage().lines().findFirst().orElse("malformed");
      if (malformed.getCause() instanceof MarkedYAMLException marked
          && marked.getProblemMark() != null) {
        reason = marked.getProblem();
        line = marked.getProblemMark().getLine() + 1;
      }
      add(Math.max(line, 1), "not valid YAML: " + reason);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void readMapping(YAMLParser parser, Map<String, Entry> into) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      long line = parser.currentTokenLocation().getLineNr();
      into.put(key, readEntry(parser, key, line));
    }
  }

  private Entry readEntry(YAMLParser parser, String key, long line) throws IOException {
    JsonToken token = parser.nextToken();
    if (parser.isCurrentAlias()) {
      add(line, key + ": anchors and aliases are not supported; write the value out");
    } else if (token == JsonToken.START_OBJECT) {
      Map<String, Entry> mapping = new LinkedHashMap<>();
      readMapping(parser, mapping);
      return new Entry(line, List.of(), false, mapping);
    } else if (token == JsonToken.START_ARRAY) {
      List<String> values = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (parser.currentToken().isStructStart()) {
          add(line, key + ": must be a list of single values");
          parser.skipChildren();
        } else {
          values.add(parser.getText());
        }
      }
      return new Entry(line, values, true, Map.of());
    } else if (token != JsonToken.VALUE_NULL && !parser.getText().isEmpty()) {
      return new Entry(line, List.of(parser.getText()), false, Map.of());
    }
    return new Entry(line, List.of(), false, Map.of());
  }

  Map<String, Entry> entries() {
    return entries;
  }

  /** Notes a problem. */
  void add(long line, String problem) {
    problems.computeIfAbsent(line, l -> new ArrayList<>()).add(name + ":" + line + ": " + problem);
  }

  /**
   * Ends the check.
   *
   * @throws BadDataException with all problems, in the order of lines
   */
  void refuseProblems() {
    if (!problems.isEmpty()) {
      List<String> all = new ArrayList<>();
      problems.values().forEach(all::addAll);
      throw new BadDataException(all);
    }
  }
}

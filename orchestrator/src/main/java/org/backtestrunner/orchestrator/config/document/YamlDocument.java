package org.backtestrunner.orchestrator.config.document;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.backtestrunner.orchestrator.config.document.ConfigDocument.SyntaxException;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Mapping;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Scalar;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Sequence;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads YAML text into a tree of {@link ConfigNode}. It works on the parser's events: whatever
 * builds values from them no longer knows what was in quotes, and turns {@code 007} into 7.
 */
final class YamlDocument {
  private final ConfigDocument document = new ConfigDocument();
  private final Parser parser;
  private int line;

  private YamlDocument(Parser parser) {
    this.parser = parser;
  }

  static Mapping read(String text) throws SyntaxException {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE); // The file's size is limited already.
    YamlDocument yaml =
        new YamlDocument(new ParserImpl(new StreamReader(new StringReader(text)), options));
    try {
      return yaml.root();
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? yaml.line : e.getProblemMark().getLine() + 1;
      throw new SyntaxException(line, "invalid YAML: " + e.getProblem());
    } catch (RuntimeException e) {
      // The scanner has no mark for some characters, and stumbles over some escapes.
      throw new SyntaxException(yaml.line, "invalid YAML after this line");
    }
  }

  private Mapping root() throws SyntaxException {
    next(); // The start of the stream.
    if (next().is(Event.ID.StreamEnd)) {
      throw ConfigDocument.empty();
    }
    ConfigNode root = node(next(), 1);
    next(); // The end of the document.
    if (!next().is(Event.ID.StreamEnd)) {
      throw ConfigDocument.secondDocument(line);
    }
    return ConfigDocument.checkRoot(root);
  }

  private Event next() {
    Event event = parser.getEvent();
    line = event.getStartMark().getLine() + 1;
    return event;
  }

  private ConfigNode node(Event event, int depth) throws SyntaxException {
    int start = line;
    document.checkSize(start, depth);
    checkPlain(event);
    if (event instanceof ScalarEvent scalar) {
      return new Scalar(start, text(scalar), scalar.isPlain() && isNull(scalar.getValue()));
    }
    if (event.is(Event.ID.SequenceStart)) {
      List<ConfigNode> items = new ArrayList<>();
      for (Event item = next(); !item.is(Event.ID.SequenceEnd); item = next()) {
        items.add(node(item, depth + 1));
      }
      return new Sequence(start, items);
    }
    List<Entry> entries = new ArrayList<>();
    for (Event key = next(); !key.is(Event.ID.MappingEnd); key = next()) {
      int keyLine = line;
      String name = key(key);
      entries.add(new Entry(keyLine, name, node(next(), depth + 1)));
    }
    return new Mapping(start, entries);
  }

  private String key(Event event) throws SyntaxException {
    checkPlain(event);
    if (!(event instanceof ScalarEvent scalar)) {
      throw new SyntaxException(line, "a key must be plain text");
    }
    if (scalar.getValue().equals("<<")) {
      throw new SyntaxException(line, "YAML merge keys (<<) are not supported");
    }
    return text(scalar);
  }

  private String text(ScalarEvent scalar) throws SyntaxException {
    return ConfigDocument.checkText(line, scalar.getValue());
  }

  /** A config says what it means where it says it. */
  private void checkPlain(Event event) throws SyntaxException {
    boolean anchored = event instanceof NodeEvent node && node.getAnchor() != null;
    if (event instanceof AliasEvent || anchored) {
      throw new SyntaxException(line, "YAML anchors and aliases (&, *) are not supported");
    }
    if ((event instanceof ScalarEvent scalar && scalar.getTag() != null)
        || (event instanceof CollectionStartEvent start && start.getTag() != null)) {
      throw new SyntaxException(line, "YAML tags (!) are not supported; put text in quotes");
    }
  }

  private static boolean isNull(String plain) {
    return switch (plain) {
      case "", "~", "null", "Null", "NULL" -> true;
      default -> false;
    };
  }
}

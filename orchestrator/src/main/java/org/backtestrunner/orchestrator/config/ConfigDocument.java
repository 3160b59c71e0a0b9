package org.backtestrunner.orchestrator.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.backtestrunner.orchestrator.config.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.ConfigNode.Mapping;
import org.backtestrunner.orchestrator.config.ConfigNode.Scalar;
import org.backtestrunner.orchestrator.config.ConfigNode.Sequence;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Reads YAML or JSON text into a tree of {@link ConfigNode}, or says why not in one sentence. */
final class ConfigDocument {
  /** A config needs four levels. Deeper files are refused before they can exhaust anything. */
  private static final int DEEPEST = 8;

  private static final int MOST_NODES = 1_000_000;

  private final JsonParser parser;
  private int nodes;

  private ConfigDocument(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * @throws ConfigException with the first thing that is no YAML, no JSON, or more of it than a
   *     config needs
   */
  static Mapping read(ConfigSource source) {
    try {
      String text = source.text();
      return source.isJson() ? readJson(text) : readYaml(text);
    } catch (SyntaxException e) {
      throw source.refused(e.line, e.getMessage());
    }
  }

  static Mapping readJson(String text) throws SyntaxException {
    return read(new JsonFactory(), text, "JSON");
  }

  private static Mapping readYaml(String text) throws SyntaxException {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE); // The file's size is limited already.
    return read(YAMLFactory.builder().loaderOptions(options).build(), text, "YAML");
  }

  private static Mapping read(JsonFactory factory, String text, String language)
      throws SyntaxException {
    try (JsonParser parser = factory.createParser(text)) {
      return new ConfigDocument(parser).document();
    } catch (JsonProcessingException e) {
      throw invalid(language, e);
    } catch (IOException e) {
      throw new SyntaxException(0, "invalid " + language + ": " + firstLine(e.getMessage()));
    }
  }

  private Mapping document() throws IOException, SyntaxException {
    JsonToken first = next();
    if (first == null || (first == JsonToken.VALUE_NULL && next() == null)) {
      throw new SyntaxException(0, "the file is empty");
    }
    ConfigNode root = node(parser.currentToken(), 1);
    if (next() != null) {
      throw new SyntaxException(line(), "a second document starts here; a config file holds one");
    }
    if (root instanceof Mapping mapping) {
      return mapping;
    }
    throw new SyntaxException(
        root.line(), "the top level must be keys with values, not " + root.kind());
  }

  private ConfigNode node(JsonToken token, int depth) throws IOException, SyntaxException {
    if (token == null) {
      throw new SyntaxException(line(), "the file ends too early");
    }
    if (++nodes > MOST_NODES) {
      throw new SyntaxException(line(), "the file holds more than a million values");
    }
    if (depth > DEEPEST) {
      throw new SyntaxException(line(), "nested deeper than " + DEEPEST + " levels");
    }
    int line = line();
    if (token == JsonToken.START_OBJECT) {
      List<Entry> entries = new ArrayList<>();
      while (next() != JsonToken.END_OBJECT) {
        int keyLine = line();
        String key = characters(parser.currentName());
        if (key.equals("<<")) {
          throw new SyntaxException(keyLine, "YAML merge keys (<<) are not supported");
        }
        entries.add(new Entry(keyLine, key, node(next(), depth + 1)));
      }
      return new Mapping(line, entries);
    }
    if (token == JsonToken.START_ARRAY) {
      List<ConfigNode> items = new ArrayList<>();
      for (JsonToken item = next(); item != JsonToken.END_ARRAY; item = next()) {
        items.add(node(item, depth + 1));
      }
      return new Sequence(line, items);
    }
    return new Scalar(line, characters(parser.getText()), token == JsonToken.VALUE_NULL);
  }

  private JsonToken next() throws IOException, SyntaxException {
    JsonToken token;
    try {
      token = parser.nextToken();
    } catch (RuntimeException e) {
      // The scanner has escapes and numbers that it was not made for; the text is at fault.
      throw new SyntaxException(line(), "cannot be read after this line");
    }
    if (parser instanceof YAMLParser yaml && token != null) {
      if (yaml.isCurrentAlias() || yaml.getObjectId() != null) {
        throw new SyntaxException(line(), "YAML anchors and aliases (&, *) are not supported");
      }
      if (yaml.getTypeId() != null) {
        throw new SyntaxException(line(), "YAML tags (!) are not supported; put text in quotes");
      }
    }
    return token;
  }

  private int line() {
    return Math.max(0, parser.currentTokenLocation().getLineNr());
  }

  /** An escape can write half a character, which no file of ours could hold. */
  private String characters(String text) throws SyntaxException {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isHighSurrogate(text.charAt(i))
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(text.charAt(i))) {
        throw new SyntaxException(line(), "an escape that is no Unicode character");
      }
    }
    return text;
  }

  private static SyntaxException invalid(String language, JsonProcessingException e) {
    int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
    String reason = e.getOriginalMessage();
    if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      line = marked.getProblemMark().getLine() + 1;
      reason = marked.getProblem();
    } else if (reason.startsWith("Expected a field name")) {
      reason = "a key must be plain text";
    }
    return new SyntaxException(line, "invalid " + language + ": " + firstLine(reason));
  }

  /** What the parser says, without the lines and places with which it repeats itself. */
  private static String firstLine(String text) {
    String line = text.lines().findFirst().orElse("syntax error");
    return line.split(" \\(start marker", 2)[0];
  }

  /** What is wrong with the text, and where (0: not known). */
  static final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    SyntaxException(int line, String message) {
      super(message);
      this.line = line;
    }
  }
}

package org.backtestrunner.orchestrator.config.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.backtestrunner.orchestrator.config.document.ConfigDocument.SyntaxException;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Mapping;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Scalar;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Sequence;

/** Reads JSON text into a tree of {@link ConfigNode}. */
public final class JsonDocument {
  private final ConfigDocument document = new ConfigDocument();
  private final JsonParser parser;

  private JsonDocument(JsonParser parser) {
    this.parser = parser;
  }

  public static Mapping read(String text) throws SyntaxException {
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      return new JsonDocument(parser).root();
    } catch (JsonProcessingException e) {
      // The message goes on with where the parser stands and where things began.
      String reason = e.getOriginalMessage().lines().findFirst().orElse("syntax error");
      int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
      throw new SyntaxException(line, "invalid JSON: " + reason.split(" \\(start marker", 2)[0]);
    } catch (IOException e) {
      throw new SyntaxException(0, "invalid JSON: " + e.getMessage());
    }
  }

  private Mapping root() throws IOException, SyntaxException {
    if (parser.nextToken() == null) {
      throw ConfigDocument.empty();
    }
    ConfigNode root = node(1);
    if (parser.nextToken() != null) {
      throw ConfigDocument.secondDocument(line());
    }
    return ConfigDocument.checkRoot(root);
  }

  private ConfigNode node(int depth) throws IOException, SyntaxException {
    int line = line();
    document.checkSize(line, depth);
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      List<Entry> entries = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        int keyLine = line();
        String key = ConfigDocument.checkText(keyLine, parser.currentName());
        parser.nextToken();
        entries.add(new Entry(keyLine, key, node(depth + 1)));
      }
      return new Mapping(line, entries);
    }
    if (token == JsonToken.START_ARRAY) {
      List<ConfigNode> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(node(depth + 1));
      }
      return new Sequence(line, items);
    }
    String text = ConfigDocument.checkText(line, parser.getText());
    return new Scalar(line, text, token == JsonToken.VALUE_NULL);
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }
}

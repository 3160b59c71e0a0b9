package org.backtestrunner.orchestrator.config.document;

import java.util.Optional;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Mapping;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Scalar;

/**
 * What the readers of both languages share: how much of a document a config needs, and what its top
 * level is.
 */
public final class ConfigDocument {
  /** A config needs four levels. Deeper files are refused before they can exhaust anything. */
  private static final int DEEPEST = 8;

  private static final int MOST_NODES = 1_000_000;

  private int nodes;

  /**
   * Reads what is named {@code .json} as JSON, and all else as YAML. JSON under another name, as it
   * comes from a pipe or stands in a batch's directory, is read as JSON too: YAML would refuse
   * tabs.
   *
   * @throws ConfigException with the first thing that is no YAML, no JSON, or more of it than a
   *     config needs
   */
  public static Mapping read(ConfigSource source) {
    try {
      if (source.isJson()) {
        return JsonDocument.read(source.text(true));
      }
      Optional<Mapping> json = source.beginsWithBrace() ? json(source) : Optional.empty();
      return json.isPresent() ? json.get() : YamlDocument.read(source.text(false));
    } catch (SyntaxException e) {
      throw source.refused(e.line, e.getMessage());
    }
  }

  /** Empty where it is no JSON, as it may be YAML. */
  private static Optional<Mapping> json(ConfigSource source) {
    try {
      return Optional.of(JsonDocument.read(source.text(true)));
    } catch (SyntaxException notJson) {
      return Optional.empty();
    }
  }

  /** Called for every node before it is read; {@code depth} is 1 for the top level. */
  void checkSize(int line, int depth) throws SyntaxException {
    if (++nodes > MOST_NODES) {
      throw new SyntaxException(line, "the file holds more than a million values");
    }
    if (depth > DEEPEST) {
      throw new SyntaxException(line, "nested deeper than " + DEEPEST + " levels");
    }
  }

  /** The text itself: an escape can write half a character, which no file of ours could hold. */
  static String checkText(int line, String text) throws SyntaxException {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isHighSurrogate(text.charAt(i))
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(text.charAt(i))) {
        throw new SyntaxException(line, "an escape that is no Unicode character");
      }
    }
    return text;
  }

  static Mapping checkRoot(ConfigNode root) throws SyntaxException {
    if (root instanceof Mapping mapping) {
      return mapping;
    }
    if (root instanceof Scalar scalar && scalar.isNull()) {
      throw empty();
    }
    throw new SyntaxException(
        root.line(), "the top level must be keys with values, not " + root.kind());
  }

  public static SyntaxException empty() {
    return new SyntaxException(0, "the file is empty");
  }

  public static SyntaxException secondDocument(int line) {
    return new SyntaxException(line, "a second document starts here; a config file holds one");
  }

  /** What is wrong with the text, and where (0: not known). */
  public static final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    SyntaxException(int line, String message) {
      super(message);
      this.line = line;
    }
  }
}

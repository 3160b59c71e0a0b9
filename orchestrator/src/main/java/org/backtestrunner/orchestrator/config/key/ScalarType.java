package org.backtestrunner.orchestrator.config.key;

import java.util.Optional;
import java.util.function.Function;
import org.backtestrunner.orchestrator.config.document.ConfigNode;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.Section;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;

/**
 * Values that are written as one text.
 *
 * @param oneLine whether the text must not hold control characters, whatever the parser takes
 * @param parser from the text to the value
 * @param writer from the value to a number, a truth value or a text
 */
public record ScalarType<T>(
    String name,
    String range,
    boolean oneLine,
    Parser<T> parser,
    Function<T, Object> writer,
    SchemaNode schema)
    implements ValueType<T> {

  /** From a text to a value. */
  public interface Parser<T> {
    /**
     * @throws InvalidValueException with the end of a sentence that begins with the key
     */
    T parse(String text) throws InvalidValueException;
  }

  @Override
  public Optional<T> read(Section section, Entry entry) {
    return read(section, entry.value(), section.path(entry.key()), entry.line());
  }

  /** The node's value; {@code path} and {@code line} are where to point. */
  Optional<T> read(Section section, ConfigNode node, String path, int line) {
    Optional<String> text =
        oneLine ? section.textOfOneLine(node, path, line) : section.text(node, path, line);
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(parser.parse(text.get()));
    } catch (InvalidValueException e) {
      section.refuse(path, line, e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public Object written(T value) {
    return writer.apply(value);
  }
}

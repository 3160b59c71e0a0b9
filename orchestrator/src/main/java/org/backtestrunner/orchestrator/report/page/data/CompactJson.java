package org.backtestrunner.orchestrator.report.page.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.backtestrunner.orchestrator.report.page.html.Html;

/**
 * JSON without blanks that can stand in a page: nothing in it can end the element around it, and
 * its texts are shown and not obeyed. Takes texts, whole numbers, truth values, arrays of int,
 * collections, maps with texts as keys, and optionals, of which an empty one is null.
 */
final class CompactJson {
  private static final int PRINTABLE = 0x20;

  private final StringBuilder out = new StringBuilder();

  private CompactJson() {}

  static String of(Object value) {
    CompactJson json = new CompactJson();
    json.write(value);
    return json.out.toString();
  }

  private void write(Object value) {
    if (value instanceof String text) {
      text(text);
    } else if (value instanceof int[] numbers) {
      numbers(numbers);
    } else if (value instanceof Collection<?> elements) {
      elements(elements);
    } else if (value instanceof Map<?, ?> members) {
      members(members);
    } else if (value instanceof Optional<?> optional) {
      write(optional.isPresent() ? optional.get() : Nothing.NOTHING);
    } else if (value instanceof OptionalLong optional) {
      out.append(optional.isPresent() ? Long.toString(optional.getAsLong()) : "null");
    } else if (value instanceof OptionalInt optional) {
      out.append(optional.isPresent() ? Integer.toString(optional.getAsInt()) : "null");
    } else if (value == Nothing.NOTHING) {
      out.append("null");
    } else if (value instanceof Integer || value instanceof Long || value instanceof Boolean) {
      out.append(value);
    } else {
      throw new IllegalArgumentException("not written as JSON: " + value.getClass());
    }
  }

  private enum Nothing {
    NOTHING
  }

  private void numbers(int[] numbers) {
    out.append('[');
    for (int i = 0; i < numbers.length; i++) {
      out.append(i == 0 ? "" : ",").append(numbers[i]);
    }
    out.append(']');
  }

  private void elements(Collection<?> elements) {
    out.append('[');
    String separator = "";
    for (Object element : elements) {
      out.append(separator);
      write(element);
      separator = ",";
    }
    out.append(']');
  }

  private void members(Map<?, ?> members) {
    out.append('{');
    String separator = "";
    for (Map.Entry<?, ?> member : members.entrySet()) {
      out.append(separator);
      text((String) member.getKey());
      out.append(':');
      write(member.getValue());
      separator = ",";
    }
    out.append('}');
  }

  private void text(String outside) {
    String text = Html.visible(outside);
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < PRINTABLE || c == '<' || c == '>' || c == '&') {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  /** Whole numbers as the first one and differences to the one before; null stays null. */
  static List<OptionalInt> differences(int[] numbers, int none) {
    List<OptionalInt> differences = new ArrayList<>(numbers.length);
    int before = 0;
    for (int number : numbers) {
      if (number == none) {
        differences.add(OptionalInt.empty());
      } else {
        differences.add(OptionalInt.of(number - before));
        before = number;
      }
    }
    return differences;
  }
}

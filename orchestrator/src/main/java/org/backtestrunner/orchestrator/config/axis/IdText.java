package org.backtestrunner.orchestrator.config.axis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What stands for values in ids. */
public final class IdText {
  private static final Pattern NOT_IN_ID = Pattern.compile("[^A-Za-z0-9]");

  private IdText() {}

  /** The text with {@code _} for what is neither an ASCII letter nor a digit. */
  public static String of(String text) {
    return NOT_IN_ID.matcher(text).replaceAll("_");
  }

  /** Of equal parts the later ones get {@code _2}, {@code _3}. */
  public static List<String> numbered(List<String> plain) {
    Set<String> taken = new HashSet<>(plain);
    Map<String, Integer> counts = new HashMap<>();
    List<String> parts = new ArrayList<>();
    for (String part : plain) {
      int number = counts.merge(part, 1, Integer::sum);
      while (number > 1 && !taken.add(part + "_" + number)) {
        number++;
      }
      parts.add(number == 1 ? part : part + "_" + number);
    }
    return parts;
  }
}

package org.backtestrunner.orchestrator.report.statistics;

import java.util.List;

/** Text from outside as Markdown that shows it and does nothing else. */
public final class Markdown {
  private static final String SPECIAL = "\\`*[]<>|&#!~";

  private Markdown() {}

  /** One line in which no character has a meaning and no address becomes a link. */
  public static String text(String outside) {
    StringBuilder text = new StringBuilder();
    outside
        .codePoints()
        .forEach(
            point -> {
              if (Character.isISOControl(point) || isDirection(point)) {
                text.append(' ');
              } else if (SPECIAL.indexOf(point) >= 0) {
                text.append('\\').appendCodePoint(point);
              } else {
                text.appendCodePoint(point);
              }
            });
    // Addresses would become links by themselves.
    return text.toString()
        .replace("://", ":\\/\\/")
        .replace("@", "&#64;\u200b")
        .replaceAll("(?i)\\b(www)\\.", "$1\\\\.")
        .replaceAll("(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])", "\\\\_");
  }

  /** Marks that turn the direction of the text after them. */
  private static boolean isDirection(int point) {
    return (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
  }

  public static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}

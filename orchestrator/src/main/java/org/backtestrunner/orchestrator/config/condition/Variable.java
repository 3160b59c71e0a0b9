package org.backtestrunner.orchestrator.config.condition;

import java.util.List;

/**
 * What a condition may name.
 *
 * @param name a letter or {@code _}, then also digits
 * @param choices the texts that it may have; empty: any
 */
public record Variable(String name, Kind kind, List<String> choices) {
  public Variable {
    choices = List.copyOf(choices);
  }

  /** What kind of values it has. */
  public enum Kind {
    /** A decimal number. */
    NUMBER("a number"),
    /** An ISO date of four digits for the year, so that the order of texts is that of days. */
    DATE("a date"),
    TEXT("a text");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** What to call such a value in a sentence. */
    String words() {
      return words;
    }
  }
}

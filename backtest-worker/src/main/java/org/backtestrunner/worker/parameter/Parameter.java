package org.backtestrunner.worker.parameter;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One run parameter as users meet it.
 *
 * @param name with underscores, as in a batch config; the option is the same with dashes
 * @param type what its text must be
 * @param choices the allowed texts of a {@link Type#CHOICE}; of a {@link Type#FILE} the names that
 *     stand for files of the worker's own
 * @param range the allowed numbers of an {@link Type#INTEGER} or {@link Type#NUMBER}
 * @param defaultValue the text that counts where none is given
 * @param defaultTimes another parameter, by whose value the default is multiplied where it counts
 * @param isRequired whether every run whose strategy uses it must give it
 * @param strategies names of the strategies that use it; empty: all
 * @param onlyWith another parameter: this one counts only where that one differs from its default
 * @param mayBeDirectory whether a {@link Type#FILE} may be a directory of files instead
 * @param isAssumption whether it says what the world is like, and is nothing to choose
 * @param naturalEnds values beyond which nobody could go; a choice with some has the order of its
 *     choices
 * @param prepared which part of prepared inputs depends on it
 * @param description one sentence
 */
public record Parameter(
    String name,
    Type type,
    List<String> choices,
    Range range,
    Optional<String> defaultValue,
    Optional<String> defaultTimes,
    boolean isRequired,
    List<String> strategies,
    Optional<String> onlyWith,
    boolean mayBeDirectory,
    boolean isAssumption,
    List<String> naturalEnds,
    Optional<PreparedPart> prepared,
    String description) {

  /** What the text of a value must be. */
  public enum Type {
    CHOICE,
    FILE,
    DATE,
    INTEGER,
    NUMBER;

    /** Lower-case name, as in the parameter list's document. */
    public String label() {
      return switch (this) {
        case CHOICE -> "choice";
        case FILE -> "file";
        case DATE -> "date";
        case INTEGER -> "integer";
        case NUMBER -> "number";
      };
    }
  }

  /** The command-line form of the name: {@code --top-quantile}. */
  public String option() {
    return "--" + name.replace('_', '-');
  }

  /** What counts where no value is given, for messages and help. */
  public Optional<String> standard() {
    return defaultValue.map(text -> text + defaultTimes.map(other -> " x " + other).orElse(""));
  }

  /** Whether a run of this strategy reads the parameter. */
  public boolean isUsedBy(String strategy) {
    return strategies.isEmpty() || strategies.contains(strategy);
  }

  /** The same for further strategies. */
  public Parameter alsoUsedBy(List<String> further) {
    List<String> all = new ArrayList<>(strategies);
    for (String strategy : further) {
      if (!strategies.isEmpty() && !all.contains(strategy)) {
        all.add(strategy);
      }
    }
    return with(choices, all, onlyWith);
  }

  /** The same choice with further words. */
  public Parameter orOneOf(List<String> further) {
    List<String> all = new ArrayList<>(choices);
    all.addAll(further);
    return with(all, strategies, onlyWith);
  }

  /** The same, counting whatever the other parameters are. */
  public Parameter always() {
    return with(choices, strategies, Optional.empty());
  }

  private Parameter with(List<String> words, List<String> users, Optional<String> condition) {
    return new Parameter(
        name,
        type,
        List.copyOf(words),
        range,
        defaultValue,
        defaultTimes,
        isRequired,
        List.copyOf(users),
        condition,
        mayBeDirectory,
        isAssumption,
        naturalEnds,
        prepared,
        description);
  }

  /** The values a user may give, for messages and help. */
  public String allowed() {
    return switch (type) {
      case CHOICE -> "one of " + String.join(", ", choices);
      case FILE -> choices.isEmpty() ? "a file" : "a file or a preset";
      case DATE -> "an ISO date such as 2020-01-31";
      case INTEGER -> range.equals(Range.ANY) ? "an integer" : "an integer in " + range;
      case NUMBER -> range.equals(Range.ANY) ? "a number" : "a number in " + range;
    };
  }

  /**
   * Checks a value's text against type and range.
   *
   * @throws UsageException naming the option and what is allowed
   */
  public void check(String text) {
    boolean good =
        switch (type) {
          case CHOICE -> choices.contains(text);
          case FILE -> !text.isEmpty() && text.indexOf('\0') < 0;
          case DATE -> isoDate(text).isPresent();
          case INTEGER -> isInteger(text) && range.contains(Long.parseLong(text));
          case NUMBER -> isDecimal(text) && range.contains(Double.parseDouble(text));
        };
    if (!good) {
      throw new UsageException(option() + ": '" + text + "' is not " + allowed());
    }
  }

  /** Whether a checked text is the path of a file of the user's. */
  boolean isPath(String text) {
    return type == Type.FILE && !choices.contains(text);
  }

  /** The one spelling that all checked texts of a value share. */
  String canonical(String text) {
    return switch (type) {
      case CHOICE, FILE, DATE -> text;
      case INTEGER -> Long.toString(Long.parseLong(text));
      // Adding 0 takes the sign off a zero.
      case NUMBER -> Double.toString(Double.parseDouble(text) + 0.0);
    };
  }

  /** Compares two checked values as dates or numbers. */
  int compare(String text, String other) {
    return switch (type) {
      case CHOICE, FILE -> text.compareTo(other);
      case DATE -> isoDate(text).orElseThrow().compareTo(isoDate(other).orElseThrow());
      case INTEGER -> Long.compare(Long.parseLong(text), Long.parseLong(other));
      case NUMBER -> Double.compare(Double.parseDouble(text), Double.parseDouble(other));
    };
  }

  /**
   * The path that an option's text names.
   *
   * @param option for messages
   * @throws UsageException where the system has no such path
   */
  public static Path path(String option, String text) {
    if (text.isEmpty()) {
      throw new UsageException(option + ": the path is empty");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException invalid) {
      throw new UsageException(
          option
              + ": '"
              + text
              + "' cannot be a path here: "
              + invalid.getReason()
              + " (a name beyond ASCII needs a UTF-8 locale, such as LC_ALL=C.UTF-8)");
    }
  }

  /** The date {@code yyyy-mm-dd}; empty where the text is none. */
  static Optional<LocalDate> isoDate(String text) {
    // Java's own parser costs a JVM as much as a small simulation before it has read one date.
    if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return Optional.empty();
    }
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      if (i != 4 && i != 7) {
        char c = text.charAt(i);
        if (c < '0' || c > '9') {
          return Optional.empty();
        }
        digits = digits * 10 + (c - '0');
      }
    }
    try {
      return Optional.of(LocalDate.of(digits / 10_000, digits / 100 % 100, digits % 100));
    } catch (DateTimeException impossible) {
      return Optional.empty();
    }
  }

  private static boolean isInteger(String text) {
    try {
      Long.parseLong(text);
      return true;
    } catch (NumberFormatException notAnInteger) {
      return false;
    }
  }

  /** Whether the text is a finite decimal number: Java's own grammar takes {@code 1d} too. */
  private static boolean isDecimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && "+-.eE".indexOf(c) < 0) {
        return false;
      }
    }
    try {
      return Double.isFinite(Double.parseDouble(text));
    } catch (NumberFormatException notANumber) {
      return false;
    }
  }
}

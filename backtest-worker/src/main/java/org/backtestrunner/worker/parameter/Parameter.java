package org.backtestrunner.worker.parameter;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One run parameter as users meet it.
 *
 * @param name with underscores, as in a batch config; the option is the same with dashes
 * @param type what its text must be
 * @param choices the allowed texts of a {@link Type#CHOICE}, else empty
 * @param range the allowed numbers of an {@link Type#INTEGER} or {@link Type#NUMBER}
 * @param defaultValue the text that counts where none is given
 * @param required whether every run must give it
 * @param strategies names of the strategies that use it; empty: all
 * @param onlyWith another parameter: this one counts only where that one differs from its default
 * @param description one sentence
 */
public record Parameter(
    String name,
    Type type,
    List<String> choices,
    Range range,
    Optional<String> defaultValue,
    boolean required,
    List<String> strategies,
    Optional<String> onlyWith,
    String description) {

  /** What the text of a value must be. */
  public enum Type {
    CHOICE,
    FILE,
    /** The name of a preset, or else a file. */
    FILE_OR_PRESET,
    DATE,
    INTEGER,
    NUMBER;

    /** Lower-case name, as in the parameter list's document. */
    public String label() {
      return switch (this) {
        case CHOICE -> "choice";
        case FILE -> "file";
        case FILE_OR_PRESET -> "file_or_preset";
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

  /** Whether a run of this strategy reads the parameter. */
  public boolean isUsedBy(String strategy) {
    return strategies.isEmpty() || strategies.contains(strategy);
  }

  /** The values a user may give, for messages and help. */
  public String allowed() {
    return switch (type) {
      case CHOICE -> "one of " + String.join(", ", choices);
      case FILE -> "a file";
      case FILE_OR_PRESET -> "a file or a preset";
      case DATE -> "an ISO date such as 2020-01-31";
      case INTEGER -> range.equals(Range.ANY) ? "an integer" : "an integer in " + range;
      case NUMBER -> "a number in " + range;
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
          case FILE, FILE_OR_PRESET -> !text.isEmpty() && text.indexOf('\0') < 0;
          case DATE -> date(text).isPresent();
          case INTEGER -> isInteger(text) && range.contains(Long.parseLong(text));
          case NUMBER -> isDecimal(text) && range.contains(Double.parseDouble(text));
        };
    if (!good) {
      throw new UsageException(option() + ": '" + text + "' is not " + allowed());
    }
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
  static Optional<LocalDate> date(String text) {
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

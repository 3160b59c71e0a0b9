package org.backtestrunner.orchestrator.launch.contract;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.backtestrunner.shared.warning.WarningKind;

/**
 * What a researcher should know of a run that went on.
 *
 * @param text one sentence
 * @param serious whether the result may be worthless
 */
public record RunWarning(WarningKind kind, String text, boolean serious) {
  private static final Pattern KIND_FIRST =
      Pattern.compile("([a-z][a-z_]*)(?: \\((serious|note)\\))?: (.*)");

  /** As serious as its kind. */
  public static RunWarning of(WarningKind kind, String text) {
    return new RunWarning(kind, text, kind.isSerious());
  }

  /** Of a program that names no kind: a note. */
  public static RunWarning ofUnknownKind(String text) {
    return of(WarningKind.OTHER, text);
  }

  /**
   * What stands in a line of the worker's log behind its mark: {@code kind: text}, or where that
   * differs from the kind {@code kind (serious): text} or {@code kind (note): text}. All else is
   * the text of one of no known kind.
   */
  static RunWarning ofLog(String line) {
    Matcher parts = KIND_FIRST.matcher(line);
    Optional<WarningKind> kind =
        parts.matches() ? WarningKind.find(parts.group(1)) : Optional.empty();
    if (kind.isEmpty()) {
      return ofUnknownKind(line);
    }
    String said = parts.group(2);
    boolean serious = said == null ? kind.get().isSerious() : said.equals("serious");
    return new RunWarning(kind.get(), parts.group(3), serious);
  }
}

package org.backtestrunner.orchestrator.report.console;

import java.util.stream.Collectors;

/** Text from outside as a terminal may see it. */
final class TerminalText {
  private TerminalText() {}

  /** A worker's log may hold anything; a terminal must not obey it. */
  static String of(String line) {
    return line.chars()
        .mapToObj(c -> Character.isISOControl(c) ? " " : Character.toString(c))
        .collect(Collectors.joining());
  }
}

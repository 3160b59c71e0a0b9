package org.backtestrunner.orchestrator.report.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Function;
import org.backtestrunner.orchestrator.plan.RunPlan;

/**
 * How the closing text is to look.
 *
 * @param columns of the terminal that shows it; empty where a file or a program takes it, which
 *     gets full ids
 * @param ranking what the runs are ordered by
 * @param replay the words that execute a run again, alone
 */
public record ConsoleView(
    OptionalInt columns, Ranking ranking, Function<RunPlan, List<String>> replay) {
  public ConsoleView {
    Objects.requireNonNull(columns, "columns");
    Objects.requireNonNull(ranking, "ranking");
    Objects.requireNonNull(replay, "replay");
  }

  /** A sentence on one line, or on a terminal broken between words, the rest indented. */
  List<String> wrapped(String sentence) {
    if (columns.isEmpty()) {
      return List.of(sentence);
    }
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : sentence.split(" ")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > columns.getAsInt()) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(" ");
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}

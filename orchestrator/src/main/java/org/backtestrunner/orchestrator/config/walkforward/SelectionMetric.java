package org.backtestrunner.orchestrator.config.walkforward;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;
import org.backtestrunner.orchestrator.config.parameter.NearestName;

/** The metric by which one of several candidates is chosen. */
public enum SelectionMetric {
  SHARPE,
  SORTINO,
  CALMAR,
  CAGR,
  TOTAL_RETURN,
  MAX_DD_PCT,
  VOLATILITY;

  /** The name of the metric. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> labels() {
    return Stream.of(values()).map(SelectionMetric::label).toList();
  }

  /**
   * @throws InvalidValueException with the end of a sentence that begins with the key
   */
  static SelectionMetric parse(String text) throws InvalidValueException {
    for (SelectionMetric selection : values()) {
      if (selection.label().equals(text)) {
        return selection;
      }
    }
    throw new InvalidValueException(
        "must be one of "
            + String.join(", ", labels())
            + ", not "
            + Problem.quote(text)
            + NearestName.find(text, labels())
                .map(name -> "; did you mean " + name + "?")
                .orElse(""));
  }
}

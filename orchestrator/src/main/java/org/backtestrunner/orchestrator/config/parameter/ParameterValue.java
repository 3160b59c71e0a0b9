package org.backtestrunner.orchestrator.config.parameter;

import java.math.BigDecimal;
import org.backtestrunner.orchestrator.config.document.Problems;

/**
 * A value that a run may have for a parameter.
 *
 * @param text as the user wrote it
 * @param normalised the one text that all spellings of the value share; empty where the text was
 *     refused, which no value of a {@code BatchConfig} is
 * @param path where it is written, such as {@code base_args.seed}; empty for a default
 * @param line the line where it is written; 0 for a default
 * @param file what it is written in, be that a file or an option; empty: the config file
 */
public record ParameterValue(String text, String normalised, String path, int line, String file) {
  /** One that is written in the config, or a default. */
  public ParameterValue(String text, String normalised, String path, int line) {
    this(text, normalised, path, line, "");
  }

  /** One that was valid for the worker that it was written for. */
  static ParameterValue recorded(Parameter parameter, String text) {
    String normalised;
    try {
      normalised = parameter.normalise(text);
    } catch (InvalidValueException ofAnotherWorker) {
      normalised = text;
    }
    return new ParameterValue(text, normalised, parameter.name(), 1);
  }

  /** The same number of times another one, both normalised. */
  ParameterValue times(String factor) {
    String product =
        new BigDecimal(normalised)
            .multiply(new BigDecimal(factor))
            .stripTrailingZeros()
            .toPlainString();
    return new ParameterValue(product, product, path, line, file);
  }

  public boolean isRefused() {
    return normalised.isEmpty();
  }

  /** Whether nobody wrote it. */
  boolean isDefault() {
    return line == 0 && file.isEmpty();
  }

  /** Where it is written, in a sentence: {@code line 7}, {@code trials.csv:7}, an option. */
  String place() {
    String other = file + (line > 0 ? ":" + line : "");
    return isDefault() ? "the default" : file.isEmpty() ? "line " + line : other;
  }

  /** Where a problem of it belongs. */
  public Problems in(Problems problems) {
    return file.isEmpty() ? problems : problems.in(file);
  }
}

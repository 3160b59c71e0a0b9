package org.backtestrunner.orchestrator.config.condition;

import java.util.Optional;
import java.util.function.Function;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;

/** What a part of a condition gives for one run. */
@FunctionalInterface
interface Evaluation<T> {
  /**
   * @param run the run's values by name, in their one spelling; empty where it has none
   * @throws InvalidValueException if the run has no value that is needed
   */
  T of(Function<String, Optional<String>> run) throws InvalidValueException;
}

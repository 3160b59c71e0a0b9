package org.backtestrunner.orchestrator.config.condition;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;

/**
 * What must hold of a run's values. Numbers are exact decimals, so {@code 0.1 + 0.2 == 0.3} holds;
 * what is left of {@code and} and {@code or} decides first, and alone where that is enough.
 */
public final class Condition {
  private final Evaluation<Boolean> evaluation;

  private final Set<String> names;

  Condition(Evaluation<Boolean> evaluation, Set<String> names) {
    this.evaluation = evaluation;
    this.names = Set.copyOf(names);
  }

  /**
   * Reads a condition.
   *
   * @param variables what it may name
   * @throws InvalidValueException if it is not one; the message says at which character, from 1
   */
  public static Condition parse(String text, Collection<Variable> variables)
      throws InvalidValueException {
    return new ConditionParser(text, variables).parse();
  }

  /** What it names. */
  public Set<String> names() {
    return names;
  }

  /**
   * Whether it holds.
   *
   * @param run the run's values by name, in their one spelling; empty where it has none
   * @throws InvalidValueException if it depends on a value that the run does not have
   */
  public boolean holds(Function<String, Optional<String>> run) throws InvalidValueException {
    return evaluation.of(run);
  }
}

package org.backtestrunner.orchestrator.config.parameter;

import java.util.Optional;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.document.Problems;

/** Rules between the parameters of one run; a run that breaks one would end with exit code 2. */
public final class CrossRules {
  private final Problems problems;

  public CrossRules(Problems problems) {
    this.problems = problems;
  }

  /** Reports every rule that the run breaks, at the last written of the values that break it. */
  public void check(EffectiveParameters run) {
    for (Rule rule : run.rules()) {
      Optional<ParameterValue> one = value(run, rule.first());
      Optional<ParameterValue> other = value(run, rule.second());
      if (one.isPresent()
          && other.isPresent()
          && rule.isBrokenBy(one.get().normalised(), other.get().normalised())) {
        report(rule, one.get(), other.get());
      }
    }
  }

  /** The value that a run has and uses, unless it was refused. */
  private static Optional<ParameterValue> value(EffectiveParameters run, String name) {
    Parameter parameter = run.parameter(name);
    return run.isUsed(parameter)
        ? run.find(parameter).filter(value -> !value.isRefused())
        : Optional.empty();
  }

  private void report(Rule rule, ParameterValue first, ParameterValue second) {
    ParameterValue last = second.line() > first.line() ? second : first;
    problems.add(
        last.line(),
        last.path(),
        text(rule.first(), first) + " " + rule.words() + " " + text(rule.second(), second));
  }

  private static String text(String name, ParameterValue value) {
    String place = value.isDefault() ? "the default" : "line " + value.line();
    return name + " " + Problem.cut(value.text()) + " (" + place + ")";
  }
}

package org.backtestrunner.orchestrator.config.parameter;

import java.util.Optional;
import java.util.function.Predicate;
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
    check(run, parameter -> false);
  }

  /**
   * Reports the same of one of the runs that a grid spans.
   *
   * @param varied whether the grid has several values of a parameter, among which a condition can
   *     choose
   */
  public void check(EffectiveParameters run, Predicate<String> varied) {
    for (Rule rule : run.rules()) {
      Optional<ParameterValue> one = value(run, rule.first());
      Optional<ParameterValue> other = value(run, rule.second());
      if (one.isPresent()
          && other.isPresent()
          && rule.isBrokenBy(one.get().normalised(), other.get().normalised())) {
        boolean mayBeLeftOut = varied.test(rule.first()) || varied.test(rule.second());
        String hint =
            mayBeLeftOut ? "; leave such runs out with where: \"" + rule.condition() + "\"" : "";
        report(rule, one.get(), other.get(), hint);
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

  private void report(Rule rule, ParameterValue first, ParameterValue second, String hint) {
    ParameterValue last = isAfter(second, first) ? second : first;
    last.in(problems)
        .add(
            last.line(),
            last.path(),
            text(rule.first(), first)
                + " "
                + rule.words()
                + " "
                + text(rule.second(), second)
                + hint);
  }

  /** A row of another file stands after all of the config. */
  private static boolean isAfter(ParameterValue one, ParameterValue other) {
    boolean isRow = !one.file().isEmpty() && one.line() > 0;
    boolean otherIsRow = !other.file().isEmpty() && other.line() > 0;
    return isRow == otherIsRow ? one.line() > other.line() : isRow;
  }

  private static String text(String name, ParameterValue value) {
    return name + " " + Problem.cut(value.text()) + " (" + value.place() + ")";
  }
}

package org.backtestrunner.worker.parameter;

import java.util.Optional;

/** What must hold between two parameters of a run whose strategy uses both. */
public sealed interface Rule {
  /** The name of a parameter. */
  String first();

  /** The name of another one. */
  String second();

  /** What stands between the two values in a sentence about values that break the rule. */
  String words();

  /**
   * Refuses a run that breaks the rule.
   *
   * @throws UsageException naming both options
   */
  void check(RunParameters run);

  /** The first value, a date or an integer, is not after the second. */
  static Rule notAfter(String first, String second) {
    return new Order(first, second, true, "is after");
  }

  /** The first value, a date or an integer, is less than the second. */
  static Rule less(String first, String second) {
    return new Order(first, second, false, "must be less than");
  }

  /**
   * Two values do not go together.
   *
   * @param sentence says so in the terms of the command line
   */
  static Rule exclude(
      String first,
      String firstValue,
      String second,
      String secondValue,
      String words,
      String sentence) {
    return new Exclusion(first, firstValue, second, secondValue, words, sentence);
  }

  /** Two values of one type are in order. */
  record Order(String first, String second, boolean mayBeEqual, String words) implements Rule {
    @Override
    public void check(RunParameters run) {
      Optional<String> one = run.used(first);
      Optional<String> other = run.used(second);
      if (one.isEmpty() || other.isEmpty()) {
        return;
      }
      Parameter parameter = run.parameter(first);
      int order = parameter.compare(one.get(), other.get());
      if (order > 0 || (order == 0 && !mayBeEqual)) {
        String beyond = run.parameter(second).option() + " " + other.get();
        throw new UsageException(
            parameter.option() + ": " + one.get() + " " + words + " " + beyond);
      }
    }
  }

  /** Of two values at most one. */
  record Exclusion(
      String first,
      String firstValue,
      String second,
      String secondValue,
      String words,
      String sentence)
      implements Rule {
    @Override
    public void check(RunParameters run) {
      if (run.uses(first, firstValue) && run.uses(second, secondValue)) {
        throw new UsageException(sentence);
      }
    }
  }
}

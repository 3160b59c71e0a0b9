package org.backtestrunner.orchestrator.config.condition;

import java.util.Optional;
import java.util.function.IntPredicate;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;

/** The signs that compare two sides. */
enum Comparison {
  LESS("<", true, difference -> difference < 0),
  AT_MOST("<=", true, difference -> difference <= 0),
  GREATER(">", true, difference -> difference > 0),
  AT_LEAST(">=", true, difference -> difference >= 0),
  EQUAL("==", false, difference -> difference == 0),
  UNEQUAL("!=", false, difference -> difference != 0);

  private final String sign;
  private final boolean needsOrder;
  private final IntPredicate holds;

  Comparison(String sign, boolean needsOrder, IntPredicate holds) {
    this.sign = sign;
    this.needsOrder = needsOrder;
    this.holds = holds;
  }

  static Optional<Comparison> of(Token token) {
    for (Comparison comparison : values()) {
      if (token.is(comparison.sign)) {
        return Optional.of(comparison);
      }
    }
    return Optional.empty();
  }

  /**
   * The comparison of two sides.
   *
   * @param token the sign
   * @throws InvalidValueException if they cannot be compared so
   */
  Evaluation<Boolean> between(Operand left, Token token, Operand right)
      throws InvalidValueException {
    Evaluation<Integer> difference = Operand.difference(left, right);
    if (needsOrder && !Operand.haveOrder(left, right)) {
      throw token.wrong("texts can only be equal or not");
    }
    return run -> holds.test(difference.of(run));
  }
}

package org.backtestrunner.orchestrator.config.condition;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.backtestrunner.orchestrator.config.condition.Variable.Kind;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;

/** A side of a comparison. */
sealed interface Operand {
  /** Where it begins, from 1. */
  int position();

  /** As it is written. */
  String written();

  Kind kind();

  /** A number, or a sum of products of them. */
  record OfNumber(int position, String written, Evaluation<BigDecimal> value) implements Operand {
    @Override
    public Kind kind() {
      return Kind.NUMBER;
    }
  }

  /** What is compared as a text, as dates are too. */
  sealed interface OfText extends Operand {
    Evaluation<String> value();
  }

  /** A text in quotes. */
  record Literal(int position, String written, String text) implements OfText {
    @Override
    public Kind kind() {
      return Kind.TEXT;
    }

    @Override
    public Evaluation<String> value() {
      return run -> text;
    }
  }

  /** What has dates or texts. */
  record Named(int position, Variable variable, Evaluation<String> value) implements OfText {
    @Override
    public String written() {
      return variable.name();
    }

    @Override
    public Kind kind() {
      return variable.kind();
    }

    /** A text that is compared with it must be a value of it. */
    private void requireValue(Literal literal) throws InvalidValueException {
      String quoted = Problem.quote(literal.text());
      List<String> choices = variable.choices();
      if (kind() == Kind.DATE && !isDate(literal.text())) {
        throw Token.wrong(literal.position(), quoted + " is no date such as 2020-12-31");
      }
      if (!choices.isEmpty() && !choices.contains(literal.text())) {
        throw Token.wrong(
            literal.position(),
            "%s is no value of %s (%s)"
                .formatted(quoted, variable.name(), String.join(", ", choices)));
      }
    }

    private static boolean isDate(String text) {
      try {
        return text.length() == "2020-12-31".length() && LocalDate.parse(text).getYear() >= 0;
      } catch (DateTimeException none) {
        return false;
      }
    }
  }

  /** Whether two sides that can be compared have an order, and are not just equal or not. */
  static boolean haveOrder(Operand left, Operand right) {
    return left.kind() != Kind.TEXT || right.kind() != Kind.TEXT;
  }

  /**
   * The sign of what the left side is more than the right one.
   *
   * @throws InvalidValueException if they cannot be compared
   */
  static Evaluation<Integer> difference(Operand left, Operand right) throws InvalidValueException {
    if (left instanceof OfNumber one && right instanceof OfNumber other) {
      return run -> one.value().of(run).compareTo(other.value().of(run));
    }
    if (left instanceof OfText one && right instanceof OfText other && areAlike(left, right)) {
      return run -> one.value().of(run).compareTo(other.value().of(run));
    }
    throw Token.wrong(
        right.position(),
        "%s is %s and %s %s: they cannot be compared"
            .formatted(
                Problem.cut(left.written()),
                left.kind().words(),
                Problem.cut(right.written()),
                right.kind().words()));
  }

  private static boolean areAlike(Operand left, Operand right) throws InvalidValueException {
    if (left instanceof Named named && right instanceof Literal literal) {
      named.requireValue(literal);
      return true;
    }
    if (left instanceof Literal literal && right instanceof Named named) {
      named.requireValue(literal);
      return true;
    }
    return left.kind() == right.kind();
  }
}

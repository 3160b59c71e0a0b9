package org.backtestrunner.orchestrator.config.condition;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;
import org.backtestrunner.orchestrator.config.parameter.NearestName;

/**
 * Reads one condition by recursive descent.
 *
 * <pre>
 * condition = all { "or" all } ;  all = one { "and" one } ;
 * one   = "not" one | "(" condition ")" | test ;
 * test  = sum ( "<" | "<=" | ">" | ">=" | "==" | "!=" ) sum
 *       | sum [ "not" ] "in" "[" sum { "," sum } "]" ;
 * sum   = term { ( "+" | "-" ) term } ;  term = value { "*" value } ;
 * value = [ "-" ] NUMBER | 'TEXT' | "TEXT" | NAME ;
 * </pre>
 */
final class ConditionParser {
  private static final int DEEPEST = 100;

  /** Exact sums of numbers farther apart would take gigabytes. */
  private static final int MOST_DIGITS = 400;

  private final String text;
  private final Map<String, Variable> variables = new LinkedHashMap<>();
  private final List<Token> tokens;
  private final Set<String> names = new LinkedHashSet<>();
  private int next;
  private int depth;

  ConditionParser(String text, Collection<Variable> variables) throws InvalidValueException {
    this.text = text;
    variables.forEach(variable -> this.variables.put(variable.name(), variable));
    this.tokens = Token.of(text);
  }

  Condition parse() throws InvalidValueException {
    Evaluation<Boolean> condition = condition();
    if (token().type() != Token.Type.END) {
      throw token().unexpected("'and' or 'or'");
    }
    return new Condition(condition, names);
  }

  private Token token() {
    return tokens.get(next);
  }

  /** Passes over the word if it is the next one. */
  private boolean take(String fixed) {
    boolean taken = token().is(fixed);
    next += taken ? 1 : 0;
    return taken;
  }

  private void require(String fixed) throws InvalidValueException {
    if (!take(fixed)) {
      throw token().wrong("a " + fixed + " is missing");
    }
  }

  private Evaluation<Boolean> condition() throws InvalidValueException {
    Evaluation<Boolean> left = all();
    while (take("or")) {
      Evaluation<Boolean> one = left;
      Evaluation<Boolean> other = all();
      left = run -> one.of(run) || other.of(run);
    }
    return left;
  }

  private Evaluation<Boolean> all() throws InvalidValueException {
    Evaluation<Boolean> left = one();
    while (take("and")) {
      Evaluation<Boolean> one = left;
      Evaluation<Boolean> other = one();
      left = run -> one.of(run) && other.of(run);
    }
    return left;
  }

  private Evaluation<Boolean> one() throws InvalidValueException {
    if (++depth > DEEPEST) {
      throw token().wrong("nested deeper than " + DEEPEST + " levels");
    }
    Evaluation<Boolean> result;
    if (take("not")) {
      Evaluation<Boolean> negated = one();
      result = run -> !negated.of(run);
    } else if (take("(")) {
      result = condition();
      require(")");
    } else {
      result = test();
    }
    depth--;
    return result;
  }

  private Evaluation<Boolean> test() throws InvalidValueException {
    Operand left = sum();
    Token sign = token();
    Optional<Comparison> comparison = Comparison.of(sign);
    if (comparison.isPresent()) {
      next++;
      return comparison.get().between(left, sign, sum());
    }
    if (take("in")) {
      return in(left);
    }
    if (take("not")) {
      require("in");
      Evaluation<Boolean> in = in(left);
      return run -> !in.of(run);
    }
    throw sign.wrong("a comparison such as < or == is expected here");
  }

  private Evaluation<Boolean> in(Operand left) throws InvalidValueException {
    Token sign = token();
    require("[");
    Evaluation<Boolean> any = Comparison.EQUAL.between(left, sign, sum());
    while (take(",")) {
      Evaluation<Boolean> one = any;
      Evaluation<Boolean> other = Comparison.EQUAL.between(left, sign, sum());
      any = run -> one.of(run) || other.of(run);
    }
    require("]");
    return any;
  }

  private Operand sum() throws InvalidValueException {
    Operand left = term();
    while (token().is("+") || token().is("-")) {
      boolean added = take("+") || !take("-");
      left = joined(left, term(), added ? BigDecimal::add : BigDecimal::subtract);
    }
    return left;
  }

  private Operand term() throws InvalidValueException {
    Operand left = value();
    while (take("*")) {
      left = joined(left, value(), BigDecimal::multiply);
    }
    return left;
  }

  private Operand joined(Operand left, Operand right, BinaryOperator<BigDecimal> operator)
      throws InvalidValueException {
    Evaluation<BigDecimal> one = number(left);
    Evaluation<BigDecimal> other = number(right);
    Token last = tokens.get(next - 1);
    String written =
        text.substring(left.position() - 1, last.position() - 1 + last.text().length());
    return new Operand.OfNumber(
        left.position(), written, run -> operator.apply(one.of(run), other.of(run)));
  }

  private static Evaluation<BigDecimal> number(Operand operand) throws InvalidValueException {
    if (operand instanceof Operand.OfNumber number) {
      return number.value();
    }
    throw Token.wrong(
        operand.position(),
        "%s is %s; only numbers are added and multiplied"
            .formatted(Problem.cut(operand.written()), operand.kind().words()));
  }

  private Operand value() throws InvalidValueException {
    Token token = token();
    next++;
    switch (token.type()) {
      case NUMBER:
        return literal(token.position(), token.text(), token);
      case TEXT:
        String quoted = token.text();
        return new Operand.Literal(
            token.position(), quoted, quoted.substring(1, quoted.length() - 1));
      case NAME:
        return named(token);
      case FIXED:
        if (token.is("-") && token().type() == Token.Type.NUMBER) {
          Token number = token();
          next++;
          return literal(token.position(), "-" + number.text(), number);
        }
        break;
      case END:
        break;
    }
    throw token.unexpected("a number, a text or a name");
  }

  private static Operand literal(int position, String written, Token digits)
      throws InvalidValueException {
    BigDecimal number;
    try {
      number = new BigDecimal(written);
    } catch (NumberFormatException beyondAllExponents) {
      throw tooLong(digits);
    }
    if (Math.abs((long) number.scale()) + number.precision() > MOST_DIGITS) {
      throw tooLong(digits);
    }
    return new Operand.OfNumber(position, written, run -> number);
  }

  private static InvalidValueException tooLong(Token token) {
    return token.wrong(
        "%s has more than %d digits, written out"
            .formatted(Problem.cut(token.text()), MOST_DIGITS));
  }

  private Operand named(Token token) throws InvalidValueException {
    Variable variable = variables.get(token.text());
    if (variable == null) {
      throw token.wrong(
          Problem.quote(token.text())
              + " is no parameter and no axis of cases"
              + NearestName.find(token.text(), variables.keySet())
                  .map(name -> "; did you mean " + name + "?")
                  .orElse(""));
    }
    names.add(variable.name());
    Evaluation<String> value = run -> value(token, run);
    return variable.kind() == Variable.Kind.NUMBER
        ? new Operand.OfNumber(token.position(), token.text(), run -> new BigDecimal(value.of(run)))
        : new Operand.Named(token.position(), variable, value);
  }

  private static String value(Token name, Function<String, Optional<String>> run)
      throws InvalidValueException {
    Optional<String> value = run.apply(name.text());
    if (value.isEmpty()) {
      throw name.wrong(name.text() + " has no value");
    }
    return value.get();
  }
}

package org.backtestrunner.worker.factor.formulas;

import java.util.Set;
import org.backtestrunner.worker.api.Column;

/** A number that says something about a symbol at a bar, from its own observations up to it. */
public interface Formula {
  /** The name in factor bundles. */
  String name();

  /** One sentence for lists and help. */
  String description();

  /** The columns, besides close, without which the factor cannot be computed. */
  default Set<Column> columns() {
    return Set.of();
  }

  /** The columns, besides close, at which it looks where they are there. */
  default Set<Column> looksAt() {
    return columns();
  }

  /**
   * The value at the symbol's observation {@code t}, which must look at no later one.
   *
   * @return a number, or NaN or an infinity where it is undefined
   */
  double at(SymbolSeries series, int t);
}

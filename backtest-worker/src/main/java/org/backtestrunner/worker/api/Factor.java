package org.backtestrunner.worker.api;

import java.util.List;
import java.util.Set;

/**
 * A formula of the user's that says something about a symbol, for factor bundles and for {@link
 * View#factor}. Each run has an object of its own, made by the constructor without arguments.
 */
public interface Factor {
  /** The name in factor bundles: lower-case letters, digits and underscores. */
  String name();

  /** One sentence for lists and help. */
  String description();

  /** What a run may set of it. */
  default List<OwnParameter> parameters() {
    return List.of();
  }

  /** The columns, besides close, without which it cannot be computed. */
  default Set<Column> columns() {
    return Set.of();
  }

  /** Called once, before the first value: the place to read parameters. */
  default void begin(Run run) {}

  /**
   * The value as of a symbol's last observation. It must depend on nothing else: it is asked for in
   * any order, and not for every symbol and bar.
   *
   * @return a number, or NaN or an infinity where it is undefined
   */
  double value(Observations past);
}

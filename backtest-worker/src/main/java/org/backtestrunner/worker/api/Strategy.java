package org.backtestrunner.worker.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A rule of the user's that turns what is known at a bar into target weights. Each run has an
 * object of its own, made by the constructor without arguments, so that fields may hold what the
 * strategy remembers from bar to bar.
 */
public interface Strategy {
  /** The name in configs: lower-case letters, digits and underscores. */
  String name();

  /** One sentence for lists and help. */
  String description();

  /** What a run may set of it. */
  default List<OwnParameter> parameters() {
    return List.of();
  }

  /** Called once, before the first bar: the place to read parameters. */
  default void begin(Run run) {}

  /**
   * The decision at the close of a bar, asked once for every bar of the run, in order.
   *
   * @param view what is known by then
   * @return the weight that each symbol is to have, as a fraction of equity and negative for short,
   *     times {@code max_gross_exposure}; a symbol that is not in it is sold. Empty where all stays
   *     as it is
   */
  Optional<Map<String, Double>> decide(View view);
}

package org.backtestrunner.worker.api;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What is known at the close of one bar, and nothing that comes later. It is the same object at
 * every bar; a symbol that the run does not have is answered by an {@link
 * IllegalArgumentException}.
 */
public interface View {
  /** The date of the bar in UTC. */
  LocalDate date();

  /** The time of the bar in UTC; of a daily bar the beginning of its date. */
  LocalDateTime time();

  /**
   * The symbols that can be decided on, sorted: not delisted, and observed within the last {@code
   * max_signal_age_days}.
   */
  List<String> symbols();

  /** The last known close, NaN before the first. */
  double close(String symbol);

  /**
   * The symbol's last observations up to this bar, the newest last; fewer where there are fewer,
   * NaN where a cell is empty.
   */
  double[] history(String symbol, Column column, int bars);

  /**
   * A factor of the engine, of the same sources or of the run's {@code factor_file}; NaN where it
   * is undefined.
   */
  double factor(String name, String symbol);

  /** What is held after the fills so far, by symbol, sorted. */
  Map<String, Holding> holdings();

  /** Cash and the value of all positions at the last known closes. */
  double equity();

  /** Random numbers that follow from the parameter {@code seed} alone. */
  Random random();

  /**
   * A position.
   *
   * @param quantity signed, never 0
   * @param weight its value as a fraction of equity
   */
  record Holding(double quantity, double weight) {}
}

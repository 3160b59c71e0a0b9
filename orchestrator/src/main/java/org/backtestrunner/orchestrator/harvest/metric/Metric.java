package org.backtestrunner.orchestrator.harvest.metric;

import java.util.OptionalDouble;

/** One statistic of one backtest. */
public interface Metric {

  /** The name of the column and of the JSON member: lower case with underscores. */
  String name();

  /** The value at full precision; empty where the metric is undefined. Never NaN or infinite. */
  OptionalDouble of(Performance performance);

  /** A computed value as a metric gives it back: empty unless it is a finite number. */
  static OptionalDouble ifFinite(double value) {
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}

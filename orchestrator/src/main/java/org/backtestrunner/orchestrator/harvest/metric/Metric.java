package org.backtestrunner.orchestrator.harvest.metric;

import java.util.OptionalDouble;

/** One statistic of one backtest: a column of the summary and a member of the JSON files. */
public interface Metric {

  /** What a value is measured in, which decides how people and JSON see it. */
  enum Unit {
    /** A number without a unit. */
    RATIO(4),
    /** A share of 1, which people read in percent. */
    FRACTION(6),
    PERCENT(2),
    /** Account currency. */
    MONEY(2),
    /** A number of things, without decimals everywhere. */
    COUNT(0);

    private final int decimals;

    Unit(int decimals) {
      this.decimals = decimals;
    }

    /** A value at full precision. */
    Number exact(double value) {
      return this == COUNT ? (Number) Math.round(value) : (Number) value;
    }
  }

  /** The name of the column and of the JSON member: lower case with underscores. */
  String name();

  Unit unit();

  /** The number of decimals in the summary's CSV, where the unit does not say it well enough. */
  default int precision() {
    return unit().decimals;
  }

  /** Whether it is undefined where a run has left no orders file. */
  default boolean needsOrders() {
    return false;
  }

  /** Whether a run with less of it is the better one. */
  default boolean isSmallerBetter() {
    return false;
  }

  /** The value at full precision; empty where the metric is undefined. Never NaN or infinite. */
  OptionalDouble of(Performance performance);

  /** A computed value as a metric gives it back: empty unless it is a finite number. */
  static OptionalDouble ifFinite(double value) {
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}

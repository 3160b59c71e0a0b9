package org.backtestrunner.worker.reference;

import java.time.Instant;
import java.util.OptionalDouble;

/**
 * A row of the price file with a close; the other cells may be empty.
 *
 * @param hadNoPrice whether one of open, high and low is not above 0, which counts as empty
 */
record Observation(
    Instant time,
    double close,
    OptionalDouble open,
    OptionalDouble high,
    OptionalDouble low,
    OptionalDouble volume,
    boolean hadNoPrice) {
  Observation(
      Instant time,
      double close,
      OptionalDouble open,
      OptionalDouble high,
      OptionalDouble low,
      OptionalDouble volume) {
    this(time, close, open, high, low, volume, false);
  }
}

package org.backtestrunner.worker.reference;

import java.time.Instant;
import java.util.OptionalDouble;

/** A row of the price file with a close; the other cells may be empty. */
record Observation(
    Instant time,
    double close,
    OptionalDouble open,
    OptionalDouble high,
    OptionalDouble low,
    OptionalDouble volume) {}

package org.backtestrunner.orchestrator;

import java.util.OptionalInt;
import java.util.Random;

/**
 * How long the tests of fault injection go on: briefly with every build, and at full length where
 * the system property {@code torture.rounds} says so. What is random follows from {@code
 * torture.seed}, if that is given.
 */
record Rounds(OptionalInt full, long seed) {

  static Rounds ofBuild() {
    return new Rounds(
        Integer.getInteger("torture.rounds") == null
            ? OptionalInt.empty()
            : OptionalInt.of(Integer.getInteger("torture.rounds")),
        Long.getLong("torture.seed", System.nanoTime() & 0xffff));
  }

  /**
   * @param brief with every build
   * @param perHundred for every hundred rounds at full length
   */
  int count(int brief, int perHundred) {
    return full.isPresent() ? Math.max(1, full.getAsInt() * perHundred / 100) : brief;
  }

  Random random() {
    return new Random(seed);
  }

  /** For the message of an assertion that failed. */
  String told() {
    return "-Dtorture.seed=" + seed;
  }
}

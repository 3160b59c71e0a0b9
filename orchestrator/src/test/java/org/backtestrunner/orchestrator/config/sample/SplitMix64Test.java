package org.backtestrunner.orchestrator.config.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SplitMix64Test {
  /**
   * Published with the generator: https://rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64.
   */
  @Test
  void itGivesThePublishedNumbers() {
    SplitMix64 numbers = new SplitMix64(1234567);
    assertEquals(
        List.of(
            "6457827717110365317",
            "3203168211198807973",
            "9817491932198370423",
            "4593380528125082431",
            "16408922859458223821"),
        Stream.generate(() -> Long.toUnsignedString(numbers.next())).limit(5).toList());
  }

  @Test
  void itGivesWhatTheJdkHasFromTheSameSeed() {
    for (long seed : new long[] {0, 1, -1, 42, Long.MIN_VALUE}) {
      SplitMix64 ours = new SplitMix64(seed);
      SplittableRandom theirs = new SplittableRandom(seed);
      for (int i = 0; i < 1000; i++) {
        assertEquals(theirs.nextLong(), ours.next());
      }
    }
  }
}

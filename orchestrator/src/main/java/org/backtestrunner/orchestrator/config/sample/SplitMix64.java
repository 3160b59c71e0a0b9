package org.backtestrunner.orchestrator.config.sample;

/**
 * Random numbers of 64 bits: the same from the same seed on any machine, in any language.
 *
 * <p>Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014; the constants
 * are those of Vigna's reference implementation.
 */
final class SplitMix64 {
  private long state;

  SplitMix64(long seed) {
    this.state = seed;
  }

  long next() {
    state += 0x9E3779B97F4A7C15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}

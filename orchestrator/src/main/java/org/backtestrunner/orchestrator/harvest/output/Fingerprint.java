package org.backtestrunner.orchestrator.harvest.output;

/**
 * 128 bits that equal sequences of numbers share, and different ones all but surely do not. It is
 * no protection against somebody who wants two to be alike.
 */
public record Fingerprint(long first, long second) {

  /** Takes one number after the other. */
  static final class Builder {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long first = GOLDEN;
    private long second;

    void add(long number) {
      first = mixed(first ^ number);
      second = mixed(second + GOLDEN + Long.rotateLeft(number, 32));
    }

    void add(byte[] bytes) {
      for (int from = 0; from < bytes.length; from += Long.BYTES) {
        long word = 0;
        for (int i = from; i < Math.min(from + Long.BYTES, bytes.length); i++) {
          word = word << Byte.SIZE | bytes[i] & 0xff;
        }
        add(word);
      }
      add(bytes.length);
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014): every bit changes every bit. */
    private static long mixed(long bits) {
      long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      return z ^ (z >>> 31);
    }

    Fingerprint build() {
      return new Fingerprint(first, second);
    }
  }
}

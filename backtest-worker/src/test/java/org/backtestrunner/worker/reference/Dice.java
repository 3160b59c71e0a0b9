package org.backtestrunner.worker.reference;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;

/** Random choices. */
record Dice(Random random) {
  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** A whole number, both ends included. */
  int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  double uniform(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  double gaussian() {
    return random.nextGaussian();
  }

  @SafeVarargs
  final <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** A number without exponent, rounded to some decimals; all its digits where that is negative. */
  static String text(double value, int decimals) {
    BigDecimal exact = new BigDecimal(Double.toString(value));
    return (decimals < 0 ? exact : exact.setScale(decimals, RoundingMode.HALF_UP)).toPlainString();
  }
}

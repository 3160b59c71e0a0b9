package org.backtestrunner.worker.strategy;

import java.util.Arrays;
import org.backtestrunner.worker.data.FactorBundle;
import org.backtestrunner.worker.factor.formulas.Statistics;

/**
 * Turns the factor values of one bar's symbols into an order of preference (docs/engine.md, section
 * 3, steps 1 to 5). All arrays have one entry a symbol of the cross-section, symbols ascending.
 */
final class CrossSection {
  /** Scores that differ by less than this part of their scale are ties. */
  private static final double SCORE_RESOLUTION = 1e12;

  /** Neutralised scores are at most twice their scale; half as much again is room enough. */
  private static final double MOST_ROUNDED = 3e12;

  /** What the rounded scores leave of a long. */
  private static final int POSITION_BITS = 21;

  private final FactorBundle bundle;

  CrossSection(FactorBundle bundle) {
    this.bundle = bundle;
  }

  /**
   * Numbers by which the symbols would be sorted, all different: best score first, ties by symbol.
   *
   * @param factors one array a bundle factor
   * @param n the number of symbols: what the arrays hold after them does not count
   * @param groups the number of the group of each symbol; empty without neutralisation
   */
  long[] preference(double[][] factors, int n, int[] groups) {
    double[] scores = new double[n];
    double[] scales = new double[n];
    for (int i = 0; i < factors.length; i++) {
      FactorBundle.Member member = bundle.members().get(i);
      double weight = member.weight();
      double sign = member.sign();
      double[] z = Arrays.copyOf(factors[i], n);
      if (bundle.winsorize()) {
        winsorize(z);
      }
      if (bundle.zscore()) {
        standardise(z);
      }
      for (int s = 0; s < n; s++) {
        scales[s] += Math.abs(weight * z[s]);
      }
      if (groups.length > 0) {
        neutralise(z, groups);
      }
      for (int s = 0; s < n; s++) {
        scores[s] += weight * (sign * z[s]);
      }
    }
    return numbers(scores, scales);
  }

  private void winsorize(double[] values) {
    long[] numbers = new long[values.length];
    for (int s = 0; s < values.length; s++) {
      numbers[s] = reordered(Double.doubleToRawLongBits(values[s]));
    }
    double low = quantile(numbers, bundle.lowerLimit());
    double high = quantile(numbers, bundle.upperLimit());
    for (int s = 0; s < values.length; s++) {
      double value = values[s];
      if (value < low) {
        values[s] = low;
      } else if (value > high) {
        values[s] = high;
      }
    }
  }

  /** Linear interpolation between order statistics. */
  private static double quantile(long[] numbers, double q) {
    double h = (numbers.length - 1) * q;
    int lower = (int) Math.floor(h);
    double below = Double.longBitsToDouble(reordered(Selection.select(numbers, lower)));
    double above = Double.longBitsToDouble(reordered(Selection.next(numbers, lower)));
    return below + (h - lower) * (above - below);
  }

  /** Gives the bits of negative doubles the order of the doubles; applied twice, the same bits. */
  private static long reordered(long bits) {
    return bits ^ (bits >> 63 & Long.MAX_VALUE);
  }

  private static void standardise(double[] values) {
    double mean = Statistics.mean(values, 0, values.length);
    double deviation = Statistics.populationDeviation(values, 0, values.length);
    for (int s = 0; s < values.length; s++) {
      values[s] = deviation == 0 ? 0 : (values[s] - mean) / deviation;
    }
  }

  private static void neutralise(double[] values, int[] groups) {
    int highest = 0;
    for (int group : groups) {
      highest = Math.max(highest, group);
    }
    double[] sums = new double[highest + 1];
    int[] counts = new int[highest + 1];
    for (int s = 0; s < values.length; s++) {
      sums[groups[s]] += values[s];
      counts[groups[s]]++;
    }
    for (int s = 0; s < values.length; s++) {
      values[s] -= sums[groups[s]] / counts[groups[s]];
    }
  }

  /** Whether two of the numbers stand for equal scores. */
  static boolean isTie(long one, long other) {
    return one >> POSITION_BITS == other >> POSITION_BITS;
  }

  /** Rounded score and position in one number: the score descending, the position ascending. */
  private static long[] numbers(double[] scores, double[] scales) {
    double scale = 0;
    for (double s : scales) {
      if (s > scale) {
        scale = s;
      }
    }
    long[] numbers = new long[scores.length];
    for (int s = 0; s < numbers.length; s++) {
      double rounded = scale == 0 ? 0 : Math.rint(scores[s] / scale * SCORE_RESOLUTION);
      double bounded = Math.max(-MOST_ROUNDED, Math.min(rounded, MOST_ROUNDED));
      numbers[s] = -(long) bounded << POSITION_BITS | s;
    }
    return numbers;
  }
}

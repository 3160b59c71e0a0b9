package org.backtestrunner.orchestrator.reference;

import java.util.List;

/**
 * Formulas of the reference, in plain loops. Nothing of the program is used, and NaN stands for
 * undefined.
 */
final class Numbers {
  static final double EULER = 0.57721566490153286;

  private Numbers() {}

  static double mean(double[] x) {
    double s = 0;
    for (double v : x) {
      s += v;
    }
    return s / x.length;
  }

  static double std(double[] x) {
    if (x.length < 2) {
      return Double.NaN;
    }
    double m = mean(x);
    double s = 0;
    for (double v : x) {
      s += Math.pow(v - m, 2);
    }
    double std = Math.sqrt(s / (x.length - 1));
    return std <= 1e-12 * Math.max(1, Math.abs(m)) ? 0 : std;
  }

  /** Mean over standard deviation; NaN where that is zero. */
  static double sharpe(double[] x) {
    double std = std(x);
    return std > 0 ? mean(x) / std : Double.NaN;
  }

  /** Population moment of an order over the power of the second. */
  static double standardised(double[] x, int order) {
    double m = mean(x);
    double second = 0;
    double high = 0;
    for (double v : x) {
      second += Math.pow(v - m, 2) / x.length;
      high += Math.pow(v - m, order) / x.length;
    }
    return high / Math.pow(second, order / 2.0);
  }

  /** The probabilistic Sharpe ratio of returns against a benchmark per period. */
  static double psr(double[] x, double against) {
    double sr = sharpe(x);
    if (x.length < 3 || Double.isNaN(sr)) {
      return Double.NaN;
    }
    double g3 = standardised(x, 3);
    double g4 = standardised(x, 4);
    double bracket = 1 - g3 * sr + (g4 - 1) / 4 * sr * sr;
    return bracket > 0
        ? phi((sr - against) * Math.sqrt(x.length - 1) / Math.sqrt(bracket))
        : Double.NaN;
  }

  /** The normal distribution by its Taylor series, good to 1e-15 in absolute terms. */
  static double phi(double x) {
    if (Math.abs(x) > 9) {
      return x > 0 ? 1 : 0;
    }
    double term = x;
    double sum = x;
    for (int k = 3; k < 400; k += 2) {
      term *= x * x / k;
      sum += term;
    }
    return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  /** By bisection. */
  static double quantile(double p) {
    double low = -9;
    double high = 9;
    for (int i = 0; i < 200; i++) {
      double middle = (low + high) / 2;
      if (phi(middle) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** The expected largest of n standard normal numbers. */
  static double largest(double n) {
    return n < 2 ? 0 : (1 - EULER) * quantile(1 - 1 / n) + EULER * quantile(1 - 1 / (n * Math.E));
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int n = sorted.size();
    return n == 0
        ? Double.NaN
        : n % 2 == 1 ? sorted.get(n / 2) : (sorted.get(n / 2 - 1) + sorted.get(n / 2)) / 2;
  }

  static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  static double[] part(double[] x, int from, int to) {
    return java.util.Arrays.copyOfRange(x, from, to);
  }
}

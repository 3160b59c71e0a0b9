package org.backtestrunner.worker.strategy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.backtestrunner.worker.data.FactorBundle;
import org.backtestrunner.worker.factor.Statistics;

/**
 * Turns the factor values of one bar's symbols into an order of preference (ENGINE section 3, steps
 * 1 to 5). All arrays have one entry a symbol of the cross-section, symbols ascending.
 */
final class CrossSection {
  /** Scores that differ by less than this part of their scale are ties. */
  private static final double SCORE_RESOLUTION = 1e12;

  private final FactorBundle bundle;

  CrossSection(FactorBundle bundle) {
    this.bundle = bundle;
  }

  /**
   * The positions of the cross-section, best score first, ties by symbol.
   *
   * @param factors one array a bundle factor; changed by the call
   * @param groups the group of each symbol, empty where it has none; empty without neutralisation
   */
  int[] ranking(double[][] factors, List<String> groups) {
    int n = factors[0].length;
    double[] scores = new double[n];
    double[] scales = new double[n];
    for (int i = 0; i < factors.length; i++) {
      FactorBundle.Member member = bundle.members().get(i);
      double[] z = factors[i];
      if (bundle.winsorize()) {
        winsorize(z);
      }
      if (bundle.zscore()) {
        standardise(z);
      }
      for (int s = 0; s < n; s++) {
        scales[s] += Math.abs(member.weight() * z[s]);
      }
      if (!groups.isEmpty()) {
        neutralise(z, groups);
      }
      for (int s = 0; s < n; s++) {
        scores[s] += member.weight() * (member.sign() * z[s]);
      }
    }
    return order(scores, scales);
  }

  private void winsorize(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double low = quantile(sorted, bundle.lowerLimit());
    double high = quantile(sorted, bundle.upperLimit());
    for (int s = 0; s < values.length; s++) {
      values[s] = Math.min(Math.max(values[s], low), high);
    }
  }

  /** Linear interpolation between order statistics. */
  private static double quantile(double[] sorted, double q) {
    double h = (sorted.length - 1) * q;
    int below = (int) Math.floor(h);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (h - below) * (sorted[above] - sorted[below]);
  }

  private static void standardise(double[] values) {
    double mean = Statistics.mean(values, 0, values.length);
    double deviation = Statistics.populationDeviation(values, 0, values.length);
    for (int s = 0; s < values.length; s++) {
      values[s] = deviation == 0 ? 0 : (values[s] - mean) / deviation;
    }
  }

  private static void neutralise(double[] values, List<String> groups) {
    Map<String, double[]> sumAndCount = new HashMap<>();
    for (int s = 0; s < values.length; s++) {
      double[] entry = sumAndCount.computeIfAbsent(groups.get(s), g -> new double[2]);
      entry[0] += values[s];
      entry[1]++;
    }
    for (int s = 0; s < values.length; s++) {
      double[] entry = sumAndCount.get(groups.get(s));
      values[s] -= entry[0] / entry[1];
    }
  }

  private static int[] order(double[] scores, double[] scales) {
    double scale = 0;
    for (double s : scales) {
      scale = Math.max(scale, s);
    }
    Ranked[] ranked = new Ranked[scores.length];
    for (int s = 0; s < scores.length; s++) {
      double key = scale == 0 ? 0 : Math.rint(scores[s] / scale * SCORE_RESOLUTION);
      // Adding 0 turns -0 into 0, which Double.compare tells apart.
      ranked[s] = new Ranked(key + 0.0, s);
    }
    Arrays.sort(ranked);
    int[] order = new int[ranked.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = ranked[i].position();
    }
    return order;
  }

  private record Ranked(double key, int position) implements Comparable<Ranked> {
    @Override
    public int compareTo(Ranked other) {
      int descending = Double.compare(other.key, key);
      return descending != 0 ? descending : Integer.compare(position, other.position);
    }
  }
}

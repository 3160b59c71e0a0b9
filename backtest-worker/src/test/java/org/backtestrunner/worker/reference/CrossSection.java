package org.backtestrunner.worker.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * From the factor values of the symbols at one bar to an order of the symbols and to weights, step
 * by step as the engine's page numbers them.
 */
final class CrossSection {
  private final ReferenceBundle bundle;
  private final List<String> symbols;

  /** Per factor of the bundle, the values of {@link #symbols} in their order. */
  private final List<List<Double>> columns;

  private final Map<String, String> groupOfSymbol;

  /**
   * Takes the defined values at one bar.
   *
   * @param values per symbol the values of the bundle's factors in bundle order
   * @param groupOfSymbol the group of each symbol that has one
   */
  CrossSection(
      ReferenceBundle bundle,
      SortedMap<String, List<Double>> values,
      Map<String, String> groupOfSymbol) {
    this.bundle = bundle;
    this.symbols = new ArrayList<>(values.keySet());
    this.columns = new ArrayList<>();
    this.groupOfSymbol = groupOfSymbol;
    for (int f = 0; f < bundle.factors().size(); f++) {
      List<Double> column = new ArrayList<>();
      for (List<Double> row : values.values()) {
        column.add(row.get(f));
      }
      columns.add(column);
    }
  }

  int size() {
    return symbols.size();
  }

  /** The symbols, best first. */
  List<String> ranked() {
    List<List<Double>> z = new ArrayList<>();
    for (List<Double> column : columns) {
      List<Double> clipped = bundle.winsorize() ? winsorized(column) : column;
      z.add(bundle.zscore() ? standardised(clipped) : clipped);
    }
    double scale = largestSumOfMagnitudes(z);
    List<List<Double>> neutral = new ArrayList<>();
    for (List<Double> column : z) {
      neutral.add(bundle.neutralizeBy().isPresent() ? neutralised(column) : column);
    }
    Map<String, Double> keys = new HashMap<>();
    for (int s = 0; s < symbols.size(); s++) {
      double key = scale == 0 ? 0 : Math.rint(score(neutral, s) / scale * 1e12);
      keys.put(symbols.get(s), key + 0.0); // Adding 0.0 makes -0.0 equal to 0.0.
    }
    List<String> ranked = new ArrayList<>(symbols);
    Comparator<String> byKey = Comparator.comparing(keys::get);
    ranked.sort(byKey.reversed().thenComparing(Comparator.naturalOrder()));
    return ranked;
  }

  /** Step 1. */
  private List<Double> winsorized(List<Double> column) {
    double low = quantile(column, bundle.low());
    double high = quantile(column, bundle.high());
    return column.stream().map(x -> Math.min(Math.max(x, low), high)).toList();
  }

  static double quantile(List<Double> values, double q) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    double h = (sorted.size() - 1) * q;
    int below = (int) Math.floor(h);
    int above = Math.min(below + 1, sorted.size() - 1);
    return sorted.get(below) + (h - below) * (sorted.get(above) - sorted.get(below));
  }

  /** Step 2. */
  private static List<Double> standardised(List<Double> column) {
    double mean = ReferenceFactors.mean(column);
    double std = ReferenceFactors.std(column, 0);
    return column.stream().map(x -> std == 0 ? 0.0 : (x - mean) / std).toList();
  }

  /** Step 3; the symbols without a group are those under the empty Optional. */
  private List<Double> neutralised(List<Double> column) {
    Map<Optional<String>, List<Double>> members = new HashMap<>();
    for (int s = 0; s < symbols.size(); s++) {
      members.computeIfAbsent(group(s), key -> new ArrayList<>()).add(column.get(s));
    }
    List<Double> neutral = new ArrayList<>();
    for (int s = 0; s < symbols.size(); s++) {
      neutral.add(column.get(s) - ReferenceFactors.mean(members.get(group(s))));
    }
    return neutral;
  }

  private Optional<String> group(int s) {
    return Optional.ofNullable(groupOfSymbol.get(symbols.get(s)));
  }

  /** Step 4. */
  private double score(List<List<Double>> neutral, int s) {
    double score = 0;
    for (int f = 0; f < neutral.size(); f++) {
      ReferenceBundle.Factor factor = bundle.factors().get(f);
      double directed = factor.positive() ? neutral.get(f).get(s) : -neutral.get(f).get(s);
      score += factor.weight() * directed;
    }
    return score;
  }

  /** M of step 5. */
  private double largestSumOfMagnitudes(List<List<Double>> z) {
    double largest = 0;
    for (int s = 0; s < symbols.size(); s++) {
      double sum = 0;
      for (int f = 0; f < z.size(); f++) {
        sum += Math.abs(bundle.factors().get(f).weight() * z.get(f).get(s));
      }
      largest = Math.max(largest, sum);
    }
    return largest;
  }

  /** The number of symbols on a side. */
  static int sideSize(double quantile, int n) {
    return quantile == 0 ? 0 : (int) Math.max(1, Math.floor(quantile * n + 1e-9));
  }

  /** Steps 5 and 6; empty where the rebalance is skipped. */
  Optional<Map<String, Double>> weights(double topQuantile, double bottomQuantile, double gross) {
    int n = symbols.size();
    int top = sideSize(topQuantile, n);
    int bottom = sideSize(bottomQuantile, n);
    if (n < 2 || top + bottom > n) {
      return Optional.empty();
    }
    double side = top > 0 && bottom > 0 ? gross / 2 : gross;
    List<String> ranked = ranked();
    Map<String, Double> weights = new TreeMap<>();
    for (String symbol : ranked.subList(0, top)) {
      weights.put(symbol, side / top);
    }
    for (String symbol : ranked.subList(n - bottom, n)) {
      weights.put(symbol, -side / bottom);
    }
    return Optional.of(weights);
  }
}

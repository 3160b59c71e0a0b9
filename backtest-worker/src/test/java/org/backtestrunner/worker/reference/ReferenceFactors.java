package org.backtestrunner.worker.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The engine's own factors, each computed from scratch for one symbol and bar.
 *
 * <p>A history holds the symbol's observations up to and including the bar, oldest first. Inside a
 * computation NaN stands for a missing number: it passes through sums, so a window with one is
 * undefined as a whole.
 */
final class ReferenceFactors {
  static final List<String> NAMES =
      List.of(
          "returns_1m",
          "returns_3m",
          "returns_6m",
          "returns_12m",
          "momentum_12m_excl_1m",
          "reversal_1d",
          "reversal_2d",
          "reversal_3d",
          "trend_strength_20",
          "trend_strength_50",
          "trend_strength_200",
          "rv_20",
          "rv_60",
          "vov_20_60",
          "volume_zscore",
          "spread_proxy",
          "illiquidity_20");

  private final List<Observation> history;
  private final int now;
  private final int day;
  private final double year;

  private ReferenceFactors(List<Observation> history, int barsPerDay, double barsPerYear) {
    this.history = history;
    this.now = history.size() - 1;
    this.day = barsPerDay;
    this.year = barsPerYear;
  }

  /** The columns beside the close without which a factor cannot be computed. */
  static List<String> neededColumns(String name) {
    return switch (name) {
      case "volume_zscore", "illiquidity_20" -> List.of("volume");
      case "spread_proxy" -> List.of("high", "low");
      default -> List.of();
    };
  }

  /** The value of a factor at the last observation of a history; empty where it is undefined. */
  static OptionalDouble value(
      String name, List<Observation> history, int barsPerDay, double barsPerYear) {
    double value = new ReferenceFactors(history, barsPerDay, barsPerYear).compute(name);
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  private double compute(String name) {
    return switch (name) {
      case "returns_1m" -> logRatio(now, now - 21 * day);
      case "returns_3m" -> logRatio(now, now - 63 * day);
      case "returns_6m" -> logRatio(now, now - 126 * day);
      case "returns_12m" -> logRatio(now, now - 252 * day);
      case "momentum_12m_excl_1m" -> logRatio(now - 21 * day, now - 252 * day);
      case "reversal_1d" -> reversal(day);
      case "reversal_2d" -> reversal(2 * day);
      case "reversal_3d" -> reversal(3 * day);
      case "trend_strength_20" -> trendStrength(20 * day);
      case "trend_strength_50" -> trendStrength(50 * day);
      case "trend_strength_200" -> trendStrength(200 * day);
      case "rv_20" -> realisedVolatility(now, 20 * day);
      case "rv_60" -> realisedVolatility(now, 60 * day);
      case "vov_20_60" -> volatilityOfVolatility();
      case "volume_zscore" -> volumeZscore();
      case "spread_proxy" -> (high(now) - low(now)) / close(now);
      case "illiquidity_20" -> illiquidity();
      default ->
          throw new AssertionError(
              "factor "
                  + name
                  + " lacks its second implementation: write one into ReferenceFactors, in NAMES,"
                  + " compute and (if it needs more than closes) neededColumns, from the formula of"
                  + " its source and not from the first");
    };
  }

  private double logRatio(int later, int earlier) {
    return StrictMath.log(close(later) / close(earlier));
  }

  private double reversal(int horizon) {
    List<Double> returns = new ArrayList<>();
    for (int i = now - 60 * day + 1; i <= now; i++) {
      returns.add(close(i) / close(i - horizon) - 1);
    }
    return standardisedLast(returns);
  }

  private double trendStrength(int window) {
    List<Double> closes = new ArrayList<>();
    for (int i = now - window + 1; i <= now; i++) {
      closes.add(close(i));
    }
    List<Double> trueRanges = new ArrayList<>();
    for (int i = now - 20 * day + 1; i <= now; i++) {
      trueRanges.add(trueRange(i));
    }
    double averageTrueRange = mean(trueRanges);
    if (averageTrueRange <= 1e-12 * close(now)) {
      return Double.NaN;
    }
    return (close(now) - mean(closes)) / averageTrueRange;
  }

  private double trueRange(int i) {
    double previous = close(i - 1);
    if (Double.isNaN(high(i)) || Double.isNaN(low(i))) {
      return Math.abs(close(i) - previous);
    }
    double range = high(i) - low(i);
    double up = Math.abs(high(i) - previous);
    double down = Math.abs(low(i) - previous);
    return Math.max(range, Math.max(up, down));
  }

  private double realisedVolatility(int end, int window) {
    List<Double> returns = new ArrayList<>();
    for (int i = end - window + 1; i <= end; i++) {
      returns.add(logRatio(i, i - 1));
    }
    return Math.sqrt(year) * std(returns, 1);
  }

  private double volatilityOfVolatility() {
    if (now < (60 + 20) * day - 1) {
      return Double.NaN; // Only to be spared thousands of windows that are not full.
    }
    List<Double> volatilities = new ArrayList<>();
    for (int i = now - 60 * day + 1; i <= now; i++) {
      volatilities.add(realisedVolatility(i, 20 * day));
    }
    return std(volatilities, 1);
  }

  private double volumeZscore() {
    List<Double> volumes = new ArrayList<>();
    for (int i = now - 60 * day + 1; i <= now; i++) {
      volumes.add(volume(i));
    }
    return standardisedLast(volumes);
  }

  private double illiquidity() {
    List<Double> values = new ArrayList<>();
    for (int i = now - 20 * day + 1; i <= now; i++) {
      double traded = close(i) * volume(i);
      if (traded == 0) {
        return Double.NaN;
      }
      values.add(Math.abs(close(i) / close(i - 1) - 1) / traded);
    }
    return mean(values) * 1e6;
  }

  private static double standardisedLast(List<Double> values) {
    double std = std(values, 1);
    if (std == 0) {
      return Double.NaN;
    }
    return (values.get(values.size() - 1) - mean(values)) / std;
  }

  static double mean(List<Double> values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.size();
  }

  /** Two passes; 0 where it counts as zero. */
  static double std(List<Double> values, int degreesOfFreedom) {
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double std = Math.sqrt(squares / (values.size() - degreesOfFreedom));
    return std <= 1e-12 * Math.max(1, Math.abs(mean)) ? 0 : std;
  }

  private double close(int i) {
    return i < 0 ? Double.NaN : history.get(i).close();
  }

  private double high(int i) {
    return i < 0 ? Double.NaN : history.get(i).high().orElse(Double.NaN);
  }

  private double low(int i) {
    return i < 0 ? Double.NaN : history.get(i).low().orElse(Double.NaN);
  }

  private double volume(int i) {
    return i < 0 ? Double.NaN : history.get(i).volume().orElse(Double.NaN);
  }
}

package org.backtestrunner.orchestrator.harvest.metric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every metric of a single backtest. */
public final class Metrics {

  /**
   * In the order of the JSON members, and of the columns that the summary adds to its fixed ones. A
   * new metric is one new file and one line here.
   */
  public static final List<Metric> ALL =
      List.of(
          new TotalReturn(),
          new CompoundAnnualGrowthRate(),
          new Volatility(),
          new Sharpe(),
          new Sortino(),
          new MaximumDrawdown(),
          new MaximumDrawdownPercent(),
          new Calmar(),
          new Turnover(),
          new FinalEquity(),
          new OrderCount(),
          new Skewness(),
          new Kurtosis(),
          new ValueAtRisk(),
          new ConditionalValueAtRisk(),
          new MaximumDrawdownDays(),
          new UlcerIndex(),
          new BestMonth(),
          new WorstMonth(),
          new PositiveMonths(),
          new AverageGrossExposure(),
          new AverageNetExposure(),
          new AveragePositions(),
          new CostDrag(),
          new ProbabilisticSharpe());

  private Metrics() {}

  /** The metric of a name that our own code mentions. */
  public static Metric named(String name) {
    return ALL.stream()
        .filter(metric -> metric.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no metric " + name));
  }

  /**
   * The values of a run whose orders file is gone, with those that need it.
   *
   * @param then computed when the file was there
   * @param values computed without it
   */
  public static Map<String, Number> withTradingOf(
      Map<String, Number> then, Map<String, Number> values) {
    Map<String, Number> all = new LinkedHashMap<>();
    for (Metric metric : ALL) {
      Number value = values.get(metric.name());
      if (value == null && metric.needsOrders()) {
        value = then.get(metric.name());
      }
      if (value != null) {
        all.put(metric.name(), value);
      }
    }
    return Collections.unmodifiableMap(all);
  }

  /** Whether less of a number is more; not so of names that are none of these. */
  public static boolean isSmallerBetter(String name) {
    return ALL.stream().anyMatch(metric -> metric.name().equals(name) && metric.isSmallerBetter());
  }

  /**
   * Computes all of them.
   *
   * @return values by name in the order of {@link #ALL}, a count as a whole number; an undefined
   *     metric is absent
   */
  public static Map<String, Number> compute(Performance performance) {
    Map<String, Number> values = new LinkedHashMap<>();
    for (Metric metric : ALL) {
      metric
          .of(performance)
          .ifPresent(value -> values.put(metric.name(), metric.unit().exact(value)));
    }
    return Collections.unmodifiableMap(values);
  }
}

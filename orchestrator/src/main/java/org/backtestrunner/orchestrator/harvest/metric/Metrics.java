package org.backtestrunner.orchestrator.harvest.metric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every metric of a single backtest. */
public final class Metrics {

  /** In the order of the columns. A new metric is one new file and one line here. */
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
          new Turnover());

  private Metrics() {}

  /**
   * Computes all of them.
   *
   * @return values by name in the order of {@link #ALL}; an undefined metric is absent
   */
  public static Map<String, Double> compute(Performance performance) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (Metric metric : ALL) {
      metric.of(performance).ifPresent(value -> values.put(metric.name(), value));
    }
    return Collections.unmodifiableMap(values);
  }
}

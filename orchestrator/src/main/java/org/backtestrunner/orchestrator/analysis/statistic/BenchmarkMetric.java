package org.backtestrunner.orchestrator.analysis.statistic;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The metrics of a run that only its batch's benchmark gives it, in the order of their columns. */
public enum BenchmarkMetric {
  BETA(4, BenchmarkComparison::beta),
  ALPHA(6, BenchmarkComparison::alpha),
  CORRELATION(4, BenchmarkComparison::correlation),
  TRACKING_ERROR(6, BenchmarkComparison::trackingError),
  INFORMATION_RATIO(4, BenchmarkComparison::informationRatio),
  EXCESS_RETURN(6, BenchmarkComparison::excessReturn),
  UP_CAPTURE(4, BenchmarkComparison::upCapture),
  DOWN_CAPTURE(4, BenchmarkComparison::downCapture);

  private final int precision;
  private final Function<BenchmarkComparison, OptionalDouble> value;

  BenchmarkMetric(int precision, Function<BenchmarkComparison, OptionalDouble> value) {
    this.precision = precision;
    this.value = value;
  }

  /** The name of the column and of the JSON member. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The number of decimals in the summary's CSV. */
  public int precision() {
    return precision;
  }

  /** Those of a comparison that are defined, by name. */
  public static Map<String, Number> of(BenchmarkComparison comparison) {
    Map<String, Number> values = new LinkedHashMap<>();
    for (BenchmarkMetric metric : values()) {
      metric.value.apply(comparison).ifPresent(value -> values.put(metric.label(), value));
    }
    return Collections.unmodifiableMap(values);
  }
}

package org.backtestrunner.orchestrator.report.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.harvest.RunResult.Success;
import org.backtestrunner.orchestrator.harvest.metric.DeflatedSharpe;
import org.backtestrunner.orchestrator.harvest.metric.Metric;
import org.backtestrunner.orchestrator.harvest.metric.Metrics;
import org.backtestrunner.orchestrator.report.BatchSummary;

/**
 * The order of runs by a metric, the best first; runs for which it is undefined come last, equal
 * ones in plan order.
 *
 * @param metric one of {@link #metrics}
 */
public record Ranking(String metric) {
  /** By the Sharpe ratio. */
  public static final Ranking STANDARD = new Ranking("sharpe");

  public Ranking {
    if (!metrics().contains(metric)) {
      throw new IllegalArgumentException("no metric " + metric);
    }
  }

  /** By what runs can be ordered. */
  public static List<String> metrics() {
    List<String> names = new ArrayList<>(Metrics.ALL.stream().map(Metric::name).toList());
    names.add(DeflatedSharpe.NAME);
    return List.copyOf(names);
  }

  List<Success> of(BatchSummary summary) {
    Comparator<Double> order =
        Metrics.isSmallerBetter(metric) ? Comparator.naturalOrder() : Comparator.reverseOrder();
    Map<Success, Double> values = new LinkedHashMap<>();
    List<Success> undefined = new ArrayList<>();
    for (RunResult result : summary.results()) {
      for (Success run : result.success().stream().toList()) {
        Optional<Number> value = Optional.ofNullable(summary.metrics(run).get(metric));
        value.ifPresentOrElse(
            defined -> values.put(run, defined.doubleValue()), () -> undefined.add(run));
      }
    }
    List<Success> ranked = new ArrayList<>(values.keySet());
    ranked.sort(Comparator.comparing(values::get, order));
    ranked.addAll(undefined);
    return ranked;
  }
}

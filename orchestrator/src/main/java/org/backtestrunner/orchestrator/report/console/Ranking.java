package org.backtestrunner.orchestrator.report.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
    List<Ranked> defined = new ArrayList<>();
    List<Success> undefined = new ArrayList<>();
    for (RunResult result : summary.results()) {
      for (Success run : result.success().stream().toList()) {
        Optional.ofNullable(summary.metrics(run).get(metric))
            .ifPresentOrElse(
                value -> defined.add(new Ranked(run, value.doubleValue())),
                () -> undefined.add(run));
      }
    }
    defined.sort(Comparator.comparing(Ranked::value, order));
    List<Success> ranked = new ArrayList<>(defined.stream().map(Ranked::run).toList());
    ranked.addAll(undefined);
    return ranked;
  }

  private record Ranked(Success run, double value) {}
}

package org.backtestrunner.worker.own;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.backtestrunner.worker.api.Strategy;
import org.backtestrunner.worker.factor.sources.Inputs;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.panel.Warnings;
import org.backtestrunner.worker.parameter.RunParameters;
import org.backtestrunner.worker.strategy.DecisionRule;

/** A strategy of the user's among ours. */
record OwnRule(OwnJar jar, Strategy strategy, String name) implements DecisionRule {
  /** Spreads small seeds, whose first draws would be nearly equal. */
  private static final long SEED_FACTOR = 0x9E3779B97F4A7C15L;

  @Override
  public String description() {
    return UserCalls.get(jar, "strategy " + name, strategy::description);
  }

  @Override
  public Decisions prepare(RunParameters run, Inputs inputs, Warnings warnings) {
    Panel panel = inputs.panel();
    LazyHistories histories = new LazyHistories(inputs);
    PanelView view =
        new PanelView(
            panel,
            histories,
            new NamedFactors(run, panel, histories, inputs.formulas(), warnings),
            run.integer("max_signal_age_days"),
            new Random(run.integer("seed") * SEED_FACTOR));
    UserCalls.get(
        jar,
        "strategy " + name + " before its first bar",
        () -> {
          strategy.begin(new RunValues(run));
          return name;
        });
    return new Asked(panel, view, run.number("max_gross_exposure"));
  }

  private final class Asked implements Decisions {
    private final Panel panel;
    private final PanelView view;
    private final double grossExposure;

    Asked(Panel panel, PanelView view, double grossExposure) {
      this.panel = panel;
      this.view = view;
      this.grossExposure = grossExposure;
    }

    @Override
    public void watch(Portfolio portfolio) {
      view.watch(portfolio);
    }

    @Override
    public Optional<double[]> at(int bar) {
      view.moveTo(bar);
      String here = "strategy " + name + " at " + panel.format(bar);
      return UserCalls.get(jar, here, () -> weights(here, strategy.decide(view)));
    }

    /** A map of the user's may fail while it is read, as one with whole numbers does. */
    private Optional<double[]> weights(String here, Optional<Map<String, Double>> decided) {
      if (decided == null) {
        throw wrong(here, "decide has returned null; Optional.empty() says that all stays");
      }
      if (decided.isEmpty()) {
        return Optional.empty();
      }
      double[] weights = new double[panel.size()];
      for (Map.Entry<String, Double> each : decided.get().entrySet()) {
        String symbol = each.getKey();
        Double weight = each.getValue();
        Optional<Integer> number = symbol == null ? Optional.empty() : view.find(symbol);
        if (number.isEmpty()) {
          throw wrong(here, "a weight for '" + symbol + "', which is no symbol of the run");
        }
        if (weight == null || !Double.isFinite(weight)) {
          throw wrong(
              here, "the weight of '" + symbol + "' is " + weight + ", which is no finite number");
        }
        weights[number.get()] = weight * grossExposure;
      }
      return Optional.of(weights);
    }

    private static StrategyException wrong(String here, String what) {
      return new StrategyException(here + ": " + what, List.of());
    }
  }
}

package org.backtestrunner.worker.strategy;

import java.util.List;

/** All strategies. A new one is a class beside these and a line in this list. */
public final class Strategies {
  public static final List<DecisionRule> ALL =
      List.of(
          new MultifactorLongShort(), new TrendBaseline(), new BuyAndHold(), new TargetWeights());

  private Strategies() {}

  /** The strategy of that name, which must be one of the list. */
  public static DecisionRule of(String name) {
    for (DecisionRule strategy : ALL) {
      if (strategy.name().equals(name)) {
        return strategy;
      }
    }
    throw new IllegalArgumentException("no strategy '" + name + "'");
  }
}

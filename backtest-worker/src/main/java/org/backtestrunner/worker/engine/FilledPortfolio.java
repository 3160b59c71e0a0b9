package org.backtestrunner.worker.engine;

import org.backtestrunner.worker.strategy.DecisionRule;

/** What strategies may see of an account. */
record FilledPortfolio(Account account, Market market) implements DecisionRule.Portfolio {
  @Override
  public double equity() {
    return account.equity();
  }

  @Override
  public int[] held() {
    return account.held();
  }

  @Override
  public double quantity(int symbol) {
    return account.quantity(symbol);
  }

  @Override
  public double value(int symbol) {
    return account.quantity(symbol) * market.lastClose(symbol);
  }
}

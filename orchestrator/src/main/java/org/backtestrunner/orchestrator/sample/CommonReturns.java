package org.backtestrunner.orchestrator.sample;

import java.util.ArrayList;
import java.util.List;

/** What moves many stocks at once: one market and a few sectors, as daily log returns. */
final class CommonReturns {
  static final int SECTORS = 5;
  static final double MARKET_VOLATILITY = 0.010;
  static final double SECTOR_VOLATILITY = 0.006;

  private final ClusteredShocks market;
  private final List<ClusteredShocks> sectors = new ArrayList<>();

  CommonReturns(long seed) {
    market = new ClusteredShocks(new RandomStream(seed, "market"), MARKET_VOLATILITY);
    for (int sector = 0; sector < SECTORS; sector++) {
      RandomStream random = new RandomStream(seed, "sector " + sector);
      sectors.add(new ClusteredShocks(random, SECTOR_VOLATILITY));
    }
  }

  Day next() {
    return new Day(market.next(), sectors.stream().map(ClusteredShocks::next).toList());
  }

  /** One day's returns, {@code sectors} by sector number. */
  record Day(double market, List<Double> sectors) {
    Day {
      sectors = List.copyOf(sectors);
    }
  }
}

package org.backtestrunner.worker.engine;

import org.backtestrunner.worker.parameter.RunParameters;

/**
 * When positions are closed that no decision closes, and at which price.
 *
 * @param delistingReturn applied to the last close of a delisted symbol
 * @param staleBars bars without an observation after which a symbol is stale, if more; 0: never
 */
record ForcedExit(double delistingReturn, long staleBars) {

  static ForcedExit of(RunParameters run) {
    long staleDays = Math.min(run.integer("max_stale_days"), Integer.MAX_VALUE);
    return new ForcedExit(run.number("delisting_return"), staleDays * run.barRate().perDay());
  }

  double price(double lastClose, boolean delisted) {
    return lastClose * (delisted ? 1 + delistingReturn : 1);
  }
}

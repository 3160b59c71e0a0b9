package org.backtestrunner.worker.own;

import java.util.Optional;
import org.backtestrunner.worker.factor.sources.Inputs;
import org.backtestrunner.worker.panel.PriceHistories;
import org.backtestrunner.worker.panel.SymbolHistory;

/** Histories of a run's symbols, which prepared inputs give only to whoever needs them. */
final class LazyHistories {
  private final Inputs inputs;
  private Optional<PriceHistories> histories = Optional.empty();

  LazyHistories(Inputs inputs) {
    this.inputs = inputs;
  }

  /** The history of a symbol of the panel. */
  SymbolHistory of(int symbol) {
    if (histories.isEmpty()) {
      histories = Optional.of(inputs.histories());
    }
    return histories.get().history(inputs.panel().inUniverse(symbol));
  }
}

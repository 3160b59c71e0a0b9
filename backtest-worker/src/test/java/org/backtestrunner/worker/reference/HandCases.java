package org.backtestrunner.worker.reference;

import java.util.List;
import java.util.stream.Stream;

/**
 * Backtests calculated by hand: three symbols, six bars. Every engine must give these rows; the
 * comments derive the numbers.
 */
public final class HandCases {
  private HandCases() {}

  /** All cases. */
  public static List<HandCase> all() {
    return Stream.of(
            MoneyHandCases.all(),
            CostHandCases.all(),
            BarRateHandCases.all(),
            WipeOutHandCases.all(),
            FillHandCases.all(),
            MultifactorHandCases.all(),
            StrategyHandCases.all(),
            CalendarHandCases.all(),
            EndingHandCases.all())
        .flatMap(List::stream)
        .toList();
  }
}

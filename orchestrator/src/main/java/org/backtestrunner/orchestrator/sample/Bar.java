package org.backtestrunner.orchestrator.sample;

import java.math.BigDecimal;

/**
 * One stock on one day. Prices are whole numbers of ticks, of which a tick is one unit of the last
 * of {@code decimals} decimals; the volume is in shares.
 */
record Bar(long open, long high, long low, long close, int decimals, long volume) {
  Bar {
    if (low <= 0 || low > Math.min(open, close) || high < Math.max(open, close) || volume < 0) {
      throw new IllegalArgumentException(
          "not a bar: open %d, high %d, low %d, close %d, volume %d"
              .formatted(open, high, low, close, volume));
    }
  }

  /** Rounds to ticks: 2 decimals for a close from 10 upwards, 3 from 1 upwards, else 4. */
  static Bar of(double open, double high, double low, double close, long volume) {
    int decimals = close >= 10 ? 2 : close >= 1 ? 3 : 4;
    return new Bar(
        ticks(open, decimals),
        ticks(high, decimals),
        ticks(low, decimals),
        ticks(close, decimals),
        decimals,
        volume);
  }

  /** Appends {@code open,high,low,close,volume}. */
  void appendTo(StringBuilder line) {
    for (long price : new long[] {open, high, low, close}) {
      line.append(BigDecimal.valueOf(price, decimals).toPlainString()).append(',');
    }
    line.append(volume);
  }

  private static long ticks(double price, int decimals) {
    long ticksPerCurrency = BigDecimal.TEN.pow(decimals).longValueExact();
    return Math.max(1, (long) Math.rint(price * ticksPerCurrency));
  }
}

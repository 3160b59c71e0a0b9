package org.backtestrunner.worker.reference;

import java.util.LinkedHashMap;
import java.util.Map;

/** Random values of the parameters that are no files, dates or names. */
final class RandomParameters {
  private RandomParameters() {}

  /**
   * Draws parameters that go together; any may be left to its default.
   *
   * @param withOpens whether the price file has opens
   */
  static Map<String, String> draw(Dice dice, BarTime barTime, boolean withOpens) {
    Map<String, String> drawn = new LinkedHashMap<>();
    boolean daily = barTime == BarTime.DAILY;
    String frequency = daily ? dice.pick("D", "W", "W", "M", "M", "Q") : dice.pick("D", "D", "W");
    drawn.put("rebalance_freq", frequency);
    drawn.put("max_gross_exposure", dice.pick("0.5", "1", "1.0", "1.7", "2", "5", "10"));
    drawn.put("start_capital", dice.pick("100000", "1000", "1000000", "12345.67"));
    drawn.put("commission_bps", dice.pick("0", "0.5", "10", "100"));
    drawn.put("spread_bps", dice.pick("0", "3", "20"));
    drawn.put("slippage_bps", dice.pick("0", "1.5", "25"));
    drawn.put("borrow_bps_per_year", dice.pick("0", "50", "2000"));
    drawn.put("financing_bps_per_year", dice.pick("0", "300", "2000"));
    drawn.put("delisting_return", dice.pick("0", "-0.3", "-1"));
    drawn.put("max_stale_days", dice.pick("0", "1", "3", "20"));
    drawn.put("factor_max_age_days", dice.pick("0", "1", "5", "30", "100", "100"));
    drawn.put("lot_size", dice.pick("0", "0", "1", "10", "0.1"));
    drawn.put("universe_sample", dice.pick("1", "1", "1", "1.0", "0.7", "0.3"));
    drawn.put("seed", Integer.toString(dice.between(0, 1_000_000)));
    drawn.values().removeIf(value -> dice.chance(0.2));
    drawFill(dice, withOpens, drawn);
    drawQuantiles(dice, drawn);
    if (dice.chance(0.9)) {
      int fast = dice.between(1, 10);
      drawn.put("ema_fast", Integer.toString(fast));
      drawn.put("ema_slow", Integer.toString(fast + dice.between(1, 25)));
    }
    if (dice.chance(0.3)) {
      drawn.put("bars_per_year", dice.pick("12", "52", "252", "365", "365.25", "19656"));
    }
    if (dice.chance(daily ? 0.1 : 0.5)) {
      drawn.put("bars_per_day", dice.pick("1", "6", "48", "78", "288"));
    }
    drawn.put("max_signal_age_days", dice.pick("0", "1", "2", "4", "5", "5", "30"));
    drawn.put("weights_roll", dice.pick("refuse", "next", "previous"));
    return drawn;
  }

  /**
   * Draws the market impact of trades, rarely on a file without volumes.
   *
   * @param withVolumes whether the price file has volumes
   */
  static Map<String, String> drawImpact(Dice dice, boolean withVolumes) {
    return dice.chance(withVolumes ? 0.1 : 0.01)
        ? Map.of(
            "market_impact_bps", dice.pick("5", "200", "1e4"),
            "impact_exponent", dice.pick("0.5", "1", "0.6", "2"))
        : Map.of();
  }

  /** At the open only with a lag, and rarely on a file without opens. */
  private static void drawFill(Dice dice, boolean withOpens, Map<String, String> drawn) {
    int lag = dice.pick(0, 1, 1, 2, 3);
    drawn.put("execution_lag", Integer.toString(lag));
    boolean atOpen = lag > 0 && dice.chance(withOpens ? 0.5 : 0.03);
    drawn.put("fill_price", atOpen ? "open" : "close");
  }

  private static void drawQuantiles(Dice dice, Map<String, String> drawn) {
    String top = dice.pick("0", "0.1", "0.2", "0.34", "0.5");
    String bottom = dice.pick("0", "0.1", "0.2", "0.34", "0.5");
    drawn.put("top_quantile", top.equals("0") && bottom.equals("0") ? "0.25" : top);
    drawn.put("bottom_quantile", bottom);
  }
}

package org.backtestrunner.worker.reference;

import java.util.List;

/** What the strategies without a bundle decide. */
final class StrategyHandCases {
  private StrategyHandCases() {}

  static List<HandCase> all() {
    return List.of(buyAndHold(), trend(), trendWithHistory(), weekly());
  }

  /** Cash only, and from a bar on always the same values. */
  static String flatFrom(String first, String values) {
    StringBuilder rows = new StringBuilder();
    for (String day : List.of("02", "03", "04", "05", "08", "09")) {
      String date = "2024-01-" + day;
      String row = date.compareTo(first) < 0 ? "10000,10000,0,0,0" : values;
      rows.append(date).append(',').append(row).append('\n');
    }
    return rows.toString();
  }

  private static HandCase buyAndHold() {
    return HandCase.named("buy and hold buys the listed symbols once; others set no bars")
        .set("strategy", "buy_and_hold")
        .set("execution_lag", "2")
        .file("symbols_file", "symbols.txt", "# two of three\nB\nA # the first\n")
        .prices(
            """
            date        A    B   C
            2024-01-02  100  50  20
            2024-01-03  100  50  20
            2024-01-04  125  40  20
            2024-01-05  100  50  20
            2024-01-06  -    -   20
            2024-01-08  100  50  20
            2024-01-09  110  50  20
            """)
        // A 0.5 x 10000 / 100 = 50 at 125, B 100 at 40: cash -250.
        .equity(
            """
            2024-01-02,10000,10000,0,0,0
            2024-01-03,10000,10000,0,0,0
            2024-01-04,10000,-250,10250,0,0
            2024-01-05,9750,-250,10000,0,0
            2024-01-08,9750,-250,10000,0,0
            2024-01-09,10250,-250,10500,0,0
            """)
        .orders(
            """
            2024-01-04,A,BUY,50,125,6250,0
            2024-01-04,B,BUY,100,40,4000,0
            """)
        .positions(
            """
            2024-01-04,A,50,0.625
            2024-01-04,B,100,0.4
            """)
        .build();
  }

  /**
   * A span of 1 is the price itself; a span of 3 goes half the way: A 100, 105, 115, 107.5, 103.75,
   * 101.875; B 50, 50, 50, 65, 72.5, 78.25; C always 20.
   */
  private static HandCase.Builder trending(String name) {
    return HandCase.named(name)
        .set("strategy", "trend_baseline")
        .set("ema_fast", "1")
        .set("ema_slow", "3")
        .set("rebalance_freq", "D")
        .prices(
            """
            date        A    B   C
            2024-01-02  100  50  20
            2024-01-03  110  50  20
            2024-01-04  125  50  20
            2024-01-05  100  80  20
            2024-01-08  100  80  20
            2024-01-09  100  84  20
            """);
  }

  private static HandCase trend() {
    return trending("a trend needs ema_slow observations and a fast average above the slow one")
        // 3rd: A is above, but has two observations. 4th: A 10000 / 125 = 80, filled at 100.
        // 5th: B 10000 / 80 = 125, filled at 80. 8th: B 125 again: nothing to trade.
        .equity(
            """
            2024-01-02,10000,10000,0,0,0
            2024-01-03,10000,10000,0,0,0
            2024-01-04,10000,10000,0,0,0
            2024-01-05,10000,2000,8000,0,0
            2024-01-08,10000,0,10000,0,0
            2024-01-09,10500,0,10500,0,0
            """)
        .orders(
            """
            2024-01-05,A,BUY,80,100,8000,0
            2024-01-08,A,SELL,80,100,8000,0
            2024-01-08,B,BUY,125,80,10000,0
            """)
        .positions(
            """
            2024-01-05,A,80,0.8
            2024-01-08,B,125,1
            2024-01-09,B,125,1
            """)
        .build();
  }

  private static HandCase trendWithHistory() {
    return trending("rows before start_date are history")
        .set("start_date", "2024-01-04")
        .equity(
            """
            2024-01-04,10000,10000,0,0,0
            2024-01-05,10000,2000,8000,0,0
            2024-01-08,10000,0,10000,0,0
            2024-01-09,10500,0,10500,0,0
            """)
        .orders(
            """
            2024-01-05,A,BUY,80,100,8000,0
            2024-01-08,A,SELL,80,100,8000,0
            2024-01-08,B,BUY,125,80,10000,0
            """)
        .build();
  }

  private static HandCase weekly() {
    return trending("weekly decisions are those of the first bar and of the first bar of a week")
        .set("rebalance_freq", "W")
        // Tuesday the 2nd: nothing is eligible. Monday the 8th: B 10000 / 80 = 125, at 84 the 9th.
        .equity(flatFrom("2024-01-09", "10000,-500,10500,0,0"))
        .orders("2024-01-09,B,BUY,125,84,10500,0")
        .positions("2024-01-09,B,125,1.05")
        .build();
  }
}

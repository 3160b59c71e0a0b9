package org.backtestrunner.worker.reference;

import java.util.List;
import org.backtestrunner.worker.reference.ReferenceBundle.Factor;

/** Symbols that are not observed at the same times: holidays and weekends. */
final class CalendarHandCases {
  private CalendarHandCases() {}

  static List<HandCase> all() {
    return List.of(
        holidays(),
        holidaysWithoutAge(),
        factorOfTheLastObservation(),
        weekend(),
        trendOverTheWeekend(),
        trendThatIsTooOld(),
        rolledToTheNextBar(),
        rolledToThePreviousBar());
  }

  /** B's exchange is closed on Tuesday the 2nd, that of A and C on Monday the 8th. */
  private static HandCase.Builder exchanges(String name) {
    return MultifactorHandCases.oneASide(
            name, ReferenceBundle.withDefaults(new Factor("f", 1, true)))
        .set("rebalance_freq", "W")
        .prices(
            """
            date        A    B   C
            2023-12-29  100  50  20
            2024-01-02  100  -   20
            2024-01-03  100  40  20
            2024-01-04  100  50  20
            2024-01-05  100  50  20
            2024-01-08  -    50  -
            2024-01-09  125  50  20
            """)
        .file(
            "factor_file",
            "factors.csv",
            """
            timestamp,symbol,f
            2024-01-02,A,1
            2024-01-02,B,3
            2024-01-02,C,2
            2024-01-08,A,3
            2024-01-08,B,1
            2024-01-08,C,2
            """);
  }

  private static HandCase holidays() {
    return exchanges("a symbol whose exchange has a holiday is decided on by its last close")
        // 2nd: B, 4 days old, is the best: 0.5 x 10000 / 50 = 100. A is the worst: -50.
        // 8th: A and C are 3 days old. Equity 11000: A 0.5 x 11000 / 100 = 55, B -110.
        // 3rd: cash 10000 + 5000 - 100 x 40. 9th: 11000 - 105 x 125 + 210 x 50 = 8375.
        .equity(
            """
            2024-01-02,10000,10000,0,0,0
            2024-01-03,10000,11000,4000,-5000,0
            2024-01-04,11000,11000,5000,-5000,0
            2024-01-05,11000,11000,5000,-5000,0
            2024-01-08,11000,11000,5000,-5000,0
            2024-01-09,9750,8375,6875,-5500,0
            """)
        .orders(
            """
            2024-01-03,A,SELL,50,100,5000,0
            2024-01-03,B,BUY,100,40,4000,0
            2024-01-09,A,BUY,105,125,13125,0
            2024-01-09,B,SELL,210,50,10500,0
            """)
        .build();
  }

  private static HandCase holidaysWithoutAge() {
    return exchanges("with an age of 0 only symbols that are observed at the bar are decided on")
        .set("max_signal_age_days", "0")
        // 2nd: without B, long C 0.5 x 10000 / 20 = 250, short A 50. 8th: B alone is too few.
        .equity(
            """
            2024-01-02,10000,10000,0,0,0
            2024-01-03,10000,10000,5000,-5000,0
            2024-01-04,10000,10000,5000,-5000,0
            2024-01-05,10000,10000,5000,-5000,0
            2024-01-08,10000,10000,5000,-5000,0
            2024-01-09,8750,10000,5000,-6250,0
            """)
        .orders(
            """
            2024-01-03,A,SELL,50,100,5000,0
            2024-01-03,C,BUY,250,20,5000,0
            """)
        .build();
  }

  private static HandCase factorOfTheLastObservation() {
    StringBuilder prices = new StringBuilder("timestamp,symbol,close,high,low\n");
    // Spreads: B's of the 29th is 10 / 50 = 0.2; on the 2nd A's is 0.02 and C's is 0.1.
    prices.append("2023-12-29,B,50,55,45\n2024-01-02,A,100,101,99\n2024-01-02,C,20,21,19\n");
    for (String day : List.of("03", "04", "05", "08", "09")) {
      for (String row : List.of("A,100,100,100", "B,50,50,50", "C,20,20,20")) {
        prices.append("2024-01-").append(day).append(',').append(row).append('\n');
      }
    }
    return MultifactorHandCases.oneASide(
            "a factor of the engine has the value of the symbol's last observation",
            ReferenceBundle.withDefaults(new Factor("spread_proxy", 1, true)))
        .file("price_file", "prices.csv", prices.toString())
        .equity(StrategyHandCases.flatFrom("2024-01-03", "10000,10000,5000,-5000,0"))
        .orders(
            """
            2024-01-03,A,SELL,50,100,5000,0
            2024-01-03,B,BUY,100,50,5000,0
            """)
        .build();
  }

  /** The 6th is a Saturday: only the coin X trades. */
  private static HandCase weekend() {
    return HandCase.named("buy and hold over stocks and a coin that begins on a weekend buys both")
        .set("strategy", "buy_and_hold")
        .set("start_date", "2024-01-06")
        .set("max_gross_exposure", "0.9")
        .prices(
            """
            date        A    B   X
            2024-01-05  100  50  10
            2024-01-06  -    -   10
            2024-01-07  -    -   20
            2024-01-08  100  60  20
            2024-01-09  110  50  25
            """)
        // 0.3 each: A 30, B 60, X 300. 7th: X for 6000. 8th: cash 4000 - 3000 - 3600.
        .equity(
            """
            2024-01-06,10000,10000,0,0,0
            2024-01-07,10000,4000,6000,0,0
            2024-01-08,10000,-2600,12600,0,0
            2024-01-09,11200,-2600,13800,0,0
            """)
        .orders(
            """
            2024-01-07,X,BUY,300,20,6000,0
            2024-01-08,A,BUY,30,100,3000,0
            2024-01-08,B,BUY,60,60,3600,0
            """)
        .build();
  }

  /** A's averages on Friday the 5th: span 1 is 125, span 3 goes 100, 105, 115. X stands still. */
  private static HandCase.Builder overTheWeekend(String name, int age) {
    return HandCase.named(name)
        .set("strategy", "trend_baseline")
        .set("start_date", "2024-01-06")
        .set("ema_fast", "1")
        .set("ema_slow", "3")
        .set("rebalance_freq", "D")
        .set("max_signal_age_days", Integer.toString(age))
        .prices(
            """
            date        A    X
            2024-01-03  100  10
            2024-01-04  110  10
            2024-01-05  125  10
            2024-01-06  -    10
            2024-01-07  -    10
            2024-01-08  125  10
            2024-01-09  100  10
            """);
  }

  private static HandCase trendOverTheWeekend() {
    return overTheWeekend("on a Sunday a trend of Friday is two days old", 2)
        // 7th: A 10000 / 125 = 80, due on the 8th. The 8th decides the same 80.
        .equity(
            """
            2024-01-06,10000,10000,0,0,0
            2024-01-07,10000,10000,0,0,0
            2024-01-08,10000,0,10000,0,0
            2024-01-09,8000,0,8000,0,0
            """)
        .orders("2024-01-08,A,BUY,80,125,10000,0")
        .build();
  }

  private static HandCase trendThatIsTooOld() {
    return overTheWeekend("a trend that is older than the greatest age is none", 1)
        // 6th: A 80, which waits; the 7th's decision to hold nothing replaces it. 8th: A 80.
        .equity(
            """
            2024-01-06,10000,10000,0,0,0
            2024-01-07,10000,10000,0,0,0
            2024-01-08,10000,10000,0,0,0
            2024-01-09,10000,2000,8000,0,0
            """)
        .orders("2024-01-09,A,BUY,80,100,8000,0")
        .build();
  }

  /** The 6th and 7th are a weekend, the 10th comes after the last bar. */
  private static HandCase.Builder weekendWeights(String name, String roll) {
    return HandCase.named(name)
        .set("weights_roll", roll)
        .set("start_date", "2024-01-01")
        .set("end_date", "2024-01-10")
        .set("execution_lag", "0")
        .prices(
            """
            date        A
            2024-01-02  100
            2024-01-03  100
            2024-01-04  100
            2024-01-05  100
            2024-01-08  125
            2024-01-09  200
            """)
        .weights("2024-01-01,A,0.25", "2024-01-06,A,0.5", "2024-01-10,A,0.1");
  }

  private static HandCase rolledToTheNextBar() {
    return weekendWeights("weights of a day without a bar take effect at the next bar", "next")
        // 2nd: A 25. 8th: equity 10625, A 0.5 x 10625 / 125 = 42.5. The 10th has no bar after it.
        .equity(
            """
            2024-01-02,10000,7500,2500,0,0
            2024-01-03,10000,7500,2500,0,0
            2024-01-04,10000,7500,2500,0,0
            2024-01-05,10000,7500,2500,0,0
            2024-01-08,10625,5312.5,5312.5,0,0
            2024-01-09,13812.5,5312.5,8500,0,0
            """)
        .orders(
            """
            2024-01-02,A,BUY,25,100,2500,0
            2024-01-08,A,BUY,17.5,125,2187.5,0
            """)
        .build();
  }

  private static HandCase rolledToThePreviousBar() {
    return weekendWeights(
            "weights of a day without a bar take effect at the previous bar", "previous")
        // The 1st has no bar before it. 5th: A 50. 9th: equity 15000, A 0.1 x 15000 / 200 = 7.5.
        .equity(
            """
            2024-01-02,10000,10000,0,0,0
            2024-01-03,10000,10000,0,0,0
            2024-01-04,10000,10000,0,0,0
            2024-01-05,10000,5000,5000,0,0
            2024-01-08,11250,5000,6250,0,0
            2024-01-09,15000,13500,1500,0,0
            """)
        .orders(
            """
            2024-01-05,A,BUY,50,100,5000,0
            2024-01-09,A,SELL,42.5,200,8500,0
            """)
        .build();
  }
}

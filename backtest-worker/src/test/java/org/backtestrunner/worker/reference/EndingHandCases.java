package org.backtestrunner.worker.reference;

import java.util.List;

/** Symbols whose data end before the calendar does. */
final class EndingHandCases {
  private EndingHandCases() {}

  static List<HandCase> all() {
    return List.of(halfDelivered(), endedAndDelisted(), endedAndStale());
  }

  private static HandCase halfDelivered() {
    return HandCase.named("a symbol that the last day lacks keeps its last close")
        .prices(
            """
            date        A    B
            2024-01-02  100  50
            2024-01-03  100  50
            2024-01-04  100  50
            2024-01-05  100  50
            2024-01-08  100  50
            2024-01-09  110  -
            """)
        .weights("2024-01-02,A,0.5", "2024-01-02,B,0.5")
        .set("delisting_return", "-1")
        // A 50, B 100. 9th: 50 x 110 + 100 x 50.
        .equity(
            """
            2024-01-02,10000,10000,0,0,0
            2024-01-03,10000,0,10000,0,0
            2024-01-04,10000,0,10000,0,0
            2024-01-05,10000,0,10000,0,0
            2024-01-08,10000,0,10000,0,0
            2024-01-09,10500,0,10500,0,0
            """)
        .orders(
            """
            2024-01-03,A,BUY,50,100,5000,0
            2024-01-03,B,BUY,100,50,5000,0
            """)
        .build();
  }

  /** After B's last row come 4 entries of the calendar, after C's last row 5. */
  private static HandCase.Builder ending(String name) {
    return HandCase.named(name)
        .prices(
            """
            date        A    B   C
            2024-01-02  100  50  20
            2024-01-03  100  50  -
            2024-01-04  100  -   -
            2024-01-05  100  -   -
            2024-01-08  100  -   -
            2024-01-09  100  -   -
            """)
        .weights("2024-01-02,B,0.5", "2024-01-02,C,-0.2")
        .set("execution_lag", "0")
        .set("delisting_return", "-0.5");
  }

  private static HandCase endedAndDelisted() {
    return ending("with 4 entries after its last row a symbol just ends, with 5 it is delisted")
        // 2nd: B 100, C -100: cash 10000 - 5000 + 2000. 3rd: C at 20 x 0.5: cash 7000 - 1000.
        .equity(
            """
            2024-01-02,10000,7000,5000,-2000,0
            2024-01-03,11000,6000,5000,0,0
            2024-01-04,11000,6000,5000,0,0
            2024-01-05,11000,6000,5000,0,0
            2024-01-08,11000,6000,5000,0,0
            2024-01-09,11000,6000,5000,0,0
            """)
        .orders(
            """
            2024-01-02,B,BUY,100,50,5000,0
            2024-01-02,C,SELL,100,20,2000,0
            2024-01-03,C,BUY,100,10,1000,0
            """)
        .build();
  }

  private static HandCase endedAndStale() {
    return ending("a symbol that has just ended goes stale like any other")
        .set("max_stale_days", "2")
        // The 8th is three bars after B's last: B at 50, without the return of a delisting.
        .equity(
            """
            2024-01-02,10000,7000,5000,-2000,0
            2024-01-03,11000,6000,5000,0,0
            2024-01-04,11000,6000,5000,0,0
            2024-01-05,11000,6000,5000,0,0
            2024-01-08,11000,11000,0,0,0
            2024-01-09,11000,11000,0,0,0
            """)
        .orders(
            """
            2024-01-02,B,BUY,100,50,5000,0
            2024-01-02,C,SELL,100,20,2000,0
            2024-01-03,C,BUY,100,10,1000,0
            2024-01-08,B,SELL,100,50,5000,0
            """)
        .build();
  }
}

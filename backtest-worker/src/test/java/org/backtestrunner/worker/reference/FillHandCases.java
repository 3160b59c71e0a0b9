package org.backtestrunner.worker.reference;

import java.util.List;

/** When and at what price a decision is filled, and how much of it. */
final class FillHandCases {
  private FillHandCases() {}

  static List<HandCase> all() {
    return List.of(
        waiting(), replaced(), tooSmall(), lots(), withoutLag(), withLag(), lagOfTwo(), atOpen());
  }

  private static HandCase waiting() {
    return HandCase.named("a symbol that is not observed when due fills at its next observation")
        .prices(
            """
            date        A    B   C
            2024-01-02  100  50  20
            2024-01-03  -    50  -
            2024-01-04  -    50  20
            2024-01-05  125  60  20
            2024-01-08  125  60  -
            2024-01-09  150  60  20
            """)
        .weights("2024-01-02,A,0.5", "2024-01-02,C,0.25")
        .set("max_stale_days", "0") // Never stale: C is held over the 8th.
        // A 50, C 125. 4th: C for 2500. 5th: A for 50 x 125 = 6250. 9th: A worth 7500.
        .equity(
            """
            2024-01-02,10000,10000,0,0,0
            2024-01-03,10000,10000,0,0,0
            2024-01-04,10000,7500,2500,0,0
            2024-01-05,10000,1250,8750,0,0
            2024-01-08,10000,1250,8750,0,0
            2024-01-09,11250,1250,10000,0,0
            """)
        .orders(
            """
            2024-01-04,C,BUY,125,20,2500,0
            2024-01-05,A,BUY,50,125,6250,0
            """)
        // On the 3rd a decision becomes due, but nothing is held.
        .positions(
            """
            2024-01-04,C,125,0.25
            2024-01-05,A,50,0.625
            2024-01-05,C,125,0.25
            """)
        .build();
  }

  private static HandCase replaced() {
    return HandCase.named("a decision becoming due replaces what an earlier one left unfilled")
        .prices(
            """
            date        A    B   C
            2024-01-02  100  50  20
            2024-01-03  -    50  20
            2024-01-04  -    50  20
            2024-01-05  -    50  20
            2024-01-08  200  50  20
            2024-01-09  300  50  20
            """)
        // A's 50 never fill: from the 5th on its target is 0. B 100, then 0.2 x 10000 / 50 = 40.
        .weights("2024-01-02,A,0.5", "2024-01-02,B,0.5", "2024-01-04,B,0.2")
        .equity(
            """
            2024-01-02,10000,10000,0,0,0
            2024-01-03,10000,5000,5000,0,0
            2024-01-04,10000,5000,5000,0,0
            2024-01-05,10000,8000,2000,0,0
            2024-01-08,10000,8000,2000,0,0
            2024-01-09,10000,8000,2000,0,0
            """)
        .orders(
            """
            2024-01-03,B,BUY,100,50,5000,0
            2024-01-05,B,SELL,60,50,3000,0
            """)
        .positions(
            """
            2024-01-03,B,100,0.5
            2024-01-05,B,40,0.2
            """)
        .build();
  }

  private static HandCase tooSmall() {
    return HandCase.named("a billionth of a position is not traded")
        .prices(
            """
            date        A    B   C
            2024-01-02  100  50  20
            2024-01-03  100  50  20
            2024-01-04  100  50  20
            2024-01-05  100  50  20
            2024-01-08  100  50  20
            2024-01-09  100  50  20
            """)
        // A 50, then 50.00000001 (at most 1e-9 x 50 away), then 50.001.
        .weights("2024-01-02,A,0.5", "2024-01-03,A,0.5000000001", "2024-01-04,A,0.50001")
        .equity(
            """
            2024-01-02,10000,10000,0,0,0
            2024-01-03,10000,5000,5000,0,0
            2024-01-04,10000,5000,5000,0,0
            2024-01-05,10000,4999.9,5000.1,0,0
            2024-01-08,10000,4999.9,5000.1,0,0
            2024-01-09,10000,4999.9,5000.1,0,0
            """)
        .orders(
            """
            2024-01-03,A,BUY,50,100,5000,0
            2024-01-05,A,BUY,0.001,100,0.1,0
            """)
        .build();
  }

  private static HandCase lots() {
    return HandCase.named("quantities are multiples of the lot, towards zero")
        .prices(
            """
            date        A  B  C
            2024-01-02  3  7  1
            2024-01-03  3  7  1
            2024-01-04  4  7  1
            2024-01-05  4  7  1
            2024-01-08  4  6  1
            2024-01-09  4  6  1
            """)
        // A 16.67 -> 16. B -7.14 -> -7. C 0.57 x 100, in binary 56.99999999999999, is 57 lots.
        // On the 5th, equity 116: A 14.5 -> 14.
        .weights("2024-01-02,A,0.5", "2024-01-02,B,-0.5", "2024-01-02,C,0.57", "2024-01-05,A,0.5")
        .set("start_capital", "100")
        .set("lot_size", "1")
        // 3rd: cash 100 - 48 + 49 - 57 = 44. 8th: 44 + 8 - 42 + 57 = 67.
        .equity(
            """
            2024-01-02,100,100,0,0,0
            2024-01-03,100,44,105,-49,0
            2024-01-04,116,44,121,-49,0
            2024-01-05,116,44,121,-49,0
            2024-01-08,123,67,56,0,0
            2024-01-09,123,67,56,0,0
            """)
        .orders(
            """
            2024-01-03,A,BUY,16,3,48,0
            2024-01-03,B,SELL,7,7,49,0
            2024-01-03,C,BUY,57,1,57,0
            2024-01-08,A,SELL,2,4,8,0
            2024-01-08,B,BUY,7,6,42,0
            2024-01-08,C,SELL,57,1,57,0
            """)
        .build();
  }

  private static HandCase.Builder lagged(String name, int lag) {
    return HandCase.named(name)
        .prices(
            """
            date        A    B   C
            2024-01-02  100  50  20
            2024-01-03  110  50  20
            2024-01-04  110  50  20
            2024-01-05  125  50  20
            2024-01-08  100  50  20
            2024-01-09  100  50  20
            """)
        .weights("2024-01-02,A,1", "2024-01-05,A,0.5")
        .set("commission_bps", "100")
        .set("execution_lag", Integer.toString(lag));
  }

  private static HandCase withoutLag() {
    return lagged("without lag a decision fills at its own close and sizes before costs", 0)
        // 2nd: 1 x 10000 / 100 = 100. 5th: equity before trading 12400, 0.5 x 12400 / 125 = 49.6;
        // 50.4 sold for 6300, cost 63: cash -100 + 6300 - 63.
        .equity(
            """
            2024-01-02,9900,-100,10000,0,100
            2024-01-03,10900,-100,11000,0,0
            2024-01-04,10900,-100,11000,0,0
            2024-01-05,12337,6137,6200,0,63
            2024-01-08,11097,6137,4960,0,0
            2024-01-09,11097,6137,4960,0,0
            """)
        .orders(
            """
            2024-01-02,A,BUY,100,100,10000,100
            2024-01-05,A,SELL,50.4,125,6300,63
            """)
        .build();
  }

  private static HandCase withLag() {
    return lagged("with a lag of one the same decisions fill at the next close", 1)
        // 3rd: 100 x 110 and cost 110: cash -1110. 5th: equity 11390, 0.5 x 11390 / 125 = 45.56;
        // 8th: 54.44 sold for 5444, cost 54.44: cash -1110 + 5444 - 54.44.
        .equity(
            """
            2024-01-02,10000,10000,0,0,0
            2024-01-03,9890,-1110,11000,0,110
            2024-01-04,9890,-1110,11000,0,0
            2024-01-05,11390,-1110,12500,0,0
            2024-01-08,8835.56,4279.56,4556,0,54.44
            2024-01-09,8835.56,4279.56,4556,0,0
            """)
        .orders(
            """
            2024-01-03,A,BUY,100,110,11000,110
            2024-01-08,A,SELL,54.44,100,5444,54.44
            """)
        .build();
  }

  private static HandCase lagOfTwo() {
    return lagged(
            "a decision that is not yet due is never replaced, one due too late is dropped", 2)
        .set("commission_bps", "0")
        // Decided on the 3rd before the first decision is due: B 0.5 x 10000 / 50 = 100, A 0.
        // 4th: A 100 at 110. 5th: A sold at 125 (+1500), B bought. The 8th's decision is dropped.
        .weights("2024-01-02,A,1", "2024-01-03,B,0.5", "2024-01-08,C,1")
        .equity(
            """
            2024-01-02,10000,10000,0,0,0
            2024-01-03,10000,10000,0,0,0
            2024-01-04,10000,-1000,11000,0,0
            2024-01-05,11500,6500,5000,0,0
            2024-01-08,11500,6500,5000,0,0
            2024-01-09,11500,6500,5000,0,0
            """)
        .orders(
            """
            2024-01-04,A,BUY,100,110,11000,0
            2024-01-05,A,SELL,100,125,12500,0
            2024-01-05,B,BUY,100,50,5000,0
            """)
        .build();
  }

  private static HandCase atOpen() {
    return HandCase.named("fills at the open need an observation that has an open")
        .prices(
            """
            date        A        B      C
            2024-01-02   98/100  50/50  20/20
            2024-01-03  104/110  51/    20/20
            2024-01-04  108/100    /50  20/20
            2024-01-05  102/100  52/55  20/20
            2024-01-08  100/110  56/55  20/20
            2024-01-09  100/90   57/60  20/20
            """)
        // A 50 fill on the 3rd at 104. B 100 wait: the 3rd has no close, the 4th no open.
        // On the 5th, equity 10100: A 1 x 10100 / 100 = 101, B 0.
        .weights("2024-01-02,A,0.5", "2024-01-02,B,0.5", "2024-01-05,A,1")
        .set("fill_price", "open")
        // 3rd: cash 4800. 5th: -400. 8th: -400 - 51 x 100 + 100 x 56 = 100.
        .equity(
            """
            2024-01-02,10000,10000,0,0,0
            2024-01-03,10300,4800,5500,0,0
            2024-01-04,9800,4800,5000,0,0
            2024-01-05,10100,-400,10500,0,0
            2024-01-08,11210,100,11110,0,0
            2024-01-09,9190,100,9090,0,0
            """)
        .orders(
            """
            2024-01-03,A,BUY,50,104,5200,0
            2024-01-05,B,BUY,100,52,5200,0
            2024-01-08,A,BUY,51,100,5100,0
            2024-01-08,B,SELL,100,56,5600,0
            """)
        .build();
  }
}

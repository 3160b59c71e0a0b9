package org.backtestrunner.worker.reference;

import java.util.List;

/** Costs, carry, delisting, stale positions. */
final class MoneyHandCases {
  private MoneyHandCases() {}

  static List<HandCase> all() {
    return List.of(
        costs(), borrow(), financing(), carryOfBoth(), delisting(), totalLoss(), stale());
  }

  /** The rate is (10 + 20/2 + 30) / 10000 = 0.005. */
  private static HandCase costs() {
    return HandCase.named("costs are commission, half the spread and slippage of the notional")
        .prices(
            """
            date        A    B   C
            2024-01-02  100  50  20
            2024-01-03  100  50  20
            2024-01-04  110  40  20
            2024-01-05  120  40  20
            2024-01-08  120  40  20
            2024-01-09  120  40  20
            """)
        // First targets: A 0.5 x 10000 / 100 = 50, B -0.3 x 10000 / 50 = -60.
        // On the 5th: equity 11560, C 0.5 x 11560 / 20 = 289; A and B back to 0.
        .weights("2024-01-02,A,0.5", "2024-01-02,B,-0.3", "2024-01-05,C,0.5")
        .set("commission_bps", "10")
        .set("spread_bps", "20")
        .set("slippage_bps", "30")
        // 3rd: cash 10000 - 5000 - 25 + 3000 - 15 = 7960.
        // 8th: cash 7960 + 6000 - 30 - 2400 - 12 - 5780 - 28.9 = 5709.1.
        .equity(
            """
            2024-01-02,10000,10000,0,0,0
            2024-01-03,9960,7960,5000,-3000,40
            2024-01-04,11060,7960,5500,-2400,0
            2024-01-05,11560,7960,6000,-2400,0
            2024-01-08,11489.1,5709.1,5780,0,70.9
            2024-01-09,11489.1,5709.1,5780,0,0
            """)
        .orders(
            """
            2024-01-03,A,BUY,50,100,5000,25
            2024-01-03,B,SELL,60,50,3000,15
            2024-01-08,A,SELL,50,120,6000,30
            2024-01-08,B,BUY,60,40,2400,12
            2024-01-08,C,BUY,289,20,5780,28.9
            """)
        .build();
  }

  /** 2520 basis points a year are 0.001 a bar. */
  static HandCase borrow() {
    return HandCase.named("borrow is paid on the shorts of the previous close")
        .prices(
            """
            date        A    B   C
            2024-01-02  100  50  20
            2024-01-03  100  50  20
            2024-01-04  110  50  20
            2024-01-05   90  50  20
            2024-01-08   90  50  20
            2024-01-09   80  50  20
            """)
        .weights("2024-01-02,A,-0.5", "2024-01-02,B,-0.25", "2024-01-02,C,0.25")
        .set("borrow_bps_per_year", "2520")
        // 3rd: cash 10000 + 5000 + 2500 - 2500. 4th: minus 0.001 x 7500. 5th: 0.001 x 8000.
        // 8th and 9th: 0.001 x 7000 each.
        .equity(
            """
            2024-01-02,10000,10000,0,0,0
            2024-01-03,10000,15000,2500,-7500,0
            2024-01-04,9492.5,14992.5,2500,-8000,7.5
            2024-01-05,10484.5,14984.5,2500,-7000,8
            2024-01-08,10477.5,14977.5,2500,-7000,7
            2024-01-09,10970.5,14970.5,2500,-6500,7
            """)
        .orders(
            """
            2024-01-03,A,SELL,50,100,5000,0
            2024-01-03,B,SELL,50,50,2500,0
            2024-01-03,C,BUY,125,20,2500,0
            """)
        .build();
  }

  /** 5040 basis points a year are 0.002 a bar. */
  private static HandCase financing() {
    return HandCase.named("financing is paid on the negative cash of the previous close")
        .prices(
            """
            date        A    B   C
            2024-01-02  100  50  20
            2024-01-03  100  50  20
            2024-01-04  110  50  20
            2024-01-05  110  50  20
            2024-01-08  100  50  20
            2024-01-09  100  50  20
            """)
        // With exposure 2 both weights are 1: A 100, B 200, cash -10000.
        // On the 5th: A 0.5 x 10959.96 / 110 = 49.818.
        .weights("2024-01-02,A,0.5", "2024-01-02,B,0.5", "2024-01-05,A,0.25")
        .set("max_gross_exposure", "2")
        .set("financing_bps_per_year", "5040")
        // 4th: 0.002 x 10000. 5th: 0.002 x 10020. 8th: 0.002 x 10040.04 = 20.08008,
        // cash -10060.12008 + 5018.2 + 10000. 9th: cash was positive, nothing.
        .equity(
            """
            2024-01-02,10000,10000,0,0,0
            2024-01-03,10000,-10000,20000,0,0
            2024-01-04,10980,-10020,21000,0,20
            2024-01-05,10959.96,-10040.04,21000,0,20.04
            2024-01-08,9939.87992,4958.07992,4981.8,0,20.08008
            2024-01-09,9939.87992,4958.07992,4981.8,0,0
            """)
        .orders(
            """
            2024-01-03,A,BUY,100,100,10000,0
            2024-01-03,B,BUY,200,50,10000,0
            2024-01-08,A,SELL,50.182,100,5018.2,0
            2024-01-08,B,SELL,200,50,10000,0
            """)
        .build();
  }

  /** Both rates together, at lag 0: 0.001 of the shorts and 0.002 of the negative cash. */
  private static HandCase carryOfBoth() {
    return HandCase.named("carry is taken from the second bar on, before sizing at lag 0")
        .prices(
            """
            date        A    B   C
            2024-01-02  100  50  20
            2024-01-03  100  50  20
            2024-01-04  100  60  20
            2024-01-05  100  60  20
            2024-01-08  100  50  20
            2024-01-09  100  50  20
            """)
        // A 150, B -50. On the 5th: A 0.5 x 9476.95497 / 100 = 47.38477485.
        .weights("2024-01-02,A,1.5", "2024-01-02,B,-0.25", "2024-01-05,A,0.5")
        .set("execution_lag", "0")
        .set("borrow_bps_per_year", "2520")
        .set("financing_bps_per_year", "5040")
        // 3rd: 2.5 + 0.002 x 2500. 4th: 2.5 + 0.002 x 2507.5. 5th: 3 + 0.002 x 2515.015, then
        // cash -2523.04503 + 10261.522515 - 3000.
        .equity(
            """
            2024-01-02,10000,-2500,15000,-2500,0
            2024-01-03,9992.5,-2507.5,15000,-2500,7.5
            2024-01-04,9484.985,-2515.015,15000,-3000,7.515
            2024-01-05,9476.95497,4738.477485,4738.477485,0,8.03003
            2024-01-08,9476.95497,4738.477485,4738.477485,0,0
            2024-01-09,9476.95497,4738.477485,4738.477485,0,0
            """)
        .orders(
            """
            2024-01-02,A,BUY,150,100,15000,0
            2024-01-02,B,SELL,50,50,2500,0
            2024-01-05,A,SELL,102.61522515,100,10261.522515,0
            2024-01-05,B,BUY,50,60,3000,0
            """)
        .build();
  }

  private static HandCase delisting() {
    return HandCase.named("a delisted position is closed a bar later at its last close and return")
        .prices(
            """
            date        A    B   C
            2024-01-02  100  50  20
            2024-01-03  100  50  20
            2024-01-04  100  50  20
            2024-01-05  100  -   20
            2024-01-08  100  -   -
            2024-01-09  100  -   -
            2024-01-10  100  -   -
            2024-01-11  100  -   -
            2024-01-12  100  -   -
            """)
        // B and C are delisted: the calendar has 5 or more entries after their last rows.
        .weights("2024-01-02,B,0.4", "2024-01-02,C,-0.2")
        .set("commission_bps", "100")
        .set("delisting_return", "-0.4")
        // 5th: B at 50 x 0.6 = 30: cash 7940 + 2400 - 24. 8th: C at 12: 10316 - 1200 - 12.
        .equity(
            """
            2024-01-02,10000,10000,0,0,0
            2024-01-03,9940,7940,4000,-2000,60
            2024-01-04,9940,7940,4000,-2000,0
            2024-01-05,8316,10316,0,-2000,24
            2024-01-08,9104,9104,0,0,12
            2024-01-09,9104,9104,0,0,0
            """)
        .orders(
            """
            2024-01-03,B,BUY,80,50,4000,40
            2024-01-03,C,SELL,100,20,2000,20
            2024-01-05,B,SELL,80,30,2400,24
            2024-01-08,C,BUY,100,12,1200,12
            """)
        .build();
  }

  private static HandCase totalLoss() {
    return HandCase.named("a total loss is an order at price zero and what was due is dropped")
        .prices(
            """
            date        A    B   C
            2024-01-02  100  50  20
            2024-01-03  100  50  20
            2024-01-04  100  50  20
            2024-01-05  100  -   20
            2024-01-08  100  -   20
            2024-01-09  100  -   20
            2024-01-10  100  -   20
            2024-01-11  100  -   20
            """)
        // The second decision wants 200 B; it becomes due after B's end and never fills.
        .weights("2024-01-02,A,0.5", "2024-01-02,B,0.5", "2024-01-04,B,1")
        .set("delisting_return", "-1")
        .equity(
            """
            2024-01-02,10000,10000,0,0,0
            2024-01-03,10000,0,10000,0,0
            2024-01-04,10000,0,10000,0,0
            2024-01-05,5000,5000,0,0,0
            2024-01-08,5000,5000,0,0,0
            2024-01-09,5000,5000,0,0,0
            """)
        .orders(
            """
            2024-01-03,A,BUY,50,100,5000,0
            2024-01-03,B,BUY,100,50,5000,0
            2024-01-05,A,SELL,50,100,5000,0
            2024-01-05,B,SELL,100,0,0,0
            """)
        .build();
  }

  static HandCase stale() {
    return HandCase.named(
            "a position unobserved for more than two bars is closed at its last close")
        .prices(
            """
            date        A    B   C
            2024-01-02  100  50  20
            2024-01-03  100  50  20
            2024-01-04  -    50  20
            2024-01-05  -    50  20
            2024-01-08  -    50  20
            2024-01-09  130  50  20
            """)
        // Targets of the 4th, equity 9950: A 19.9, which waits and is dropped; B 99.5.
        .weights("2024-01-02,A,0.5", "2024-01-04,A,0.2", "2024-01-04,B,0.5")
        .set("commission_bps", "100")
        .set("max_stale_days", "2")
        .set("delisting_return", "-1")
        // 5th: cash 4950 - 4975 - 49.75. 8th, three bars after A's last: -74.75 + 5000 - 50.
        .equity(
            """
            2024-01-02,10000,10000,0,0,0
            2024-01-03,9950,4950,5000,0,50
            2024-01-04,9950,4950,5000,0,0
            2024-01-05,9900.25,-74.75,9975,0,49.75
            2024-01-08,9850.25,4875.25,4975,0,50
            2024-01-09,9850.25,4875.25,4975,0,0
            """)
        .orders(
            """
            2024-01-03,A,BUY,50,100,5000,50
            2024-01-05,B,BUY,99.5,50,4975,49.75
            2024-01-08,A,SELL,50,100,5000,50
            """)
        .build();
  }
}

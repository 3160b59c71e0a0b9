package org.backtestrunner.worker.reference;

import java.util.List;

/** Equity at or below zero. */
final class WipeOutHandCases {
  private static final String NOTHING_LEFT =
      """
      2024-01-04,0,0,0,0,0
      2024-01-05,0,0,0,0,0
      2024-01-08,0,0,0,0,0
      2024-01-09,0,0,0,0,0
      """;

  private WipeOutHandCases() {}

  static List<HandCase> all() {
    return List.of(wipeOut(), notYetDue(), atTheFirstMark(), byCosts());
  }

  private static HandCase wipeOut() {
    return HandCase.named("an equity below zero closes everything for good")
        .prices(
            """
            date        A    B   C
            2024-01-02  100  50  20
            2024-01-03  100  50  20
            2024-01-04  130  50  20
            2024-01-05   10  50  20
            2024-01-08   10  50  20
            2024-01-09   10  50  20
            """)
        // Exposure 4. First targets: A -4 x 10000 / 100 = -400, B 1 x 10000 / 50 = 200.
        // On the 3rd, equity 9950: A -2 x 9950 / 100 = -199, B 0. The decision of the 4th is none.
        .weights("2024-01-02,A,-1", "2024-01-02,B,0.25", "2024-01-03,A,-0.5", "2024-01-04,A,1")
        .set("max_gross_exposure", "4")
        .set("commission_bps", "10")
        // 3rd: cash 10000 + 40000 - 40 - 10000 - 10 = 39950.
        // 4th: A buys 201 at 130 (26130, cost 26.13), B sells 200 at 50 (10000, cost 10): cash
        // 23783.87, A worth -25870, equity -2086.13: A buys the other 199 at no cost.
        .equity(
            """
            2024-01-02,10000,10000,0,0,0
            2024-01-03,9950,39950,10000,-40000,50
            2024-01-04,0,0,0,0,36.13
            2024-01-05,0,0,0,0,0
            2024-01-08,0,0,0,0,0
            2024-01-09,0,0,0,0,0
            """)
        .orders(
            """
            2024-01-03,A,SELL,400,100,40000,40
            2024-01-03,B,BUY,200,50,10000,10
            2024-01-04,A,BUY,201,130,26130,26.13
            2024-01-04,A,BUY,199,130,25870,0
            2024-01-04,B,SELL,200,50,10000,10
            """)
        .build();
  }

  private static HandCase notYetDue() {
    return HandCase.named("a wipe-out drops decisions that are not yet due")
        .prices(
            """
            date        A    B   C
            2024-01-02  100  50  20
            2024-01-03  100  50  20
            2024-01-04  100  50  20
            2024-01-05  130  50  20
            2024-01-08  130  50  20
            2024-01-09  130  50  20
            """)
        // A -4 x 10000 / 100 = -400, filled on the 4th. The 800 B of the 4th would fill on the 8th.
        .weights("2024-01-02,A,-1", "2024-01-04,B,1")
        .set("max_gross_exposure", "4")
        .set("execution_lag", "2")
        // 5th: cash 50000 - 52000 = -2000.
        .equity(
            """
            2024-01-02,10000,10000,0,0,0
            2024-01-03,10000,10000,0,0,0
            2024-01-04,10000,50000,0,-40000,0
            2024-01-05,0,0,0,0,0
            2024-01-08,0,0,0,0,0
            2024-01-09,0,0,0,0,0
            """)
        .orders(
            """
            2024-01-04,A,SELL,400,100,40000,0
            2024-01-05,A,BUY,400,130,52000,0
            """)
        .positions("2024-01-04,A,-400,-4")
        .build();
  }

  private static HandCase.Builder withoutLag(String name) {
    return HandCase.named(name)
        .prices(
            """
            date        A    B   C
            2024-01-02  100  50  20
            2024-01-03  130  50  20
            2024-01-04  130  50  20
            2024-01-05  130  50  20
            2024-01-08  130  50  20
            2024-01-09  130  50  20
            """)
        .set("execution_lag", "0");
  }

  private static HandCase atTheFirstMark() {
    return withoutLag("without lag a wipe-out comes before the decision of its bar")
        .weights("2024-01-02,A,-1", "2024-01-03,B,1")
        .set("max_gross_exposure", "4")
        // 3rd: cash 50000 - 52000 = -2000, so that no B is bought or sold.
        .equity(
            """
            2024-01-02,10000,50000,0,-40000,0
            2024-01-03,0,0,0,0,0
            """
                + NOTHING_LEFT)
        .orders(
            """
            2024-01-02,A,SELL,400,100,40000,0
            2024-01-03,A,BUY,400,130,52000,0
            """)
        .positions("2024-01-02,A,-400,-4")
        .build();
  }

  /** 110 basis points of a hundred times the equity are more than the equity. */
  private static HandCase byCosts() {
    return withoutLag("without lag the costs of a fill can wipe out at the second mark")
        .weights("2024-01-02,A,1")
        .set("max_gross_exposure", "100")
        .set("commission_bps", "110")
        .equity(
            """
            2024-01-02,0,0,0,0,11000
            2024-01-03,0,0,0,0,0
            """
                + NOTHING_LEFT)
        .orders(
            """
            2024-01-02,A,BUY,10000,100,1000000,11000
            2024-01-02,A,SELL,10000,100,1000000,0
            """)
        .positions("")
        .build();
  }
}

package org.backtestrunner.worker.reference;

import java.util.List;

/** Costs of single symbols, and of trades that move the price. */
final class CostHandCases {
  private CostHandCases() {}

  static List<HandCase> all() {
    return List.of(ownRates(), ownBorrow(), impact(), linearImpactAtTheOpen(), forcedExit());
  }

  private static HandCase.Builder withVolumes(String name, String rows) {
    String header = "timestamp,symbol,open,close,volume\n";
    return HandCase.named(name).file("price_file", "prices.csv", header + rows);
  }

  /** Of the run: (10 + 20/2 + 30) / 10000 = 0.005. */
  private static HandCase ownRates() {
    return HandCase.named("a symbol has the rates of the costs file, and those of the run else")
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
        .weights("2024-01-02,A,0.5", "2024-01-02,B,-0.3", "2024-01-05,C,0.5")
        .set("commission_bps", "10")
        .set("spread_bps", "20")
        .set("slippage_bps", "30")
        // A (0 + 40/2 + 30) / 10000 = 0.005; B (100 + 20/2 + 30) / 10000 = 0.014; C is not in it.
        .file("costs_file", "costs.csv", "spread_bps,symbol,commission_bps\n40,A,0\n,B,100\n")
        // 3rd: cash 10000 - 5000 - 25 + 3000 - 42 = 7933. 5th: equity 7933 + 6000 - 2400 = 11533,
        // C 0.5 x 11533 / 20 = 288.325. 8th: cash 7933 + 6000 - 30 - 2400 - 33.6 - 5766.5 -
        // 28.8325.
        .equity(
            """
            2024-01-02,10000,10000,0,0,0
            2024-01-03,9933,7933,5000,-3000,67
            2024-01-04,11033,7933,5500,-2400,0
            2024-01-05,11533,7933,6000,-2400,0
            2024-01-08,11440.5675,5674.0675,5766.5,0,92.4325
            2024-01-09,11440.5675,5674.0675,5766.5,0,0
            """)
        .orders(
            """
            2024-01-03,A,BUY,50,100,5000,25
            2024-01-03,B,SELL,60,50,3000,42
            2024-01-08,A,SELL,50,120,6000,30
            2024-01-08,B,BUY,60,40,2400,33.6
            2024-01-08,C,BUY,288.325,20,5766.5,28.8325
            """)
        .build();
  }

  /** 2520 basis points a year are 0.001 a bar; those of B 0.002. */
  private static HandCase ownBorrow() {
    return HandCase.named("each short pays its own borrow fee")
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
        .file("costs_file", "costs.csv", "symbol,borrow_bps_per_year\nC,9999\nB,5040\n")
        // 4th: 0.001 x 5000 + 0.002 x 2500 = 10. 5th: 5.5 + 5. 8th and 9th: 4.5 + 5.
        .equity(
            """
            2024-01-02,10000,10000,0,0,0
            2024-01-03,10000,15000,2500,-7500,0
            2024-01-04,9490,14990,2500,-8000,10
            2024-01-05,10479.5,14979.5,2500,-7000,10.5
            2024-01-08,10470,14970,2500,-7000,9.5
            2024-01-09,10960.5,14960.5,2500,-6500,9.5
            """)
        .orders(
            """
            2024-01-03,A,SELL,50,100,5000,0
            2024-01-03,B,SELL,50,50,2500,0
            2024-01-03,C,BUY,125,20,2500,0
            """)
        .build();
  }

  private static HandCase impact() {
    return withVolumes(
            "a trade costs by the root of its share of the value that was traded",
            """
            2024-01-02,A,,100,1
            2024-01-03,A,,100,5000
            2024-01-04,A,,100,
            2024-01-05,A,,160,0
            2024-01-08,A,,160,3125
            2024-01-09,A,,160,7
            """)
        .weights("2024-01-02,A,0.5", "2024-01-05,A,0")
        .set("commission_bps", "10")
        .set("market_impact_bps", "200")
        // 3rd: 5000 of 500000 is 0.01, its root 0.1, so 20 + 10 basis points of 5000 are 15.
        // 8th: 8000 of 500000 is 0.016, its root 0.12649110640673517..., so 25.298221281347035 + 10
        // basis points of 8000 are 28.238577025077628. Bars without a trade need no volume.
        .equity(
            """
            2024-01-02,10000,10000,0,0,0
            2024-01-03,9985,4985,5000,0,15
            2024-01-04,9985,4985,5000,0,0
            2024-01-05,12985,4985,8000,0,0
            2024-01-08,12956.761422974922,12956.761422974922,0,0,28.238577025077628
            2024-01-09,12956.761422974922,12956.761422974922,0,0,0
            """)
        .orders(
            """
            2024-01-03,A,BUY,50,100,5000,15
            2024-01-08,A,SELL,50,160,8000,28.238577025077628
            """)
        .build();
  }

  private static HandCase linearImpactAtTheOpen() {
    return withVolumes(
            "the value traded is that of close and volume also where the open fills",
            """
            2024-01-02,A,100,100,9
            2024-01-03,A,80,100,1000
            2024-01-04,A,100,100,9
            2024-01-05,A,100,100,9
            2024-01-08,A,100,100,9
            2024-01-09,A,100,100,9
            """)
        .weights("2024-01-02,A,0.5")
        .set("fill_price", "open")
        .set("market_impact_bps", "200")
        .set("impact_exponent", "1")
        // 50 at 80 are 4000 of 100 x 1000: 0.04 x 200 basis points of 4000 are 3.2.
        .equity(
            """
            2024-01-02,10000,10000,0,0,0
            2024-01-03,10996.8,5996.8,5000,0,3.2
            2024-01-04,10996.8,5996.8,5000,0,0
            2024-01-05,10996.8,5996.8,5000,0,0
            2024-01-08,10996.8,5996.8,5000,0,0
            2024-01-09,10996.8,5996.8,5000,0,0
            """)
        .orders("2024-01-03,A,BUY,50,80,4000,3.2\n")
        .build();
  }

  private static HandCase forcedExit() {
    return withVolumes(
            "a delisted position is closed at the rates alone, since no market takes it",
            """
            2024-01-02,A,,100,100
            2024-01-02,B,,50,9
            2024-01-03,A,,100,5000
            2024-01-03,B,,50,9
            2024-01-04,A,,100,0
            2024-01-04,B,,50,9
            2024-01-05,B,,50,9
            2024-01-08,B,,50,9
            2024-01-09,B,,50,9
            2024-01-10,B,,50,9
            2024-01-11,B,,50,9
            """)
        .weights("2024-01-02,A,0.5")
        .set("market_impact_bps", "200")
        .set("delisting_return", "-0.4")
        .file("costs_file", "costs.csv", "symbol,slippage_bps\nA,10\n")
        // 3rd: 20 + 10 basis points of 5000. 5th: 50 at 60, 10 basis points of 3000.
        .equity(
            """
            2024-01-02,10000,10000,0,0,0
            2024-01-03,9985,4985,5000,0,15
            2024-01-04,9985,4985,5000,0,0
            2024-01-05,7982,7982,0,0,3
            2024-01-08,7982,7982,0,0,0
            2024-01-09,7982,7982,0,0,0
            """)
        .orders(
            """
            2024-01-03,A,BUY,50,100,5000,15
            2024-01-05,A,SELL,50,60,3000,3
            """)
        .build();
  }
}

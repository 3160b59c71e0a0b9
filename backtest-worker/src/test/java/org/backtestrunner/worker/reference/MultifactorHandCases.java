package org.backtestrunner.worker.reference;

import java.util.List;
import java.util.Optional;
import org.backtestrunner.worker.reference.ReferenceBundle.Factor;

/** What a factor bundle decides. */
final class MultifactorHandCases {
  private static final String CONSTANT =
      """
      date        A    B   C
      2024-01-02  100  50  20
      2024-01-03  100  50  20
      2024-01-04  100  50  20
      2024-01-05  100  50  20
      2024-01-08  100  50  20
      2024-01-09  100  50  20
      """;

  private MultifactorHandCases() {}

  static List<HandCase> all() {
    return List.of(ties(), ages(), directions(), longOnly(), neutralised());
  }

  /** One symbol a side, of two or three: 0.34 x 3 and 0.34 x 2 give 1. */
  static HandCase.Builder oneASide(String name, ReferenceBundle bundle) {
    return HandCase.named(name)
        .bundle(bundle)
        .set("top_quantile", "0.34")
        .set("bottom_quantile", "0.34");
  }

  private static HandCase.Builder multifactor(String name, ReferenceBundle bundle) {
    return oneASide(name, bundle).prices(CONSTANT);
  }

  private static HandCase ties() {
    return multifactor(
            "equal scores are ordered by symbol",
            ReferenceBundle.withDefaults(new Factor("f", 1, true)))
        .set("rebalance_freq", "D")
        // 2nd: all equal: long A, short C. 3rd: B before C: long B, short A.
        // 4th: B before C, so C is last: long A, short C. 5th: A is undefined: long B, short C.
        // 8th: one symbol is too few: skipped. The 9th comes too late.
        .file(
            "factor_file",
            "factors.csv",
            """
            timestamp,symbol,f
            2024-01-02,A,2
            2024-01-02,B,2
            2024-01-02,C,2
            2024-01-03,A,0
            2024-01-03,B,1
            2024-01-03,C,1
            2024-01-04,A,1
            2024-01-04,B,0
            2024-01-04,C,0
            2024-01-05,A,
            2024-01-05,B,5
            2024-01-05,C,1
            2024-01-08,C,1
            2024-01-09,A,1
            2024-01-09,B,2
            """)
        // Prices stand still, so a side is always 5000: 50 A, 100 B, 250 C.
        .equity(
            """
            2024-01-02,10000,10000,0,0,0
            2024-01-03,10000,10000,5000,-5000,0
            2024-01-04,10000,10000,5000,-5000,0
            2024-01-05,10000,10000,5000,-5000,0
            2024-01-08,10000,10000,5000,-5000,0
            2024-01-09,10000,10000,5000,-5000,0
            """)
        .orders(
            """
            2024-01-03,A,BUY,50,100,5000,0
            2024-01-03,C,SELL,250,20,5000,0
            2024-01-04,A,SELL,100,100,10000,0
            2024-01-04,B,BUY,100,50,5000,0
            2024-01-04,C,BUY,250,20,5000,0
            2024-01-05,A,BUY,100,100,10000,0
            2024-01-05,B,SELL,100,50,5000,0
            2024-01-05,C,SELL,250,20,5000,0
            2024-01-08,A,SELL,50,100,5000,0
            2024-01-08,B,BUY,100,50,5000,0
            """)
        .positions(
            """
            2024-01-03,A,50,0.5
            2024-01-03,C,-250,-0.5
            2024-01-04,A,-50,-0.5
            2024-01-04,B,100,0.5
            2024-01-05,A,50,0.5
            2024-01-05,C,-250,-0.5
            2024-01-08,B,100,0.5
            2024-01-08,C,-250,-0.5
            """)
        .build();
  }

  private static HandCase ages() {
    return multifactor(
            "an external value counts while its row is young enough and no row comes after it",
            ReferenceBundle.withDefaults(new Factor("f", 1, true)))
        .set("rebalance_freq", "D")
        .set("factor_max_age_days", "3")
        // 2nd to 4th (ages 1 to 3): long C, short A. 5th and 8th (ages 0 and 3): C's latest cell
        // is empty: long A, short B. 9th: everything is too old: skipped.
        .file(
            "factor_file",
            "factors.csv",
            """
            timestamp,symbol,f
            2024-01-01,A,1
            2024-01-01,B,2
            2024-01-01,C,3
            2024-01-05,A,3
            2024-01-05,B,2
            2024-01-05,C,
            """)
        .equity(
            """
            2024-01-02,10000,10000,0,0,0
            2024-01-03,10000,10000,5000,-5000,0
            2024-01-04,10000,10000,5000,-5000,0
            2024-01-05,10000,10000,5000,-5000,0
            2024-01-08,10000,10000,5000,-5000,0
            2024-01-09,10000,10000,5000,-5000,0
            """)
        .orders(
            """
            2024-01-03,A,SELL,50,100,5000,0
            2024-01-03,C,BUY,250,20,5000,0
            2024-01-08,A,BUY,100,100,10000,0
            2024-01-08,B,SELL,100,50,5000,0
            2024-01-08,C,SELL,250,20,5000,0
            """)
        .positions(
            """
            2024-01-03,A,-50,-0.5
            2024-01-03,C,250,0.5
            2024-01-04,A,-50,-0.5
            2024-01-04,C,250,0.5
            2024-01-05,A,-50,-0.5
            2024-01-05,C,250,0.5
            2024-01-08,A,50,0.5
            2024-01-08,B,-100,-0.5
            2024-01-09,A,50,0.5
            2024-01-09,B,-100,-0.5
            """)
        .build();
  }

  /**
   * Standardised, f is -1.2247, 0, 1.2247 and g is -1.2247, 1.2247, 0; f - g is 0, -1.2247, 1.2247.
   * Unstandardised, A would come last.
   */
  private static HandCase.Builder twoFactors(String name) {
    return multifactor(
            name,
            ReferenceBundle.withDefaults(new Factor("f", 0.5, true), new Factor("g", 0.5, false)))
        .file(
            "factor_file",
            "factors.csv",
            """
            timestamp,symbol,f,g
            2024-01-02,A,100,1
            2024-01-02,B,200,3
            2024-01-02,C,300,2
            """);
  }

  private static HandCase directions() {
    return twoFactors("factors are standardised and a negative direction turns one around")
        .equity(StrategyHandCases.flatFrom("2024-01-03", "10000,10000,5000,-5000,0"))
        .orders(
            """
            2024-01-03,B,SELL,100,50,5000,0
            2024-01-03,C,BUY,250,20,5000,0
            """)
        .build();
  }

  private static HandCase longOnly() {
    return twoFactors("with one side only, that side gets the whole exposure")
        .set("bottom_quantile", "0")
        .set("max_gross_exposure", "0.5")
        .equity(StrategyHandCases.flatFrom("2024-01-03", "10000,5000,5000,0,0"))
        .orders("2024-01-03,C,BUY,250,20,5000,0")
        .positions("2024-01-03,C,250,0.5")
        .build();
  }

  /** A and B share a group with mean 9; C has none and is its own mean: 1, -1, 0. */
  private static HandCase neutralised() {
    ReferenceBundle raw =
        new ReferenceBundle(
            List.of(new Factor("f", 1, true)), false, 0.01, 0.99, false, Optional.of("sector"));
    return multifactor("neutralising subtracts the mean of the group", raw)
        .file(
            "factor_file",
            "factors.csv",
            """
            timestamp,symbol,f
            2024-01-02,A,10
            2024-01-02,B,8
            2024-01-02,C,1
            """)
        .file(
            "groups_file",
            "groups.csv",
            """
            symbol,sector
            A,Energy
            B,Energy
            """)
        .equity(StrategyHandCases.flatFrom("2024-01-03", "10000,10000,5000,-5000,0"))
        .orders(
            """
            2024-01-03,A,BUY,50,100,5000,0
            2024-01-03,B,SELL,100,50,5000,0
            """)
        .build();
  }
}

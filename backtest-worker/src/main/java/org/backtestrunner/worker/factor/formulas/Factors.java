package org.backtestrunner.worker.factor.formulas;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The engine's own factors. A new one is a class beside these and a line in this list. */
public final class Factors {
  public static final List<Factor> ALL =
      List.of(
          new PastReturn("returns_1m", 21),
          new PastReturn("returns_3m", 63),
          new PastReturn("returns_6m", 126),
          new PastReturn("returns_12m", 252),
          new Momentum(),
          new Reversal("reversal_1d", 1),
          new Reversal("reversal_2d", 2),
          new Reversal("reversal_3d", 3),
          new TrendStrength("trend_strength_20", 20),
          new TrendStrength("trend_strength_50", 50),
          new TrendStrength("trend_strength_200", 200),
          new RealizedVolatility("rv_20", 20),
          new RealizedVolatility("rv_60", 60),
          new VolatilityOfVolatility(),
          new VolumeZscore(),
          new SpreadProxy(),
          new Illiquidity());

  private Factors() {}

  /** The factor of that name. */
  public static Optional<Factor> find(String name) {
    for (Factor factor : ALL) {
      if (factor.name().equals(name)) {
        return Optional.of(factor);
      }
    }
    return Optional.empty();
  }

  /** All names, in the order of the list. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    for (Factor factor : ALL) {
      names.add(factor.name());
    }
    return names;
  }
}

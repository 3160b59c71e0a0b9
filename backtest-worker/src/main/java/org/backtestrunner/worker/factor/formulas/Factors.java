package org.backtestrunner.worker.factor.formulas;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The factors that can be computed from prices, by name. */
public final class Factors {
  /** The engine's own. A new one is a class beside these and a line in this list. */
  public static final List<Formula> ALL =
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

  public static final Factors OF_ENGINE = new Factors(ALL);

  private final List<Formula> formulas;

  private Factors(List<Formula> formulas) {
    this.formulas = formulas;
  }

  /** The same and others, of which none has the name of one of these. */
  public Factors and(List<Formula> others) {
    List<Formula> all = new ArrayList<>(formulas);
    all.addAll(others);
    return new Factors(all);
  }

  /** The factor of that name. */
  public Optional<Formula> find(String name) {
    for (Formula formula : formulas) {
      if (formula.name().equals(name)) {
        return Optional.of(formula);
      }
    }
    return Optional.empty();
  }

  /** All names, in order. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (Formula formula : formulas) {
      names.add(formula.name());
    }
    return names;
  }
}

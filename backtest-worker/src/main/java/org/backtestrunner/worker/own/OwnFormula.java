package org.backtestrunner.worker.own;

import java.util.Set;
import org.backtestrunner.worker.api.Column;
import org.backtestrunner.worker.api.Factor;
import org.backtestrunner.worker.api.Run;
import org.backtestrunner.worker.factor.formulas.Formula;
import org.backtestrunner.worker.factor.formulas.SymbolSeries;

/** A factor of the user's among the engine's. */
final class OwnFormula implements Formula {
  private final OwnJar jar;
  private final Factor factor;
  private final String name;
  private final Run run;
  private boolean begun;

  OwnFormula(OwnJar jar, Factor factor, String name, Run run) {
    this.jar = jar;
    this.factor = factor;
    this.name = name;
    this.run = run;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return UserCalls.get(jar, "factor " + name, factor::description);
  }

  @Override
  public Set<Column> columns() {
    return UserCalls.get(jar, "factor " + name, () -> Set.copyOf(factor.columns()));
  }

  @Override
  public double at(SymbolSeries series, int t) {
    if (t < 0) {
      return Double.NaN;
    }
    return UserCalls.get(
        jar,
        "factor " + name,
        () -> {
          if (!begun) {
            begun = true;
            factor.begin(run);
          }
          return factor.value(new PastObservations(series, t));
        });
  }
}

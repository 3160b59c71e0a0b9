package org.backtestrunner.worker.factor.formulas;

import java.util.Set;
import org.backtestrunner.worker.api.Column;

/** The bar's range relative to its close: a rough stand-in for the quoted spread. */
record SpreadProxy() implements Formula {

  @Override
  public String name() {
    return "spread_proxy";
  }

  @Override
  public String description() {
    return "High less low, relative to the close.";
  }

  @Override
  public Set<Column> columns() {
    return Set.of(Column.HIGH, Column.LOW);
  }

  @Override
  public double at(SymbolSeries series, int t) {
    return (series.value(Column.HIGH, t) - series.value(Column.LOW, t)) / series.close(t);
  }
}

package org.backtestrunner.worker.own;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.worker.api.Column;
import org.backtestrunner.worker.data.FactorFile;
import org.backtestrunner.worker.data.FactorSeries;
import org.backtestrunner.worker.factor.formulas.Factors;
import org.backtestrunner.worker.factor.formulas.Formula;
import org.backtestrunner.worker.factor.formulas.SymbolSeries;
import org.backtestrunner.worker.factor.sources.ComputedFactors;
import org.backtestrunner.worker.format.Input;
import org.backtestrunner.worker.format.InputKind;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.panel.SymbolHistory;
import org.backtestrunner.worker.panel.Warnings;
import org.backtestrunner.worker.parameter.BarRate;
import org.backtestrunner.worker.parameter.RunParameters;

/** Factors by name, one value at a time, as a strategy of the user's asks for them. */
final class NamedFactors {
  private final RunParameters run;
  private final Panel panel;
  private final LazyHistories histories;
  private final Factors formulas;
  private final Warnings warnings;
  private final SymbolSeries[] series;
  private final BarRate rate;
  private final Map<String, Optional<Formula>> known = new HashMap<>();

  /** The columns of the factor file, read when a name is first sought there. */
  private Optional<List<String>> namesInFile = Optional.empty();

  private List<FactorSeries> inFile = List.of();

  NamedFactors(
      RunParameters run,
      Panel panel,
      LazyHistories histories,
      Factors formulas,
      Warnings warnings) {
    this.run = run;
    this.panel = panel;
    this.histories = histories;
    this.formulas = formulas;
    this.warnings = warnings;
    this.rate = run.barRate();
    this.series = new SymbolSeries[panel.size()];
  }

  /** NaN where it is undefined. */
  double value(String name, int symbol, int bar) {
    Optional<Formula> formula = known.get(name);
    if (formula == null) {
      formula = formulas.find(name);
      formula.ifPresent(this::requireColumns);
      known.put(name, formula);
    }
    double value =
        formula.isPresent() ? computed(formula.get(), symbol, bar) : fromFile(name, symbol, bar);
    return Double.isFinite(value) ? value : Double.NaN;
  }

  private void requireColumns(Formula formula) {
    for (Column column : Column.values()) {
      if (formula.columns().contains(column) && !panel.has(column)) {
        throw ComputedFactors.lacking(formula, column, run.file("price_file"));
      }
    }
  }

  private double computed(Formula formula, int symbol, int bar) {
    SymbolHistory history = histories.of(symbol);
    int t = history.observationAtOrBefore(bar);
    if (t < 0) {
      return Double.NaN;
    }
    if (series[symbol] == null) {
      series[symbol] = new SymbolSeries(history, rate);
    }
    return formula.at(series[symbol], t);
  }

  private double fromFile(String name, int symbol, int bar) {
    int column = read().indexOf(name);
    if (column < 0) {
      List<String> names = new ArrayList<>(formulas.names());
      names.addAll(read());
      throw new IllegalArgumentException(
          "unknown factor '" + name + "'; known are " + String.join(", ", names));
    }
    FactorSeries rows = inFile.get(symbol);
    long time = panel.calendar()[bar];
    int row = rows.rowAtOrBefore(time);
    long age = run.integer("factor_max_age_days");
    return row >= 0 && FactorSeries.isFresh(rows.time(row), time, age, panel.frequency())
        ? rows.value(row, column)
        : Double.NaN;
  }

  private List<String> read() {
    if (namesInFile.isEmpty()) {
      namesInFile = Optional.of(List.of());
      if (run.findFile("factor_file").isPresent()) {
        Input file = Input.of(InputKind.FACTORS, run);
        List<String> names = FactorFile.factorNames(file, run.frequency(), formulas.names());
        inFile =
            FactorFile.read(file, names, panel, run.integer("factor_max_age_days"), warnings)
                .series();
        namesInFile = Optional.of(names);
      }
    }
    return namesInFile.get();
  }
}

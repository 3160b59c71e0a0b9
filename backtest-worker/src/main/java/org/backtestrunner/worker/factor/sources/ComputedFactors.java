package org.backtestrunner.worker.factor.sources;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.worker.api.Column;
import org.backtestrunner.worker.data.FactorBundle;
import org.backtestrunner.worker.data.FactorCoverage;
import org.backtestrunner.worker.data.FactorFile;
import org.backtestrunner.worker.data.FactorSeries;
import org.backtestrunner.worker.data.FactorTable;
import org.backtestrunner.worker.factor.formulas.Factors;
import org.backtestrunner.worker.factor.formulas.Formula;
import org.backtestrunner.worker.factor.formulas.SymbolSeries;
import org.backtestrunner.worker.format.Input;
import org.backtestrunner.worker.format.InputKind;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.panel.PriceHistories;
import org.backtestrunner.worker.panel.SymbolHistory;
import org.backtestrunner.worker.panel.Warnings;
import org.backtestrunner.worker.parameter.BarRate;
import org.backtestrunner.worker.parameter.RunParameters;
import org.backtestrunner.worker.table.cell.BadDataException;

/** Computes the engine's factors when they are asked for, and looks up those of the factor file. */
public final class ComputedFactors implements FactorSource {
  private final PriceHistories histories;
  private final Panel panel;
  private final FactorBundle bundle;
  private final long maximumAgeDays;
  private final long maximumSignalAgeDays;

  /** By symbol of the panel. */
  private final List<SymbolSeries> series = new ArrayList<>();

  /** By position in the bundle: the engine's factor, or empty where the factor file has it. */
  private final List<Optional<Formula>> factors = new ArrayList<>();

  /** By position in the bundle: the place among the columns read from the factor file. */
  private final int[] fileColumns;

  private final List<FactorSeries> fileSeries;
  private final List<FactorCoverage> fileCoverage;

  /**
   * Resolves the names of a bundle.
   *
   * @param panel symbols of {@code histories}
   * @param formulas all that can be computed
   * @param warnings takes what is odd but allowed
   * @throws BadDataException for an unknown factor or a missing column
   */
  public ComputedFactors(
      RunParameters run,
      PriceHistories histories,
      Panel panel,
      Factors formulas,
      FactorBundle bundle,
      Warnings warnings) {
    this.histories = histories;
    this.panel = panel;
    this.bundle = bundle;
    this.maximumAgeDays = run.integer("factor_max_age_days");
    this.maximumSignalAgeDays = run.integer("max_signal_age_days");
    this.fileColumns = new int[bundle.members().size()];
    List<String> inFile = namesInFile(run, formulas);
    List<String> used = new ArrayList<>();
    for (FactorBundle.Member member : bundle.members()) {
      Optional<Formula> factor = formulas.find(member.name());
      if (factor.isPresent()) {
        requireColumns(factor.get(), run.file("price_file"));
      } else if (inFile.contains(member.name())) {
        fileColumns[factors.size()] = used.size();
        used.add(member.name());
      } else {
        throw unknown(member.name(), run.file("bundle_path"), formulas, inFile);
      }
      factors.add(factor);
    }
    // The file is checked even where the bundle uses none of its columns.
    FactorTable file =
        run.findFile("factor_file").isPresent()
            ? FactorFile.read(
                Input.of(InputKind.FACTORS, run), used, panel, maximumAgeDays, warnings)
            : new FactorTable(List.of(), List.of());
    fileSeries = file.series();
    fileCoverage = file.coverage();
    BarRate rate = run.barRate();
    for (int s = 0; s < panel.size(); s++) {
      SymbolHistory history = histories.history(panel.inUniverse(s));
      series.add(new SymbolSeries(history, rate));
    }
  }

  private static List<String> namesInFile(RunParameters run, Factors formulas) {
    return run.findFile("factor_file").isPresent()
        ? FactorFile.factorNames(
            Input.of(InputKind.FACTORS, run), run.frequency(), formulas.names())
        : List.of();
  }

  private void requireColumns(Formula factor, Path priceFile) {
    for (Column column : Column.values()) {
      if (factor.columns().contains(column) && !panel.has(column)) {
        throw lacking(factor, column, priceFile);
      }
    }
  }

  /** A complaint about a price file without a column that a factor needs. */
  public static BadDataException lacking(Formula factor, Column column, Path priceFile) {
    return new BadDataException(
        priceFile,
        "factor '"
            + factor.name()
            + "' needs the column '"
            + column.header()
            + "', which the price file lacks");
  }

  /**
   * A complaint about a factor of a bundle that nobody knows.
   *
   * @param formulas all that can be computed
   * @param inFile the columns of the factor file
   */
  public static BadDataException unknown(
      String name, Path bundlePath, Factors formulas, List<String> inFile) {
    List<String> known = new ArrayList<>(formulas.names());
    known.addAll(inFile);
    return new BadDataException(
        bundlePath,
        "unknown factor '"
            + name
            + "'; known are "
            + String.join(", ", known)
            + (inFile.isEmpty() ? " (a factor_file adds its columns)" : ""));
  }

  @Override
  public FactorBundle bundle() {
    return bundle;
  }

  @Override
  public Optional<Object> identity() {
    return Optional.empty();
  }

  @Override
  public List<FactorCoverage> coverage() {
    return fileCoverage;
  }

  @Override
  public int read(int bar, int[] symbols, double[][] values) {
    int n = 0;
    for (int s = 0; s < panel.size(); s++) {
      int t = histories.history(panel.inUniverse(s)).observationAtOrBefore(bar);
      boolean defined = panel.isCurrent(s, bar, maximumSignalAgeDays);
      for (int i = 0; defined && i < values.length; i++) {
        values[i][n] = value(i, s, bar, t);
        defined = Double.isFinite(values[i][n]);
      }
      if (defined) {
        symbols[n++] = s;
      }
    }
    return n;
  }

  /**
   * One factor by its position in the bundle as it is known at one bar, whatever the age of a
   * symbol's last observation; NaN where undefined and of delisted symbols.
   */
  public void readRow(int factor, int bar, double[] row) {
    for (int s = 0; s < panel.size(); s++) {
      int t = histories.history(panel.inUniverse(s)).observationAtOrBefore(bar);
      boolean known = t >= 0 && !panel.isDelisted(s, bar);
      double value = known ? value(factor, s, bar, t) : Double.NaN;
      row[s] = Double.isFinite(value) ? value : Double.NaN;
    }
  }

  private double value(int factor, int symbol, int bar, int observation) {
    Optional<Formula> computed = factors.get(factor);
    return computed.isPresent()
        ? computed.get().at(series.get(symbol), observation)
        : fromFile(symbol, bar, fileColumns[factor]);
  }

  private double fromFile(int symbol, int bar, int column) {
    FactorSeries rows = fileSeries.get(symbol);
    long time = panel.calendar()[bar];
    int row = rows.rowAtOrBefore(time);
    if (row < 0) {
      return Double.NaN;
    }
    boolean fresh = FactorSeries.isFresh(rows.time(row), time, maximumAgeDays, panel.frequency());
    return fresh ? rows.value(row, column) : Double.NaN;
  }
}

package org.backtestrunner.worker.factor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.worker.data.BadDataException;
import org.backtestrunner.worker.data.Column;
import org.backtestrunner.worker.data.FactorBundle;
import org.backtestrunner.worker.data.FactorFile;
import org.backtestrunner.worker.data.FactorSeries;
import org.backtestrunner.worker.data.Panel;
import org.backtestrunner.worker.parameter.RunParameters;

/** Gives the values of a bundle's factors, whether the engine or the factor file knows them. */
public final class FactorSource {
  private final Panel panel;
  private final long maximumAgeDays;
  private final List<SymbolSeries> series = new ArrayList<>();

  /** By position in the bundle: the engine's factor, or empty where the factor file has it. */
  private final List<Optional<Factor>> factors = new ArrayList<>();

  /** By position in the bundle: the place among the columns read from the factor file. */
  private final int[] fileColumns;

  private final List<FactorSeries> fileSeries;

  /**
   * Resolves the names of a bundle.
   *
   * @throws BadDataException for an unknown factor or a missing column
   */
  public FactorSource(RunParameters run, Panel panel, FactorBundle bundle, Path bundlePath) {
    this.panel = panel;
    this.maximumAgeDays = run.factorMaxAgeDays();
    this.fileColumns = new int[bundle.members().size()];
    List<String> inFile = namesInFile(run);
    List<String> used = new ArrayList<>();
    for (FactorBundle.Member member : bundle.members()) {
      Optional<Factor> factor = Factors.find(member.name());
      if (factor.isPresent()) {
        requireColumns(factor.get(), run.priceFile());
      } else if (inFile.contains(member.name())) {
        fileColumns[factors.size()] = used.size();
        used.add(member.name());
      } else {
        throw unknown(member.name(), bundlePath, inFile);
      }
      factors.add(factor);
    }
    // The file is checked even where the bundle uses none of its columns.
    fileSeries =
        run.factorFile().isPresent()
            ? FactorFile.read(run.factorFile().get(), used, panel)
            : List.of();
    for (int s = 0; s < panel.size(); s++) {
      series.add(new SymbolSeries(panel.history(s), panel.frequency().barsPerDay()));
    }
  }

  private static List<String> namesInFile(RunParameters run) {
    if (run.factorFile().isEmpty()) {
      return List.of();
    }
    return FactorFile.factorNames(run.factorFile().get(), run.frequency(), Factors.names());
  }

  private void requireColumns(Factor factor, Path priceFile) {
    for (Column column : Column.values()) {
      if (factor.columns().contains(column) && !panel.has(column)) {
        throw new BadDataException(
            priceFile,
            "factor '"
                + factor.name()
                + "' needs the column '"
                + column.header()
                + "', which the price file lacks");
      }
    }
  }

  private static BadDataException unknown(String name, Path bundlePath, List<String> inFile) {
    List<String> known = new ArrayList<>(Factors.names());
    known.addAll(inFile);
    return new BadDataException(
        bundlePath,
        "unknown factor '"
            + name
            + "'; known are "
            + String.join(", ", known)
            + (inFile.isEmpty() ? " (a factor_file adds its columns)" : ""));
  }

  /**
   * Reads all factors of one symbol at a calendar entry.
   *
   * @param values takes one value a bundle factor
   * @return false where the symbol has no observation there or any factor is undefined
   */
  public boolean read(int symbol, int entry, double[] values) {
    int t = panel.history(symbol).observationAtOrBefore(entry);
    if (t < 0 || panel.history(symbol).calendarIndex(t) != entry) {
      return false;
    }
    for (int i = 0; i < values.length; i++) {
      Optional<Factor> factor = factors.get(i);
      values[i] =
          factor.isPresent()
              ? factor.get().at(series.get(symbol), t)
              : fromFile(symbol, entry, fileColumns[i]);
      if (!Double.isFinite(values[i])) {
        return false;
      }
    }
    return true;
  }

  private double fromFile(int symbol, int entry, int column) {
    FactorSeries rows = fileSeries.get(symbol);
    long time = panel.calendar()[entry];
    int row = rows.rowAtOrBefore(time);
    if (row < 0) {
      return Double.NaN;
    }
    long age = panel.epochDay(entry) - panel.frequency().epochDay(rows.time(row));
    boolean fresh = maximumAgeDays == 0 ? rows.time(row) == time : age <= maximumAgeDays;
    return fresh ? rows.value(row, column) : Double.NaN;
  }
}

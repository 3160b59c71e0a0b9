package org.backtestrunner.worker.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.backtestrunner.worker.format.Input;
import org.backtestrunner.worker.panel.Lookalikes;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.panel.Universe;
import org.backtestrunner.worker.panel.Warnings;
import org.backtestrunner.worker.parameter.Frequency;
import org.backtestrunner.worker.reading.InputReader;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.backtestrunner.worker.table.cell.SymbolTable;

/** Further factor columns in long format: {@code timestamp,symbol,<factor>...}. */
public final class FactorFile {
  private FactorFile() {}

  /**
   * The names of the factor columns; one of which every cell is empty counts as absent.
   *
   * @param taken names that no column may have
   */
  public static List<String> factorNames(Input input, Frequency frequency, List<String> taken) {
    try (InputReader reader = InputReader.open(input, frequency)) {
      List<String> all = reader.ownNames();
      reader.use(all);
      List<Integer> empty = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        empty.add(i);
      }
      // Ends with the first row in most files.
      while (!empty.isEmpty() && reader.next()) {
        empty.removeIf(column -> !reader.isMissing(column));
      }
      List<String> names = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        if (!empty.contains(i)) {
          names.add(all.get(i));
        }
      }
      for (String name : names) {
        if (taken.contains(name)) {
          throw reader.badHeader(
              "column '" + name + "' has the name of a factor that the engine computes");
        }
      }
      return names;
    }
  }

  /**
   * Reads the named columns.
   *
   * @param names columns to read, all of them in the file
   * @param maximumAgeDays how old a value may be; 0: exactly of the bar
   * @param warnings takes what is odd but allowed
   */
  public static FactorTable read(
      Input input, List<String> names, Panel panel, long maximumAgeDays, Warnings warnings) {
    List<Builder> builders = new ArrayList<>();
    SymbolTable symbols = new SymbolTable();
    FactorSeries[] series = new FactorSeries[panel.size()];
    Arrays.fill(series, new FactorSeries(new long[0], new double[0][]));
    try (InputReader reader = InputReader.open(input, panel.frequency())) {
      reader.use(names);
      while (reader.next()) {
        long time = reader.barTime();
        int number = reader.symbol(symbols);
        if (number == builders.size()) {
          builders.add(new Builder());
        }
        double[] values = new double[names.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = reader.number(i);
        }
        builders.get(number).rows.add(new Row(time, reader.origin(), values));
      }
      warnings.report(reader);
      Universe universe = panel.universe();
      FactorCoverage.Builder coverage =
          new FactorCoverage.Builder(universe, maximumAgeDays, names.size());
      Lookalikes lookalikes = Lookalikes.of(universe.symbols());
      for (int i = 0; i < builders.size(); i++) {
        String symbol = symbols.symbol(i);
        FactorSeries built = builders.get(i).build(reader, symbol, panel);
        int index = panel.indexOf(symbol);
        if (index >= 0) {
          series[index] = built;
        }
        int inUniverse = universe.indexOf(symbol);
        if (inUniverse >= 0) {
          coverage.add(built, inUniverse);
        } else {
          coverage.addStranger(built);
          if (!universe.isInPriceFile(symbol)) {
            lookalikes
                .find(symbol)
                .ifPresent(known -> coverage.lookalike(symbol, universe.indexOf(known)));
          }
        }
      }
      List<FactorCoverage> covered = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        covered.add(coverage.build(names.get(i), i));
      }
      return new FactorTable(List.of(series), covered);
    }
  }

  private record Row(long time, long origin, double[] values) {}

  private static final class Builder {
    private final List<Row> rows = new ArrayList<>();

    FactorSeries build(InputReader reader, String symbol, Panel panel) {
      rows.sort((a, b) -> Long.compare(a.time(), b.time()));
      long[] times = new long[rows.size()];
      double[][] values = new double[rows.size()][];
      for (int i = 0; i < times.length; i++) {
        Row row = rows.get(i);
        times[i] = row.time();
        values[i] = row.values();
        if (i > 0 && times[i] == times[i - 1]) {
          throw new BadDataException(
              reader.place(row.origin())
                  + ": a second row of symbol '"
                  + symbol
                  + "' at "
                  + panel.frequency().format(times[i])
                  + "; the first is "
                  + reader.place(rows.get(i - 1).origin()));
        }
      }
      return new FactorSeries(times, values);
    }
  }
}

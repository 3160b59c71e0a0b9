package org.backtestrunner.worker.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.backtestrunner.worker.parameter.Frequency;

/** Further factor columns in long format: {@code timestamp,symbol,<factor>...}. */
public final class FactorFile {
  private FactorFile() {}

  /** The names of the factor columns. */
  public static List<String> factorNames(Path file, Frequency frequency) {
    try (TableReader table = new TableReader(file, frequency)) {
      table.requireDistinctColumns();
      table.requiredColumn("timestamp");
      table.requiredColumn("symbol");
      List<String> names = new ArrayList<>(table.header());
      names.removeAll(List.of("timestamp", "symbol"));
      return names;
    }
  }

  /**
   * Reads the named columns.
   *
   * @param names columns to read, all of them in the file
   * @return one series a symbol of the universe
   */
  public static List<FactorSeries> read(Path file, List<String> names, Panel panel) {
    List<Builder> builders = new ArrayList<>();
    SymbolTable symbols = new SymbolTable();
    try (TableReader table = new TableReader(file, panel.frequency())) {
      int timestamp = table.requiredColumn("timestamp");
      int symbolColumn = table.requiredColumn("symbol");
      int[] columns = new int[names.size()];
      for (int i = 0; i < columns.length; i++) {
        columns[i] = table.requiredColumn(names.get(i));
      }
      while (table.next()) {
        long time = table.barTime(timestamp);
        int number = table.symbol(symbolColumn, symbols);
        if (number == builders.size()) {
          builders.add(new Builder());
        }
        double[] values = new double[columns.length];
        for (int i = 0; i < columns.length; i++) {
          values[i] = table.number(columns[i]);
        }
        builders.get(number).rows.add(new Row(time, table.line(), values));
      }
    }
    FactorSeries[] series = new FactorSeries[panel.size()];
    Arrays.fill(series, new FactorSeries(new long[0], new double[0][]));
    for (int i = 0; i < builders.size(); i++) {
      FactorSeries built = builders.get(i).build(file, symbols.symbol(i));
      int index = panel.indexOf(symbols.symbol(i));
      if (index >= 0) {
        series[index] = built;
      }
    }
    return List.of(series);
  }

  private record Row(long time, long line, double[] values) {}

  private static final class Builder {
    private final List<Row> rows = new ArrayList<>();

    FactorSeries build(Path file, String symbol) {
      rows.sort((a, b) -> Long.compare(a.time(), b.time()));
      long[] times = new long[rows.size()];
      double[][] values = new double[rows.size()][];
      for (int i = 0; i < times.length; i++) {
        times[i] = rows.get(i).time();
        values[i] = rows.get(i).values();
        if (i > 0 && times[i] == times[i - 1]) {
          throw new BadDataException(
              file,
              rows.get(i).line(),
              "a second row of symbol '" + symbol + "' at the same timestamp");
        }
      }
      return new FactorSeries(times, values);
    }
  }
}

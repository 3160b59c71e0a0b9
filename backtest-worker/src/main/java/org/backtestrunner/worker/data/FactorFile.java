package org.backtestrunner.worker.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.parameter.Frequency;
import org.backtestrunner.worker.table.Tables;
import org.backtestrunner.worker.table.cell.SymbolTable;
import org.backtestrunner.worker.table.cell.TableReader;
import org.backtestrunner.worker.table.cell.TableSource;

/** Further factor columns in long format: {@code timestamp,symbol,<factor>...}. */
public final class FactorFile {
  private FactorFile() {}

  /**
   * The names of the factor columns; one of which every cell is empty counts as absent.
   *
   * @param taken names that no column may have
   */
  public static List<String> factorNames(Path file, Frequency frequency, List<String> taken) {
    try (TableReader table = Tables.open(file, frequency)) {
      table.requireDistinctColumns();
      table.requiredColumn("timestamp");
      table.requiredColumn("symbol");
      List<String> names = new ArrayList<>(table.header());
      names.removeAll(List.of("timestamp", "symbol", ""));
      Map<String, Integer> empty = new LinkedHashMap<>();
      names.forEach(name -> empty.put(name, table.optionalColumn(name)));
      // Ends with the first row in most files.
      while (!empty.isEmpty() && table.next()) {
        empty.values().removeIf(column -> !table.isEmpty(column));
      }
      names.removeAll(empty.keySet());
      for (String name : names) {
        if (taken.contains(name)) {
          throw table
              .source()
              .badHeader("column '" + name + "' has the name of a factor that the engine computes");
        }
      }
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
    FactorSeries[] series = new FactorSeries[panel.size()];
    Arrays.fill(series, new FactorSeries(new long[0], new double[0][]));
    try (TableReader table = Tables.open(file, panel.frequency())) {
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
        builders.get(number).rows.add(new Row(time, table.row(), values));
      }
      for (int i = 0; i < builders.size(); i++) {
        FactorSeries built = builders.get(i).build(table.source(), symbols.symbol(i), panel);
        int index = panel.indexOf(symbols.symbol(i));
        if (index >= 0) {
          series[index] = built;
        }
      }
    }
    return List.of(series);
  }

  private record Row(long time, long number, double[] values) {}

  private static final class Builder {
    private final List<Row> rows = new ArrayList<>();

    FactorSeries build(TableSource source, String symbol, Panel panel) {
      rows.sort((a, b) -> Long.compare(a.time(), b.time()));
      long[] times = new long[rows.size()];
      double[][] values = new double[rows.size()][];
      for (int i = 0; i < times.length; i++) {
        Row row = rows.get(i);
        times[i] = row.time();
        values[i] = row.values();
        if (i > 0 && times[i] == times[i - 1]) {
          throw source.bad(
              row.number(),
              "a second row of symbol '"
                  + symbol
                  + "' at "
                  + panel.frequency().format(times[i])
                  + "; the first is "
                  + source.place(rows.get(i - 1).number()));
        }
      }
      return new FactorSeries(times, values);
    }
  }
}

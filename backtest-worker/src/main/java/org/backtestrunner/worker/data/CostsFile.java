package org.backtestrunner.worker.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.worker.panel.Lookalikes;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.table.Tables;
import org.backtestrunner.worker.table.TextForm;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.backtestrunner.worker.table.cell.Extent;
import org.backtestrunner.worker.table.cell.NumberForm;
import org.backtestrunner.worker.table.cell.TableReader;
import org.backtestrunner.worker.table.cell.TableSource;

/**
 * What trading and holding each symbol costs: {@code symbol} and any of {@link #COLUMNS}, each of
 * which is the parameter of that name for one symbol.
 */
public final class CostsFile {
  /** Numbers in basis points, at least 0. */
  public static final List<String> COLUMNS =
      List.of("commission_bps", "spread_bps", "slippage_bps", "borrow_bps_per_year");

  private static final String SYMBOL = "symbol";

  private final TableSource source;
  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final boolean[] hasValue = new boolean[COLUMNS.size()];

  /**
   * A row of the file.
   *
   * @param place as complaints name it
   * @param values one a column, NaN where the row says nothing
   */
  private record Row(long place, double[] values) {}

  private CostsFile(TableSource source) {
    this.source = source;
  }

  /**
   * Reads a file.
   *
   * @throws BadDataException for a column or a value that cannot be meant, and for a file that says
   *     nothing
   */
  public static CostsFile read(Path file) {
    try (TableReader table = Tables.open(file, TextForm.PLAIN, NumberForm.PLAIN, Extent.WHOLE)) {
      CostsFile costs = new CostsFile(table.source());
      costs.read(table);
      return costs;
    }
  }

  private void read(TableReader table) {
    int symbol = table.requiredColumn(SYMBOL);
    int[] columns = new int[COLUMNS.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = table.optionalColumn(COLUMNS.get(i));
    }
    for (String name : table.header()) {
      if (!name.equals(SYMBOL) && !COLUMNS.contains(name)) {
        throw source.badHeader(
            "unknown column '" + name + "'; there may be " + String.join(", ", COLUMNS));
      }
    }
    while (table.next()) {
      String name = table.requiredText(symbol);
      if (rows.containsKey(name)) {
        throw table.bad(symbol, "the symbol '" + name + "' is there twice");
      }
      rows.put(name, new Row(table.row(), values(table, columns)));
    }
    if (columns().isEmpty()) {
      throw source.badHeader(
          "the file gives no cost to any symbol: there may be " + String.join(", ", COLUMNS));
    }
  }

  private double[] values(TableReader table, int[] columns) {
    double[] values = new double[columns.length];
    Arrays.fill(values, Double.NaN);
    for (int i = 0; i < columns.length; i++) {
      if (columns[i] >= 0) {
        values[i] = table.number(columns[i]);
        if (values[i] < 0) {
          throw table.bad(columns[i], table.quoted(columns[i]) + " is below 0");
        }
        hasValue[i] |= !Double.isNaN(values[i]);
      }
    }
    return values;
  }

  /** The number of symbols. */
  public int size() {
    return rows.size();
  }

  /** The columns with a value for any symbol. */
  public List<String> columns() {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < hasValue.length; i++) {
      if (hasValue[i]) {
        columns.add(COLUMNS.get(i));
      }
    }
    return columns;
  }

  /**
   * Refuses a symbol that the price file lacks, as one that is misspelt.
   *
   * @throws BadDataException for the first of them
   */
  public void checkSymbols(Panel panel) {
    for (Map.Entry<String, Row> row : rows.entrySet()) {
      String symbol = row.getKey();
      if (!panel.isInPriceFile(symbol)) {
        Optional<String> lookalike = Lookalikes.of(panel.universe().symbols()).words(symbol);
        throw source.bad(
            row.getValue().place(),
            "the price file has no symbol '"
                + symbol
                + "'"
                + (lookalike.isPresent() ? "; " + lookalike.get() : ""));
      }
    }
  }

  /** The value of a symbol in one of {@link #COLUMNS}, NaN where the file gives none. */
  public double value(String symbol, String column) {
    Row row = rows.get(symbol);
    return row == null ? Double.NaN : row.values()[COLUMNS.indexOf(column)];
  }
}

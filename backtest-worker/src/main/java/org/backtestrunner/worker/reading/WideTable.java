package org.backtestrunner.worker.reading;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.backtestrunner.worker.format.Role;
import org.backtestrunner.worker.table.cell.SymbolTable;
import org.backtestrunner.worker.table.cell.TableReader;
import org.backtestrunner.worker.table.cell.Timestamps;

/**
 * The long form of a table of which a row is a time and a column a symbol: one row a cell that is
 * not empty.
 */
final class WideTable extends DerivedTable {
  private static final int TIMESTAMP = 0;
  private static final int SYMBOL = 1;

  private final int timeColumn;
  private final List<Integer> cells = new ArrayList<>();
  private final List<String> names;
  private int current;

  private SymbolTable numberedIn = new SymbolTable();
  private final int[] numbers;

  private WideTable(TableReader table, int timeColumn, String value) {
    super(table, List.of("timestamp", "symbol", value));
    this.timeColumn = timeColumn;
    this.names = table.header();
    for (int i = 0; i < names.size(); i++) {
      if (i != timeColumn) {
        cells.add(i);
        table.use(i);
      }
    }
    table.use(timeColumn);
    this.current = cells.size();
    this.numbers = new int[names.size()];
  }

  /**
   * Reads a wide table.
   *
   * @param timeColumn the column of times where it is not the first one
   * @param value the name of the cells' column
   */
  static TableReader of(TableReader table, Optional<String> timeColumn, String value) {
    int times = timeColumn.isPresent() ? table.requiredColumn(timeColumn.get()) : 0;
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < table.header().size(); i++) {
      String name = table.header().get(i);
      if (i != times && name.isEmpty()) {
        throw table
            .source()
            .badHeader("column " + (i + 1) + " has no name, which in a wide file is a symbol");
      }
      if (i != times && RoleNames.of(Role.CLOSE).contains(RoleNames.plain(name))) {
        throw table
            .source()
            .badHeader("'" + name + "' is a field and no symbol, so that this file is not wide");
      }
      if (i != times && !seen.add(name)) {
        throw table.source().badHeader("the symbol '" + name + "' is there twice");
      }
    }
    return new WideTable(table, times, value);
  }

  /** A first row of data would make symbols of its numbers. */
  static void refuseMissingHeader(TableReader table) {
    String first = table.header().get(0);
    if (table.source().text() && Timestamps.looksLikeData(first)) {
      throw table
          .source()
          .badHeader(
              "the file has no header: its first row begins with '"
                  + first
                  + "'; a wide file begins with a row of symbols");
    }
  }

  @Override
  public void use(int column) {
    // All columns are read.
  }

  @Override
  int place(int column) {
    return switch (column) {
      case TIMESTAMP -> timeColumn;
      case SYMBOL -> -1;
      default -> cells.get(current);
    };
  }

  @Override
  String constant(int column) {
    return names.get(cells.get(current));
  }

  @Override
  public boolean next() {
    do {
      current++;
      if (current >= cells.size()) {
        if (!table().next()) {
          return false;
        }
        current = 0;
      }
    } while (isNothing());
    return true;
  }

  private boolean isNothing() {
    return cells.isEmpty() || table().isMissing(cells.get(current));
  }

  @Override
  public int symbol(int column, SymbolTable symbols) {
    if (symbols != numberedIn) {
      for (int cell : cells) {
        numbers[cell] = symbols.number(names.get(cell));
      }
      numberedIn = symbols;
    }
    return numbers[cells.get(current)];
  }
}

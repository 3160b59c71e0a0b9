package org.backtestrunner.worker.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.backtestrunner.worker.format.Role;
import org.backtestrunner.worker.table.cell.TableReader;
import org.backtestrunner.worker.table.cell.Timestamps;

/**
 * The long form of a table of which a row is a time and a column a field of a symbol, as two rows
 * of names say: one row a symbol that has any value then.
 */
final class WideFieldsTable extends DerivedTable {
  private static final int TIMESTAMP = 0;
  private static final int SYMBOL = 1;
  private static final int FIRST_FIELD = 2;

  /** By symbol: its name, and the column of each field, negative where it has none. */
  private final List<String> symbols;

  private final List<int[]> columns;
  private int current;
  private boolean isFirst = true;

  private WideFieldsTable(
      TableReader table, List<String> header, List<String> symbols, List<int[]> columns) {
    super(table, header);
    this.symbols = symbols;
    this.columns = columns;
    this.current = symbols.size();
    for (int i = 0; i < table.header().size(); i++) {
      table.use(i);
    }
  }

  /**
   * Reads a table with two rows of names, of which either one may be that of the fields.
   *
   * @param close the field that the format says is the close, beside those with a known name
   */
  static TableReader of(TableReader table, List<String> close) {
    if (table.headers().size() < 2) {
      throw table.source().badHeader("there is no second row of names, of fields or of symbols");
    }
    List<String> upper = filled(table.headers().get(0));
    List<String> lower = filled(table.headers().get(1));
    boolean fieldsAbove = isFields(upper, close);
    if (upper.size() != lower.size() || fieldsAbove == isFields(lower, close)) {
      throw table
          .source()
          .badHeader(
              "one of the two rows of names must hold fields, such as Close, and the other one"
                  + " symbols; "
                  + table.shownHeader());
    }
    return of(table, fieldsAbove ? upper : lower, fieldsAbove ? lower : upper);
  }

  private static TableReader of(TableReader table, List<String> fields, List<String> symbols) {
    List<String> header = new ArrayList<>(List.of("timestamp", "symbol"));
    for (String field : fields.subList(1, fields.size())) {
      if (header.subList(FIRST_FIELD, header.size()).indexOf(field) < 0) {
        header.add(field);
      }
    }
    Map<String, int[]> bySymbol = new LinkedHashMap<>();
    for (int i = 1; i < fields.size(); i++) {
      int[] columns = bySymbol.computeIfAbsent(symbols.get(i), s -> none(header.size()));
      int field = header.subList(FIRST_FIELD, header.size()).indexOf(fields.get(i)) + FIRST_FIELD;
      if (columns[field] >= 0) {
        throw table
            .source()
            .badHeader(
                "'" + fields.get(i) + "' of '" + symbols.get(i) + "' is there in two columns");
      }
      columns[field] = i;
    }
    return new WideFieldsTable(
        table, header, List.copyOf(bySymbol.keySet()), List.copyOf(bySymbol.values()));
  }

  private static int[] none(int size) {
    int[] columns = new int[size];
    java.util.Arrays.fill(columns, -1);
    return columns;
  }

  /** Names over several columns are often written over the first of them only. */
  private static List<String> filled(List<String> names) {
    List<String> filled = new ArrayList<>(names);
    for (int i = 2; i < filled.size(); i++) {
      if (filled.get(i).isEmpty()) {
        filled.set(i, filled.get(i - 1));
      }
    }
    return filled;
  }

  private static boolean isFields(List<String> names, List<String> close) {
    for (String name : names.subList(1, names.size())) {
      if (RoleNames.of(Role.CLOSE).contains(RoleNames.plain(name))
          || RoleNames.isAdjustedClose(name)
          || close.contains(name)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void use(int column) {
    // All columns are read.
  }

  @Override
  int place(int column) {
    return switch (column) {
      case TIMESTAMP -> 0;
      case SYMBOL -> -1;
      default -> columns.get(current)[column];
    };
  }

  @Override
  String constant(int column) {
    return column == SYMBOL ? symbols.get(current) : "";
  }

  @Override
  public boolean next() {
    do {
      current++;
      if (current >= symbols.size()) {
        if (!nextRow()) {
          return false;
        }
        current = 0;
      }
    } while (isNothing());
    return true;
  }

  private boolean nextRow() {
    boolean there = table().next();
    if (there && isFirst && namesTheIndex()) {
      there = table().next();
    }
    isFirst = false;
    return there;
  }

  private boolean namesTheIndex() {
    for (int i = 1; i < table().header().size(); i++) {
      if (!table().isEmpty(i)) {
        return false;
      }
    }
    return !table().isEmpty(0) && !Timestamps.looksLikeData(table().text(0));
  }

  private boolean isNothing() {
    int[] ofSymbol = columns.get(current);
    for (int i = FIRST_FIELD; i < ofSymbol.length; i++) {
      if (ofSymbol[i] >= 0 && !table().isMissing(ofSymbol[i])) {
        return false;
      }
    }
    return true;
  }
}

package org.backtestrunner.worker.reading;

import java.util.ArrayList;
import java.util.List;
import org.backtestrunner.worker.table.cell.TableReader;

/** A table below directories named {@code key=value}, whose keys are columns too. */
final class KeyedTable extends DerivedTable {
  /** The values of the keys that are columns of their own. */
  private final List<String> values;

  /** Columns of the table that a key says too, alternating with the key's place in values. */
  private final List<Integer> repeated = new ArrayList<>();

  private final List<String> repeatedValues = new ArrayList<>();
  private final int width;

  private KeyedTable(TableReader table, List<String> header, List<String> values) {
    super(table, header);
    this.values = values;
    this.width = table.header().size();
  }

  /**
   * Adds the keys of a file to its table.
   *
   * @param keys names alternating with values
   */
  static TableReader of(TableReader table, List<String> keys) {
    List<String> header = new ArrayList<>(table.header());
    List<String> values = new ArrayList<>();
    List<String> repeatedValues = new ArrayList<>();
    List<Integer> repeated = new ArrayList<>();
    for (int i = 0; i < keys.size(); i += 2) {
      int column = table.header().indexOf(keys.get(i));
      if (column >= 0) {
        repeated.add(column);
        repeatedValues.add(keys.get(i + 1));
      } else {
        header.add(keys.get(i));
        values.add(keys.get(i + 1));
      }
    }
    KeyedTable keyed = new KeyedTable(table, header, values);
    keyed.repeated.addAll(repeated);
    keyed.repeatedValues.addAll(repeatedValues);
    repeated.forEach(table::use);
    return keyed;
  }

  @Override
  int place(int column) {
    return column < width ? column : -1;
  }

  @Override
  String constant(int column) {
    return values.get(column - width);
  }

  @Override
  public boolean next() {
    if (!table().next()) {
      return false;
    }
    for (int i = 0; i < repeated.size(); i++) {
      String inFile = table().shown(repeated.get(i));
      String key = repeatedValues.get(i);
      if (!inFile.equals(key) && !isSameNumber(inFile, key)) {
        throw bad(
            repeated.get(i), quoted(repeated.get(i)) + " is not what the directory says: " + key);
      }
    }
    return true;
  }

  private static boolean isSameNumber(String one, String other) {
    try {
      return Double.parseDouble(one) == Double.parseDouble(other);
    } catch (NumberFormatException text) {
      return false;
    }
  }
}

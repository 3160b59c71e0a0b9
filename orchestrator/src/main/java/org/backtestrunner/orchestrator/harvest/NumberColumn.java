package org.backtestrunner.orchestrator.harvest;

import java.util.Arrays;
import java.util.Optional;

/** The numbers of one column, taken row by row. */
final class NumberColumn {
  private final int column;
  private double[] values = new double[1024];
  private int size;

  private NumberColumn(int column) {
    this.column = column;
  }

  /** One that must be there. */
  static NumberColumn of(ResultTable table, String name) throws InvalidOutputException {
    return new NumberColumn(table.column(name));
  }

  /** Empty where there is no such column. */
  static Optional<NumberColumn> find(ResultTable table, String name) {
    int column = table.find(name);
    return column < 0 ? Optional.empty() : Optional.of(new NumberColumn(column));
  }

  /** Takes the number of the current row, and gives it back. */
  double take(ResultTable table) throws InvalidOutputException {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    double value = table.number(column);
    values[size++] = value;
    return value;
  }

  int size() {
    return size;
  }

  double[] values() {
    return Arrays.copyOf(values, size);
  }
}

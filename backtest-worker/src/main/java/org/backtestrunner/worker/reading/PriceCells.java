package org.backtestrunner.worker.reading;

import org.backtestrunner.worker.format.PriceScale;
import org.backtestrunner.worker.format.Role;
import org.backtestrunner.worker.table.cell.TableReader;

/** Reads the numbers of a row of prices, on the one basis that the format says. */
final class PriceCells {
  /** The columns in the order of a row. */
  private static final Role[] ROLES = {Role.OPEN, Role.HIGH, Role.LOW, Role.CLOSE, Role.VOLUME};

  private static final int CLOSE = 3;
  private static final int VOLUME = 4;

  private final TableReader table;
  private final PriceScale scale;
  private final int[] columns = new int[ROLES.length];
  private final int adjustedClose;
  private final int otherClose;

  PriceCells(TableReader table, Columns columns, PriceScale scale) {
    this.table = table;
    this.scale = scale;
    for (int i = 0; i < ROLES.length; i++) {
      this.columns[i] = columns.of(ROLES[i]);
    }
    this.adjustedClose = columns.of(Role.ADJUSTED_CLOSE);
    this.otherClose = columns.otherClose();
  }

  /**
   * Reads open, high, low, close and volume; NaN stands for an empty cell. Of these, close is above
   * 0 and volume not below it; the others are as they are.
   *
   * @param row takes the five
   */
  void read(double[] row) {
    for (int i = 0; i < CLOSE; i++) {
      row[i] = price(columns[i]);
    }
    row[CLOSE] = positive(columns[CLOSE]);
    row[VOLUME] = volume(columns[VOLUME]);
    if (otherClose >= 0) {
      refuseTwoCloses();
    }
    if (adjustedClose >= 0) {
      adjust(row);
    }
  }

  private double price(int column) {
    return column < 0 ? Double.NaN : scale.price(table.number(column));
  }

  private double positive(int column) {
    double price = price(column);
    if (price <= 0) {
      throw table.bad(column, table.quoted(column) + " is not a positive price");
    }
    return price;
  }

  private double volume(int column) {
    double volume = column < 0 ? Double.NaN : table.number(column);
    if (volume < 0) {
      throw table.bad(column, table.quoted(column) + " is a negative volume");
    }
    return volume;
  }

  private void adjust(double[] row) {
    double adjusted = positive(adjustedClose);
    if (Double.isNaN(adjusted) && !Double.isNaN(row[CLOSE])) {
      throw table.bad(adjustedClose, "the cell is empty, beside a close");
    }
    double factor = adjusted / row[CLOSE];
    for (int i = 0; i < CLOSE; i++) {
      row[i] *= factor;
    }
    row[CLOSE] = Double.isNaN(row[CLOSE]) ? row[CLOSE] : adjusted;
  }

  private void refuseTwoCloses() {
    double close = table.number(columns[CLOSE]);
    double other = table.number(otherClose);
    if (close == other || (Double.isNaN(close) && Double.isNaN(other))) {
      return;
    }
    String closeName = table.header().get(columns[CLOSE]);
    String otherName = table.header().get(otherClose);
    throw table.bad(
        "two closes that differ, "
            + closeName
            + " "
            + table.quoted(columns[CLOSE])
            + " and "
            + otherName
            + " "
            + table.quoted(otherClose)
            + "; say which in a format file (price_format): columns: {adjusted_close: \""
            + otherName
            + "\"} for adjusted prices, or columns: {close: \""
            + closeName
            + "\"} for these as they are");
  }
}

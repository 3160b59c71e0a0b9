package org.backtestrunner.worker.reading;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.shared.text.FiniteDecimal;
import org.backtestrunner.worker.table.cell.SymbolTable;
import org.backtestrunner.worker.table.cell.TableReader;
import org.backtestrunner.worker.table.cell.Timestamps;

/**
 * A table made from another one: each of its cells is a cell of that one's current row, or a text
 * that stands for the whole column or row.
 */
abstract class DerivedTable extends TableReader {
  private static final int NOWHERE = -1;

  private final TableReader table;

  DerivedTable(TableReader table, List<String> header) {
    super(table.source(), List.of(header));
    this.table = table;
  }

  final TableReader table() {
    return table;
  }

  /** The column of the other table in which a cell stands, negative where it has a text of ours. */
  abstract int place(int column);

  /** The text of a cell that stands nowhere; empty: an empty cell. */
  abstract String constant(int column);

  @Override
  public void use(int column) {
    if (place(column) > NOWHERE) {
      table.use(place(column));
    }
  }

  @Override
  public final boolean isPartial() {
    return table.isPartial();
  }

  @Override
  public final long row() {
    return table.row();
  }

  @Override
  public final boolean isEmpty(int column) {
    int place = place(column);
    return place > NOWHERE ? table.isEmpty(place) : constant(column).isEmpty();
  }

  @Override
  public final boolean isMissing(int column) {
    int place = place(column);
    return place > NOWHERE ? table.isMissing(place) : constant(column).isEmpty();
  }

  @Override
  public final long missingCount() {
    return table.missingCount();
  }

  @Override
  public final String text(int column) {
    int place = place(column);
    return place > NOWHERE ? table.text(place) : constant(column);
  }

  @Override
  public final String shown(int column) {
    int place = place(column);
    return place > NOWHERE ? table.shown(place) : constant(column);
  }

  @Override
  public final boolean holdsTimes(int column) {
    int place = place(column);
    return place > NOWHERE && table.holdsTimes(place);
  }

  @Override
  public final Optional<String> metadataZone(int column) {
    int place = place(column);
    return place > NOWHERE ? table.metadataZone(place) : Optional.empty();
  }

  @Override
  public final long barTime(int column, Timestamps timestamps) {
    int place = place(column);
    if (place > NOWHERE) {
      return table.barTime(place, timestamps);
    }
    byte[] text = constant(column).getBytes(StandardCharsets.UTF_8);
    try {
      return timestamps.ofText(text, 0, text.length);
    } catch (Timestamps.MalformedException malformed) {
      throw bad(column, quoted(column) + " " + malformed.getMessage());
    }
  }

  @Override
  public final double number(int column) {
    int place = place(column);
    if (place > NOWHERE) {
      return table.number(place);
    }
    byte[] text = constant(column).getBytes(StandardCharsets.UTF_8);
    double value = FiniteDecimal.parse(text, 0, text.length);
    if (text.length > 0 && Double.isNaN(value)) {
      throw bad(column, quoted(column) + " is not a finite decimal number");
    }
    return value;
  }

  @Override
  public int symbol(int column, SymbolTable symbols) {
    int place = place(column);
    if (place > NOWHERE) {
      return table.symbol(place, symbols);
    }
    requireCell(column);
    return symbols.number(constant(column));
  }

  @Override
  public final void close() {
    table.close();
  }
}

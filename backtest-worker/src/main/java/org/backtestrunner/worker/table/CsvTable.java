package org.backtestrunner.worker.table;

import java.nio.file.Path;
import java.util.List;
import org.backtestrunner.shared.text.FiniteDecimal;
import org.backtestrunner.worker.parameter.Frequency;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.backtestrunner.worker.table.cell.SymbolTable;
import org.backtestrunner.worker.table.cell.TableReader;
import org.backtestrunner.worker.table.cell.TableSource;
import org.backtestrunner.worker.table.cell.Timestamps;

/** A CSV file with a header row. */
final class CsvTable extends TableReader {
  private final CsvReader csv;
  private final Timestamps timestamps;

  private CsvTable(CsvReader csv, List<String> header, Frequency frequency) {
    super(new TableSource(csv.file(), true), header);
    this.csv = csv;
    this.timestamps = new Timestamps(frequency);
  }

  static TableReader open(Path file, Frequency frequency) {
    CsvReader csv = new CsvReader(file);
    try {
      if (!csv.next()) {
        throw new BadDataException(file, "the file is empty; a header row is required");
      }
      return new CsvTable(csv, csv.texts(), frequency);
    } catch (BadDataException bad) {
      csv.close();
      throw bad;
    }
  }

  @Override
  public void use(int column) {
    // All cells of a row are at hand.
  }

  @Override
  public boolean next() {
    if (!csv.next()) {
      return false;
    }
    if (csv.cells() != header().size()) {
      throw bad("the row has " + csv.cells() + " cells, but the header has " + header().size());
    }
    return true;
  }

  @Override
  public long row() {
    return csv.line();
  }

  @Override
  public boolean isEmpty(int column) {
    return csv.isEmpty(column);
  }

  @Override
  public String text(int column) {
    return csv.text(column);
  }

  @Override
  public String shown(int column) {
    return csv.text(column);
  }

  @Override
  public long barTime(int column) {
    requireCell(column);
    try {
      return timestamps.barTime(csv.bytes(), csv.start(column), csv.end(column));
    } catch (Timestamps.MalformedException malformed) {
      throw bad(column, quoted(column) + " " + malformed.getMessage());
    }
  }

  @Override
  public double number(int column) {
    if (csv.isEmpty(column)) {
      return Double.NaN;
    }
    double value = FiniteDecimal.parse(csv.bytes(), csv.start(column), csv.end(column));
    if (Double.isNaN(value)) {
      throw bad(column, quoted(column) + " is not a finite decimal number");
    }
    return value;
  }

  @Override
  public int symbol(int column, SymbolTable symbols) {
    requireCell(column);
    int known = symbols.find(csv.bytes(), csv.start(column), csv.end(column));
    return known >= 0 ? known : symbols.add(csv.text(column));
  }

  @Override
  public void close() {
    csv.close();
  }
}

package org.backtestrunner.worker.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.backtestrunner.worker.table.cell.Extent;
import org.backtestrunner.worker.table.cell.NumberCells;
import org.backtestrunner.worker.table.cell.NumberForm;
import org.backtestrunner.worker.table.cell.SymbolTable;
import org.backtestrunner.worker.table.cell.TableReader;
import org.backtestrunner.worker.table.cell.TableSource;
import org.backtestrunner.worker.table.cell.Timestamps;

/** A text file, with a header row or without one. */
final class CsvTable extends TableReader {
  private final CsvReader csv;
  private final NumberCells numbers;

  /** Whether the reader stands at a row already that is the first of the data. */
  private boolean atFirstRow;

  private CsvTable(CsvReader csv, Header header, NumberForm numbers) {
    super(new TableSource(csv.file(), true, header.line()), header.rows());
    this.csv = csv;
    this.atFirstRow = header.atFirstRow();
    this.numbers = new NumberCells(numbers);
  }

  /** The lines above the data. */
  private record Header(List<List<String>> rows, long line, boolean atFirstRow) {}

  static TableReader open(Path file, TextForm form, NumberForm numbers, Extent extent) {
    CsvReader csv = new CsvReader(TextSource.open(file, form, extent));
    try {
      if (!csv.next()) {
        throw new BadDataException(file, "the file is empty; a header row is required");
      }
      return new CsvTable(csv, header(csv, form), numbers);
    } catch (BadDataException bad) {
      csv.close();
      throw bad;
    }
  }

  private static Header header(CsvReader csv, TextForm form) {
    long line = csv.line();
    int wanted = form.headerRows().isPresent() ? form.headerRows().get() : 1;
    if (wanted == 0) {
      List<String> numbered = new ArrayList<>();
      for (int i = 1; i <= csv.cells(); i++) {
        numbered.add(Integer.toString(i));
      }
      return new Header(List.of(numbered), line, true);
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(csv.texts());
    if (form.headerRows().isPresent()) {
      while (rows.size() < wanted && csv.next()) {
        rows.add(csv.texts());
      }
      return new Header(rows, line, false);
    }
    if (!rows.get(0).get(0).equals("Price") || !csv.next()) {
      return new Header(rows, line, false);
    }
    // Two rows of names, as yfinance writes them: no price file has a column of this name first.
    boolean ofTickers = csv.text(0).equals("Ticker");
    if (ofTickers) {
      rows.add(csv.texts());
    }
    return new Header(rows, line, !ofTickers);
  }

  @Override
  public void use(int column) {
    // All cells of a row are at hand.
  }

  @Override
  public boolean next() {
    if (atFirstRow) {
      atFirstRow = false;
    } else if (!csv.next()) {
      return false;
    }
    if (csv.cells() != header().size()) {
      throw bad("the row has " + csv.cells() + " cells, but the header has " + header().size());
    }
    return true;
  }

  @Override
  public boolean isPartial() {
    return csv.isPartial();
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
  public boolean isMissing(int column) {
    return numbers.isMissing(csv.bytes(), csv.start(column), csv.end(column));
  }

  @Override
  public long missingCount() {
    return numbers.missingCount();
  }

  @Override
  public String text(int column) {
    String text = csv.text(column);
    if (text.indexOf('"') >= 0 && !csv.isQuoted(column)) {
      // Half of what should have been quotes: it would make another symbol of one.
      throw bad(column, quoted(column) + " has a quote without its fellow");
    }
    return text;
  }

  @Override
  public String shown(int column) {
    return csv.text(column);
  }

  @Override
  public long barTime(int column, Timestamps timestamps) {
    requireCell(column);
    try {
      return timestamps.ofText(csv.bytes(), csv.start(column), csv.end(column));
    } catch (Timestamps.MalformedException malformed) {
      throw bad(column, quoted(column) + " " + malformed.getMessage());
    }
  }

  @Override
  public double number(int column) {
    try {
      return numbers.read(csv.bytes(), csv.start(column), csv.end(column));
    } catch (NumberCells.MalformedException malformed) {
      throw bad(column, quoted(column) + " " + malformed.getMessage());
    }
  }

  @Override
  public int symbol(int column, SymbolTable symbols) {
    requireCell(column);
    int known = symbols.find(csv.bytes(), csv.start(column), csv.end(column));
    return known >= 0 ? known : symbols.add(text(column));
  }

  @Override
  public void close() {
    csv.close();
  }
}

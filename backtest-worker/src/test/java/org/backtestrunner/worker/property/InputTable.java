package org.backtestrunner.worker.property;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.backtestrunner.worker.reference.CsvTable;

/**
 * An input file as text cells, to be changed and written again.
 *
 * @param header the names of the columns
 * @param rows cells in the order of the header; an empty cell is an empty text
 */
record InputTable(List<String> header, List<List<String>> rows) {

  /** The new text of a cell; the row is the whole one before any change. */
  interface CellChange {
    String apply(String column, String cell, List<String> row);
  }

  static InputTable read(String file) {
    CsvTable table = CsvTable.read(file);
    return new InputTable(table.header(), table.rows());
  }

  InputTable withCells(CellChange change) {
    List<List<String>> changed = new ArrayList<>();
    for (List<String> row : rows) {
      List<String> cells = new ArrayList<>();
      for (int column = 0; column < row.size(); column++) {
        cells.add(change.apply(header.get(column), row.get(column), row));
      }
      changed.add(cells);
    }
    return new InputTable(header, changed);
  }

  /** The same cells, rows and columns in another order. */
  InputTable shuffled(Random random) {
    List<Integer> columns = new ArrayList<>();
    for (int column = 0; column < header.size(); column++) {
      columns.add(column);
    }
    Collections.shuffle(columns, random);
    List<List<String>> shuffled = new ArrayList<>();
    for (List<String> row : rows) {
      shuffled.add(columns.stream().map(row::get).toList());
    }
    Collections.shuffle(shuffled, random);
    return new InputTable(columns.stream().map(header::get).toList(), shuffled);
  }

  String cell(List<String> row, String column) {
    return row.get(header.indexOf(column));
  }

  /**
   * Writes plain CSV, cells quoted where they must be.
   *
   * @return the file as a parameter's text
   */
  String write(Path file) {
    List<String> lines = new ArrayList<>();
    lines.add(line(header));
    rows.forEach(row -> lines.add(line(row)));
    try {
      return Files.write(file, lines).toString();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String line(List<String> cells) {
    return String.join(",", cells.stream().map(InputTable::quoted).toList());
  }

  /** A cell as RFC 4180 wants it. */
  static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> ",\"\n\r".indexOf(c) >= 0);
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}

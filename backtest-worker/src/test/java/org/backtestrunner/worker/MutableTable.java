package org.backtestrunner.worker;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** A table of texts, and how it is going to be written as a text file. */
final class MutableTable {
  /** The first row is the header. */
  final List<List<String>> rows = new ArrayList<>();

  char separator = ',';
  boolean quoted;
  String above = "";

  /** What is done to the whole text in the end. */
  private UnaryOperator<String> text = written -> written;

  private Charset charset = StandardCharsets.UTF_8;

  static MutableTable of(String text, char separator) {
    MutableTable table = new MutableTable();
    table.separator = separator;
    for (String line : text.lines().toList()) {
      table.rows.add(new ArrayList<>(List.of(line.split(String.valueOf(separator), -1))));
    }
    return table;
  }

  List<String> header() {
    return rows.get(0);
  }

  /** A data row. */
  List<String> anyRow(Random random) {
    return rows.get(anyRowNumber(random));
  }

  int anyRowNumber(Random random) {
    return 1 + random.nextInt(rows.size() - 1);
  }

  /** The column that has one of these names, -1 where none has. */
  int column(String... names) {
    for (String name : names) {
      if (header().contains(name)) {
        return header().indexOf(name);
      }
    }
    return -1;
  }

  /** Changes all cells of a column, its header apart; a column of -1 changes nothing. */
  void change(int column, UnaryOperator<String> change) {
    for (List<String> row : rows.subList(1, rows.size())) {
      if (column >= 0 && column < row.size()) {
        row.set(column, change.apply(row.get(column)));
      }
    }
  }

  void thenText(UnaryOperator<String> change) {
    UnaryOperator<String> before = text;
    text = written -> change.apply(before.apply(written));
  }

  void encode(Charset other) {
    charset = other;
  }

  byte[] bytes() {
    StringBuilder written = new StringBuilder(above);
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        String cell = row.get(i);
        boolean needed = cell.indexOf(separator) >= 0 || cell.indexOf('"') >= 0;
        written
            .append(i == 0 ? "" : separator)
            .append(quoted || needed ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell);
      }
      written.append('\n');
    }
    return text.apply(written.toString()).getBytes(charset);
  }
}

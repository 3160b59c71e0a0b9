package org.backtestrunner.orchestrator.report.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Columns below headings, as wide as their texts, with two blanks between.
 *
 * @param columns all with the same number of cells
 */
record TextTable(List<Column> columns) {
  private static final int GAP = 2;
  private static final int SHORTEST_TEXT = 6;
  private static final int MOST_LETTERS_OF_A_WORD = 4;
  private static final int LEAST_LETTERS_OF_A_WORD = 3;

  TextTable {
    columns = List.copyOf(columns);
  }

  /** What becomes of a column where the table is wider than the terminal. */
  enum Need {
    /** It stays as it is. */
    ALWAYS,
    /** Its texts are shortened in the middle. */
    SHORTENED,
    /** It is left out, the last one first, where shorter headings are not enough. */
    DISPENSABLE,
    /** It is left out before anything else. */
    NEGLIGIBLE
  }

  /**
   * @param toTheRight whether its texts end where the column ends, as numbers do
   */
  record Column(String heading, boolean toTheRight, Need need, List<String> cells) {
    Column {
      cells = List.copyOf(cells);
    }

    int width() {
      return Stream.concat(Stream.of(heading), cells.stream())
          .mapToInt(String::length)
          .max()
          .orElseThrow();
    }

    /** With the first letters of each word of its heading. */
    Column abbreviated(int lettersOfAWord) {
      StringBuilder letters = new StringBuilder();
      for (String word : heading.split("_")) {
        letters.append(letters.isEmpty() ? "" : "_");
        letters.append(word, 0, Math.min(word.length(), lettersOfAWord));
      }
      return new Column(letters.toString(), toTheRight, need, cells);
    }

    Column shortened(int width) {
      return new Column(
          cut(heading, width),
          toTheRight,
          need,
          cells.stream().map(cell -> cut(cell, width)).toList());
    }

    private String line(String text, int width) {
      String blanks = " ".repeat(width - text.length());
      return toTheRight ? blanks + text : text + blanks;
    }
  }

  /** The text, or its beginning and end around three dots. */
  static String cut(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    int kept = width - 3;
    return text.substring(0, kept - kept / 2) + "..." + text.substring(text.length() - kept / 2);
  }

  /** The same, no wider than a terminal where that can be had. */
  TextTable fitted(OptionalInt terminal) {
    if (terminal.isEmpty()) {
      return this;
    }
    int limit = terminal.getAsInt();
    return without(Need.NEGLIGIBLE, limit)
        .withShortHeadings(limit)
        .without(Need.DISPENSABLE, limit)
        .cut(limit);
  }

  private int width() {
    return columns.stream().mapToInt(column -> column.width() + GAP).sum() - GAP;
  }

  private boolean isWithin(int limit) {
    return width() <= limit;
  }

  private TextTable withShortHeadings(int limit) {
    TextTable table = this;
    for (int letters = MOST_LETTERS_OF_A_WORD;
        letters >= LEAST_LETTERS_OF_A_WORD && !table.isWithin(limit);
        letters--) {
      table = withShortHeadingsOf(letters);
    }
    return table;
  }

  /** As they are, where short ones would be alike. */
  private TextTable withShortHeadingsOf(int letters) {
    List<Column> narrow =
        columns.stream()
            .map(column -> column.need() == Need.SHORTENED ? column.abbreviated(letters) : column)
            .toList();
    boolean distinct = narrow.stream().map(Column::heading).distinct().count() == narrow.size();
    return distinct ? new TextTable(narrow) : this;
  }

  private TextTable without(Need need, int limit) {
    Optional<Column> last =
        columns.stream().filter(column -> column.need() == need).reduce((earlier, later) -> later);
    if (isWithin(limit) || last.isEmpty()) {
      return this;
    }
    List<Column> others = new ArrayList<>(columns);
    others.remove(last.get());
    return new TextTable(others).without(need, limit);
  }

  /** Takes letters from the widest texts first. */
  private TextTable cut(int limit) {
    TextTable table = this;
    Optional<Column> widest = table.widestText();
    while (!table.isWithin(limit) && widest.isPresent()) {
      List<Column> narrower = new ArrayList<>(table.columns);
      Column wide = widest.get();
      narrower.replaceAll(c -> c == wide ? c.shortened(c.width() - 1) : c);
      table = new TextTable(narrower);
      widest = table.widestText();
    }
    return table;
  }

  private Optional<Column> widestText() {
    return columns.stream()
        .filter(column -> column.need() == Need.SHORTENED && column.width() > SHORTEST_TEXT)
        .max(Comparator.comparingInt(Column::width));
  }

  /** The headings and the rows, without blanks at their ends. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int row = -1; row < columns.get(0).cells().size(); row++) {
      StringBuilder line = new StringBuilder();
      for (Column column : columns) {
        String text = row < 0 ? column.heading() : column.cells().get(row);
        line.append(line.isEmpty() ? "" : " ".repeat(GAP));
        line.append(column.line(text, column.width()));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}

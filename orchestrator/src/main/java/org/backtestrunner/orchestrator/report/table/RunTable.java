package org.backtestrunner.orchestrator.report.table;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.backtestrunner.orchestrator.file.json.JsonObject;
import org.backtestrunner.orchestrator.report.statistics.Figures;
import org.backtestrunner.orchestrator.report.statistics.Markdown;
import org.backtestrunner.shared.text.ShortestDecimal;

/** Rows of texts and numbers under columns, in any of the formats. */
final class RunTable {
  private static final String UNDEFINED = "\u2013";
  private static final String ELLIPSIS = "\u2026";
  private static final int SHORTEST_LABEL = 12;

  private final List<Column> columns;
  private final List<List<Object>> rows = new ArrayList<>();

  /** What a column holds, and so how people read it. */
  enum Kind {
    TEXT,
    WHOLE,
    RATIO,
    /** A share of 1. */
    SHARE,
    /** In percent already. */
    PERCENT
  }

  /** A run as programs know it, and as people do. */
  record RunName(String id, String label) {
    @Override
    public String toString() {
      return id;
    }
  }

  /**
   * @param name for programs
   * @param heading for people
   */
  record Column(String name, String heading, Kind kind) {}

  RunTable(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  /**
   * @param cells one a column: a text, a {@link RunName}, an {@link Integer}, or an {@link
   *     OptionalDouble}
   */
  void add(List<Object> cells) {
    rows.add(List.copyOf(cells));
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /**
   * Lines as wide as their content, labels cut where they would not fit.
   *
   * @param width of the terminal; 0 if there is none
   */
  List<String> aligned(int width) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(columns.stream().map(Column::heading).toList());
    rows.forEach(row -> cells.add(people(row)));
    int[] widths = new int[columns.size()];
    for (List<String> row : cells) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    int all = 2 * (widths.length - 1);
    int widest = 0;
    for (int c = 0; c < widths.length; c++) {
      all += widths[c];
      widest = columns.get(c).kind() == Kind.TEXT && widths[c] > widths[widest] ? c : widest;
    }
    if (width > 0 && all > width) {
      widths[widest] =
          Math.min(widths[widest], Math.max(SHORTEST_LABEL, widths[widest] - (all - width)));
    }
    return cells.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      String cell = cut(row.get(c), widths[c]);
      String blanks = " ".repeat(widths[c] - cell.length());
      line.append(c == 0 ? "" : "  ");
      line.append(columns.get(c).kind() == Kind.TEXT ? cell + blanks : blanks + cell);
    }
    return line.toString().stripTrailing();
  }

  /** The beginning and the end of a text, of which both tell runs apart. */
  private static String cut(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    int end = (width - 1) / 2;
    return text.substring(0, width - 1 - end) + ELLIPSIS + text.substring(text.length() - end);
  }

  List<String> markdown() {
    List<String> lines = new ArrayList<>();
    lines.add(Markdown.row(columns.stream().map(Column::heading).toList()));
    lines.add(
        Markdown.row(columns.stream().map(c -> c.kind() == Kind.TEXT ? "---" : "--:").toList()));
    for (List<Object> row : rows) {
      lines.add(Markdown.row(people(row).stream().map(Markdown::text).toList()));
    }
    return lines;
  }

  private List<String> people(List<Object> row) {
    List<String> cells = new ArrayList<>();
    for (int c = 0; c < row.size(); c++) {
      cells.add(people(columns.get(c).kind(), row.get(c)));
    }
    return cells;
  }

  private static String people(Kind kind, Object cell) {
    if (cell instanceof RunName run) {
      return printable(run.label());
    }
    if (!(cell instanceof OptionalDouble value)) {
      return printable(cell.toString());
    }
    if (value.isEmpty()) {
      return UNDEFINED;
    }
    double number = value.getAsDouble();
    return switch (kind) {
      case SHARE -> Figures.percent(number);
      case PERCENT -> Figures.percent(number / 100);
      case TEXT, WHOLE, RATIO -> Figures.ratio(number);
    };
  }

  /** A terminal must not obey what somebody has called a run. */
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }

  List<String> csv() {
    StringWriter text = new StringWriter();
    CSVFormat format = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();
    try (CSVPrinter csv = new CSVPrinter(text, format)) {
      csv.printRecord(columns.stream().map(Column::name).toList());
      for (List<Object> row : rows) {
        csv.printRecord(row.stream().map(RunTable::exact).toList());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return List.of(text.toString().stripTrailing());
  }

  private static String exact(Object cell) {
    if (!(cell instanceof OptionalDouble value)) {
      return cell.toString();
    }
    if (value.isEmpty()) {
      return "";
    }
    byte[] text = new byte[ShortestDecimal.MAXIMUM_LENGTH];
    int length = new ShortestDecimal().write(value.getAsDouble(), text, 0);
    return new String(text, 0, length, StandardCharsets.US_ASCII);
  }

  /** An object a row, without members that are undefined. */
  List<JsonObject> json() {
    List<JsonObject> objects = new ArrayList<>();
    for (List<Object> row : rows) {
      JsonObject object = JsonObject.part();
      for (int c = 0; c < row.size(); c++) {
        Object cell = row.get(c);
        if (!(cell instanceof OptionalDouble value) || value.isPresent()) {
          object.put(columns.get(c).name(), cell instanceof RunName run ? run.id() : cell);
        }
      }
      objects.add(object);
    }
    return objects;
  }
}

package org.backtestrunner.worker.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** A CSV file without quotes, plain or gzipped: trimmed cells under a header. */
public final class CsvTable {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

  private final String name;
  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();
  private final Set<String> presentColumns = new HashSet<>();

  private CsvTable(String name, List<String> lines) {
    this.name = name;
    if (lines.isEmpty()) {
      throw new BadData(name + ": no header");
    }
    this.header = cells(lines.get(0));
    for (String line : lines.subList(1, lines.size())) {
      List<String> row = cells(line);
      if (row.size() != header.size()) {
        throw new BadData(name + ": " + header.size() + " cells expected: " + line);
      }
      rows.add(row);
      for (int column = 0; column < row.size(); column++) {
        if (!row.get(column).isEmpty()) {
          presentColumns.add(header.get(column));
        }
      }
    }
  }

  /** Reads a file; {@code .gz} is unpacked. */
  public static CsvTable read(String path) {
    Path file = Path.of(path);
    return new CsvTable(file.getFileName().toString(), lines(file));
  }

  /** The lines of a text file that are not blank, without byte order mark. */
  public static List<String> lines(Path file) {
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
      return withoutMark.lines().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The trimmed cells below the header. */
  public List<List<String>> rows() {
    return rows;
  }

  /** The names of the columns. */
  public List<String> header() {
    return header;
  }

  /** A column of which every cell is empty counts as absent. */
  boolean has(String column) {
    return presentColumns.contains(column);
  }

  void require(String... columns) {
    for (String column : columns) {
      if (!has(column)) {
        throw new BadData(name + ": no column " + column);
      }
    }
  }

  /** The text of a cell; empty where the column is absent. */
  String text(List<String> row, String column) {
    return has(column) ? row.get(header.indexOf(column)) : "";
  }

  static double number(String text) {
    if (!DECIMAL.matcher(text).matches() || Double.isInfinite(Double.parseDouble(text))) {
      throw new BadData("not a finite decimal number: " + text);
    }
    return Double.parseDouble(text);
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    for (String cell : line.split(",", -1)) {
      cells.add(cell.trim());
    }
    return cells;
  }
}

package org.backtestrunner.worker.reference;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/** Further factors: the columns of {@code factor_file}. */
final class FactorFile {
  private final CsvTable table;
  private final long maximumAgeDays;
  private final Map<String, NavigableMap<Instant, List<String>>> rowsOfSymbol = new HashMap<>();

  /**
   * Reads and checks a factor file.
   *
   * @param used the names of the bundle's factors: only their columns must hold numbers
   */
  FactorFile(String path, BarTime barTime, long maximumAgeDays, List<String> used) {
    this.table = CsvTable.read(path);
    this.maximumAgeDays = maximumAgeDays;
    table.require("timestamp", "symbol");
    for (String name : factorNames()) {
      if (ReferenceFactors.NAMES.contains(name)) {
        throw new BadData("the engine has a factor of that name: " + name);
      }
    }
    Set<List<Object>> seen = new HashSet<>();
    for (List<String> row : table.rows()) {
      Instant time = barTime.parse(table.text(row, "timestamp"));
      String symbol = table.text(row, "symbol");
      if (!seen.add(List.of(time, symbol))) {
        throw new BadData("duplicate row: " + row);
      }
      for (String name : used) {
        number(row, name);
      }
      rowsOfSymbol.computeIfAbsent(symbol, key -> new TreeMap<>()).put(time, row);
    }
  }

  /** The columns that hold a factor; one of which every cell is empty counts as absent. */
  List<String> factorNames() {
    List<String> names = new ArrayList<>();
    for (String column : table.header()) {
      boolean isKey = column.equals("timestamp") || column.equals("symbol");
      if (!isKey && table.has(column)) {
        names.add(column);
      }
    }
    return names;
  }

  /** Whether the latest row of any symbol at or before a time is young enough. */
  boolean hasRowFor(Instant time) {
    return rowsOfSymbol.values().stream()
        .anyMatch(rows -> rows.floorKey(time) != null && isYoung(rows.floorKey(time), time));
  }

  private boolean isYoung(Instant row, Instant time) {
    long age = ChronoUnit.DAYS.between(BarTime.date(row), BarTime.date(time));
    return maximumAgeDays == 0 ? row.equals(time) : age <= maximumAgeDays;
  }

  /** The cell of the symbol's latest row at or before a time, if that row is young enough. */
  OptionalDouble value(String name, String symbol, Instant time) {
    if (!rowsOfSymbol.containsKey(symbol)) {
      return OptionalDouble.empty();
    }
    Map.Entry<Instant, List<String>> latest = rowsOfSymbol.get(symbol).floorEntry(time);
    if (latest == null) {
      return OptionalDouble.empty();
    }
    return isYoung(latest.getKey(), time)
        ? number(latest.getValue(), name)
        : OptionalDouble.empty();
  }

  private OptionalDouble number(List<String> row, String name) {
    String text = table.text(row, name);
    return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(CsvTable.number(text));
  }
}

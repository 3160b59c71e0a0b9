package org.backtestrunner.orchestrator.lookahead;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The tables that a run has left, by the names of their files: lines without the header, of which
 * each begins with its bar.
 */
record RunOutput(SortedMap<String, List<String>> tables) {
  private static final String EQUITY = "portfolio_equity_";
  private static final String ORDERS = "orders_";
  private static final int DATE = "2020-01-31".length();

  /** Of an order: bar, symbol, side, quantity. */
  private static final int CELLS_OF_DECISION = 4;

  static RunOutput read(Path directory) throws IOException {
    SortedMap<String, List<String>> tables = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files = all.filter(file -> file.toString().endsWith(".csv")).toList();
    }
    for (Path file : files) {
      List<String> lines = Files.readAllLines(file);
      if (!lines.isEmpty() && lines.get(0).startsWith("timestamp")) {
        tables.put(file.getFileName().toString(), lines.subList(1, lines.size()));
      }
    }
    return new RunOutput(tables);
  }

  /** The dates of the equity curve, ascending. */
  List<String> dates() {
    return datesOf(EQUITY);
  }

  /** The dates with orders, ascending; none where the run leaves no such file. */
  List<String> orderDates() {
    return datesOf(ORDERS);
  }

  private List<String> datesOf(String prefix) {
    return table(prefix).stream().map(RunOutput::date).distinct().toList();
  }

  private List<String> table(String prefix) {
    return tables.entrySet().stream()
        .filter(table -> table.getKey().startsWith(prefix))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(List.of());
  }

  private static String date(String line) {
    return line.substring(0, Math.min(DATE, line.length()));
  }

  private static String bar(String line) {
    return line.substring(0, Math.max(0, line.indexOf(',')));
  }

  /** The first file and bar up to a date of which the other output has other rows. */
  Optional<String> difference(RunOutput other, String cut) {
    SortedMap<String, List<String>> all = new TreeMap<>(tables);
    other.tables.forEach(all::putIfAbsent);
    Optional<String> first = Optional.empty();
    String firstBar = "";
    for (String name : all.keySet()) {
      List<String> one = upTo(cut, tables.getOrDefault(name, List.of()));
      List<String> two = upTo(cut, other.tables.getOrDefault(name, List.of()));
      Optional<String> bar = firstDifference(one, two);
      if (bar.isPresent() && (first.isEmpty() || bar.get().compareTo(firstBar) < 0)) {
        firstBar = bar.get();
        first = Optional.of(name + " differs at " + firstBar);
      }
    }
    return first;
  }

  private static List<String> upTo(String cut, List<String> lines) {
    return lines.stream().filter(line -> date(line).compareTo(cut) <= 0).toList();
  }

  private static Optional<String> firstDifference(List<String> one, List<String> other) {
    for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
      if (i >= one.size()) {
        return Optional.of(bar(other.get(i)));
      }
      if (i >= other.size() || !one.get(i).equals(other.get(i))) {
        return Optional.of(bar(one.get(i)));
      }
    }
    return Optional.empty();
  }

  /**
   * What was decided at or before a date and is filled at the next bar must be the same, at
   * whatever prices.
   */
  Optional<String> differenceOfNextOrders(RunOutput other, String cut) {
    Optional<String> next =
        table(EQUITY).stream().filter(line -> date(line).compareTo(cut) > 0).findFirst();
    if (next.isEmpty() || isBroke(next.get()) || other.isBrokeAt(bar(next.get()))) {
      return Optional.empty();
    }
    String bar = bar(next.get());
    return decisions(bar).equals(other.decisions(bar))
        ? Optional.empty()
        : Optional.of("what is bought and sold at " + bar + " differs");
  }

  private boolean isBrokeAt(String bar) {
    return table(EQUITY).stream()
        .filter(line -> bar(line).equals(bar))
        .anyMatch(RunOutput::isBroke);
  }

  /** Whoever has lost everything sells everything, for which prices are the reason. */
  private static boolean isBroke(String line) {
    return line.split(",", -1)[1].equals("0");
  }

  private List<String> decisions(String bar) {
    List<String> decisions = new ArrayList<>();
    for (String line : table(ORDERS)) {
      if (bar(line).equals(bar)) {
        String[] cells = line.split(",", CELLS_OF_DECISION + 1);
        decisions.add(String.join(",", List.of(cells).subList(0, CELLS_OF_DECISION)));
      }
    }
    return decisions;
  }
}

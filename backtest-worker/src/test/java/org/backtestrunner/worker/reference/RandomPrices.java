package org.backtestrunner.worker.reference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A random price file with the faults of real ones: late starts, missing rows, empty cells, long
 * silences, delistings, jumps, columns that are absent or empty.
 */
final class RandomPrices {
  private static final List<String> ODD_NAMES =
      List.of("NA", "TRUE", "brk.b", "BRK-B", "007", "1e5", "Ünit", "two words", "null");

  /** The cells of one row by column; an absent key is an empty cell. */
  private record Row(Instant time, String symbol, Map<String, String> cells) {}

  private final Dice dice;

  /** Decides on prices of one row that do not go together, whatever else is drawn. */
  private final Dice faults;

  private final BarTime barTime;
  private final List<Instant> times;
  private final List<String> symbols = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();
  private final Set<String> filledColumns = new HashSet<>(Set.of("close"));
  private final List<String> writtenColumns = new ArrayList<>();

  RandomPrices(Dice dice, BarTime barTime) {
    this.dice = dice;
    this.barTime = barTime;
    this.times =
        switch (barTime) {
          case DAILY -> RandomTimes.daily(dice, dailyBars(dice));
          case FIVE_MINUTES -> RandomTimes.fiveMinutes(dice, fiveMinuteDays(dice));
        };
    drawSymbols();
    this.faults = new Dice(new Random(symbols.hashCode()));
    drawColumns();
    List<Double> path = List.of();
    for (String symbol : symbols) {
      // Equal prices of two symbols make ties.
      path = !path.isEmpty() && dice.chance(0.1) ? path : path();
      drawRows(symbol, path);
    }
  }

  private static int dailyBars(Dice dice) {
    return dice.pick(dice.between(6, 40), dice.between(60, 150), dice.between(260, 400));
  }

  /** Few, or enough for windows of 20 days, or for those of 60. */
  private static int fiveMinuteDays(Dice dice) {
    return dice.chance(0.6) ? 4 : dice.chance(0.85) ? 26 : 68;
  }

  private void drawSymbols() {
    int count = barTime == BarTime.DAILY ? dice.between(2, 14) : dice.between(3, 5);
    count = dice.chance(0.04) ? 1 : count;
    Set<String> names = new TreeSet<>();
    while (names.size() < count) {
      names.add(dice.chance(0.2) ? dice.pick(ODD_NAMES) : "S" + dice.between(10, 99));
    }
    symbols.addAll(names);
    Collections.shuffle(symbols, dice.random());
  }

  private void drawColumns() {
    boolean ranges = dice.chance(0.8);
    for (String column : List.of("open", "high", "low", "volume")) {
      boolean range = column.equals("high") || column.equals("low");
      boolean filled = range ? ranges && dice.chance(0.95) : dice.chance(0.8);
      if (filled) {
        filledColumns.add(column);
      }
      if (filled || dice.chance(0.3)) {
        writtenColumns.add(column); // Without cells it counts as absent.
      }
    }
    writtenColumns.addAll(List.of("timestamp", "symbol", "close"));
    if (dice.chance(0.3)) {
      writtenColumns.add("note");
    }
    Collections.shuffle(writtenColumns, dice.random());
  }

  /** A price at every time: a geometric walk with jumps, or a constant. */
  private List<Double> path() {
    double volatility = dice.uniform(0.005, 0.04) / Math.sqrt(barTime.barsPerDay());
    boolean constant = dice.chance(0.05);
    double jumpProbability = 0.003 / Math.sqrt(barTime.barsPerDay());
    double price = Math.pow(10, dice.uniform(0, 3));
    List<Double> path = new ArrayList<>();
    for (int i = 0; i < times.size(); i++) {
      path.add(price);
      double jump = dice.chance(jumpProbability) ? dice.pick(0.15, 0.4, 2.0, 6.0) : 1;
      double next = price * Math.exp(volatility * dice.gaussian()) * jump;
      price = constant ? price : Math.min(Math.max(next, 0.05), 1e6);
    }
    return path;
  }

  private void drawRows(String symbol, List<Double> path) {
    int count = times.size();
    int first = dice.chance(0.3) ? dice.between(0, count * 2 / 3) : 0;
    int last = dice.chance(0.3) ? dice.between(first, count - 1) : count - 1;
    int silenceFrom = dice.chance(0.3) ? dice.between(first, last) : count;
    int silence = dice.between(2, 45) * (barTime == BarTime.DAILY ? 1 : 10);
    double missing = dice.pick(0.0, 0.0, 0.02, 0.15);
    double withoutClose = dice.pick(0.0, 0.0, 0.03);
    double withoutOther = dice.pick(0.0, 0.0, 0.005, 0.05);
    double impossible = faults.pick(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.002, 0.03);
    int decimals = dice.pick(2, 2, 4, -1);
    for (int i = first; i <= last; i++) {
      boolean silent = i >= silenceFrom && i < silenceFrom + silence;
      if (!silent && !dice.chance(missing)) {
        Map<String, String> cells = cells(path, i, decimals);
        if (faults.chance(impossible)) {
          makeImpossible(cells);
        }
        cells.keySet().removeIf(column -> dropped(column, withoutClose, withoutOther));
        rows.add(new Row(times.get(i), symbol, cells));
      }
    }
  }

  private boolean dropped(String column, double withoutClose, double withoutOther) {
    return !filledColumns.contains(column)
        || dice.chance(column.equals("close") ? withoutClose : withoutOther);
  }

  private Map<String, String> cells(List<Double> path, int i, int decimals) {
    double close = path.get(i);
    double before = path.get(Math.max(0, i - 1));
    // Most jumps happen before the open.
    boolean hasJumped = Math.max(close / before, before / close) > 1.8 && faults.chance(0.7);
    double open = (hasJumped ? close : before) * (1 + 0.003 * dice.gaussian());
    double high = Math.max(open, close) * (1 + 0.005 * Math.abs(dice.gaussian()));
    double low = Math.min(open, close) * (1 - 0.005 * dice.uniform(0, 1));
    String volume = dice.chance(0.002) ? "0" : Integer.toString(dice.between(1, 1_000_000));
    Map<String, String> cells = new LinkedHashMap<>();
    cells.put("open", price(open, decimals));
    cells.put("high", price(high, decimals));
    cells.put("low", price(low, decimals));
    cells.put("close", price(close, decimals));
    cells.put("volume", volume);
    return cells;
  }

  private void makeImpossible(Map<String, String> cells) {
    String high = cells.get("high");
    switch (faults.between(0, 2)) {
      case 0 -> cells.put(faults.pick("open", "high", "low"), "0");
      case 1 -> cells.put("high", cells.put("low", high));
      default -> cells.put("open", price(Double.parseDouble(high) * 1.5, 4));
    }
  }

  private static String price(double price, int decimals) {
    return Dice.text(Math.max(price, 0.01), decimals);
  }

  /** Every symbol of the file, in no order. */
  List<String> symbols() {
    return symbols;
  }

  /** Whether at least one cell of a column may be filled. */
  boolean fills(String column) {
    return filledColumns.contains(column);
  }

  /** Every time that any symbol could have been observed at. */
  List<Instant> times() {
    return times;
  }

  /** The times at which at least one of some symbols is observed, sorted. */
  List<Instant> calendar(Set<String> some) {
    Set<Instant> calendar = new TreeSet<>();
    for (Row row : rows) {
      if (some.contains(row.symbol()) && row.cells().containsKey("close")) {
        calendar.add(row.time());
      }
    }
    return new ArrayList<>(calendar);
  }

  /** The file's text. */
  String csv() {
    RandomTimes.Style style = RandomTimes.style(dice);
    if (dice.chance(0.5)) {
      Collections.shuffle(rows, dice.random());
    }
    String end = dice.chance(0.1) ? "\r\n" : "\n";
    StringBuilder csv = new StringBuilder(dice.chance(0.1) ? "\uFEFF" : "");
    csv.append(String.join(",", writtenColumns)).append(end);
    for (Row row : rows) {
      List<String> cells = new ArrayList<>();
      for (String column : writtenColumns) {
        cells.add(
            switch (column) {
              case "timestamp" -> style.text(row.time(), barTime);
              case "symbol" -> row.symbol();
              case "note" -> "n/a";
              default -> row.cells().getOrDefault(column, "");
            });
      }
      csv.append(String.join(",", cells)).append(end);
    }
    return csv.toString();
  }
}

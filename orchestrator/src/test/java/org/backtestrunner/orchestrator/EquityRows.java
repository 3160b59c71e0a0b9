package org.backtestrunner.orchestrator;

import static org.backtestrunner.orchestrator.PageText.number;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The equity file of a run with one bar a day, and what a page says of it, by plain loops. */
record EquityRows(
    List<LocalDate> dates,
    List<Double> equity,
    List<Double> longValue,
    List<Double> shortValue,
    Map<Integer, Double> traded) {
  private static final int WINDOW = 252;

  static EquityRows read(Path run) throws IOException {
    EquityRows rows =
        new EquityRows(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new TreeMap<>());
    Path results = run.resolve("backtest");
    for (String line : lines(results.resolve("portfolio_equity_1d.csv"))) {
      String[] cells = line.split(",");
      rows.dates.add(LocalDate.parse(cells[0]));
      rows.equity.add(Double.parseDouble(cells[1]));
      rows.longValue.add(Double.parseDouble(cells[3]));
      rows.shortValue.add(Double.parseDouble(cells[4]));
    }
    for (String line : lines(results.resolve("orders_1d.csv"))) {
      String[] cells = line.split(",");
      int year = LocalDate.parse(cells[0]).getYear();
      rows.traded.merge(year, Double.parseDouble(cells[5]), Double::sum);
    }
    return rows;
  }

  private static List<String> lines(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    return lines.subList(1, lines.size());
  }

  private int last() {
    return equity.size() - 1;
  }

  private boolean endsMonth(int row) {
    return row == last()
        || !YearMonth.from(dates.get(row)).equals(YearMonth.from(dates.get(row + 1)));
  }

  String growth(String label) {
    int highest = 0;
    int lowest = 0;
    for (int row = 0; row <= last(); row++) {
      highest = equity.get(row) > equity.get(highest) ? row : highest;
      lowest = equity.get(row) < equity.get(lowest) ? row : lowest;
    }
    return "Growth of 1 of %s: %s, %s; highest %s, lowest %s."
        .formatted(label, growthOn(0), growthOn(last()), growthOn(highest), growthOn(lowest));
  }

  private String growthOn(int row) {
    return number(equity.get(row) / equity.get(0), 2) + " on " + dates.get(row);
  }

  private double below(int row) {
    double peak = 0;
    for (int i = 0; i <= row; i++) {
      peak = Math.max(peak, equity.get(i));
    }
    return equity.get(row) / peak - 1;
  }

  String drawdown(String label) {
    int deepest = 0;
    for (int row = 0; row <= last(); row++) {
      deepest = below(row) < below(deepest) ? row : deepest;
    }
    return "Drawdown of %s: deepest %s on %s, %s on %s."
        .formatted(
            label,
            PageText.percent(below(deepest)),
            dates.get(deepest),
            PageText.percent(below(last())),
            dates.get(last()));
  }

  String rolling() {
    Map<YearMonth, Double> values = new TreeMap<>();
    for (int row = WINDOW; row <= last(); row++) {
      if (endsMonth(row)) {
        double mean = 0;
        for (int i = row - WINDOW + 1; i <= row; i++) {
          mean += (equity.get(i) / equity.get(i - 1) - 1) / WINDOW;
        }
        double squares = 0;
        for (int i = row - WINDOW + 1; i <= row; i++) {
          squares += Math.pow(equity.get(i) / equity.get(i - 1) - 1 - mean, 2);
        }
        double deviation = Math.sqrt(squares / (WINDOW - 1));
        values.put(YearMonth.from(dates.get(row)), mean / deviation * Math.sqrt(252));
      }
    }
    List<YearMonth> months = List.copyOf(values.keySet());
    YearMonth first = months.get(0);
    YearMonth end = months.get(months.size() - 1);
    double highest = values.values().stream().max(Comparator.naturalOrder()).orElseThrow();
    double lowest = values.values().stream().min(Comparator.naturalOrder()).orElseThrow();
    return "Rolling Sharpe ratio: %s in %s, %s in %s; highest %s, lowest %s."
        .formatted(
            number(values.get(first), 2),
            first,
            number(values.get(end), 2),
            end,
            number(highest, 2),
            number(lowest, 2));
  }

  String exposure() {
    return "Exposure at the last month end: %s long, %s short."
        .formatted(
            number(longValue.get(last()) / equity.get(last()), 2),
            number(shortValue.get(last()) / equity.get(last()), 2));
  }

  /** A row a year: the year, twelve months, the year's return; empty before and after the run. */
  List<List<String>> months() {
    List<List<String>> table = new ArrayList<>();
    double beforeMonth = equity.get(0);
    double beforeYear = equity.get(0);
    List<String> year = new ArrayList<>();
    for (int row = 0; row <= last(); row++) {
      LocalDate date = dates.get(row);
      if (year.isEmpty()) {
        year.add(Integer.toString(date.getYear()));
        while (year.size() < date.getMonthValue()) {
          year.add("");
        }
      }
      if (endsMonth(row)) {
        year.add(number(100 * (equity.get(row) / beforeMonth - 1), 1));
        beforeMonth = equity.get(row);
        if (row == last() || dates.get(row + 1).getYear() != date.getYear()) {
          while (year.size() < 13) {
            year.add("");
          }
          year.add(number(100 * (equity.get(row) / beforeYear - 1), 1));
          beforeYear = equity.get(row);
          table.add(year);
          year = new ArrayList<>();
        }
      }
    }
    return table;
  }

  /** The five deepest: from peak to bottom, how deep, and when the peak was reached again. */
  List<List<String>> drawdowns() {
    record Fall(int peak, int bottom, int back) {}
    List<Fall> falls = new ArrayList<>();
    int peak = 0;
    int bottom = 0;
    for (int row = 1; row <= last() + 1; row++) {
      boolean ended = row > last() || equity.get(row) >= equity.get(peak);
      if (ended && bottom > peak) {
        falls.add(new Fall(peak, bottom, row));
      }
      if (row <= last() && ended) {
        peak = row;
        bottom = row;
      } else if (row <= last() && equity.get(row) < equity.get(bottom)) {
        bottom = row;
      }
    }
    falls.sort(Comparator.comparingDouble(fall -> equity.get(fall.bottom) / equity.get(fall.peak)));
    return falls.stream()
        .limit(5)
        .map(
            fall ->
                List.of(
                    dates.get(fall.peak) + " \u2192 " + dates.get(fall.bottom),
                    PageText.percent(equity.get(fall.bottom) / equity.get(fall.peak) - 1),
                    fall.back > last() ? "not recovered" : "back on " + dates.get(fall.back)))
        .toList();
  }

  /** Traded notional over the mean equity of each year. */
  List<List<String>> turnover() {
    Map<Integer, List<Double>> years = new TreeMap<>();
    for (int row = 0; row <= last(); row++) {
      years.computeIfAbsent(dates.get(row).getYear(), y -> new ArrayList<>()).add(equity.get(row));
    }
    List<List<String>> table = new ArrayList<>();
    years.forEach(
        (year, values) -> {
          double mean = values.stream().mapToDouble(value -> value).average().orElseThrow();
          double share = traded.getOrDefault(year, 0.0) / mean;
          table.add(List.of(Integer.toString(year), number(share, 1)));
        });
    return table;
  }
}

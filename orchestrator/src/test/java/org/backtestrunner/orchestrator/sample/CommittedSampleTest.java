package org.backtestrunner.orchestrator.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the sample prices promise to whoever tries the program with them. */
class CommittedSampleTest {
  private static final LocalDate START_OF_EXAMPLES = LocalDate.of(2014, 1, 1);
  private static final Path FILE = Path.of("..", "configs", "data", "sample_prices.csv.gz");
  private static final LocalDate FIRST = LocalDate.of(2012, 1, 2);
  private static final LocalDate LAST = LocalDate.of(2024, 12, 31);

  private static List<Row> rows;
  private static TreeMap<String, TreeMap<LocalDate, Row>> bySymbol;
  private static TreeSet<LocalDate> calendar;

  @BeforeAll
  static void readTheFile() throws IOException {
    rows = new ArrayList<>();
    bySymbol = new TreeMap<>();
    calendar = new TreeSet<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(FILE)), StandardCharsets.UTF_8))) {
      assertEquals("timestamp,symbol,open,high,low,close,volume", reader.readLine());
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        Row row = Row.parse(line);
        rows.add(row);
        bySymbol.computeIfAbsent(row.symbol(), symbol -> new TreeMap<>()).put(row.date(), row);
        calendar.add(row.date());
      }
    }
  }

  @Test
  void itFitsIntoFourMegabytes() throws IOException {
    assertTrue(Files.size(FILE) <= 4_000_000);
  }

  @Test
  void itHasThirtyMarkedSymbolsAndThirteenYears() {
    assertTrue(bySymbol.size() >= 30);
    assertTrue(bySymbol.keySet().stream().allMatch(symbol -> symbol.matches("SYN\\d{3}")));
    assertEquals(FIRST, calendar.first());
    assertEquals(LAST, calendar.last());
    assertEquals(
        TradingCalendar.sessions(FIRST, LAST).toList(), List.copyOf(calendar), "every session");
  }

  @Test
  void noSymbolHasTwoRowsOnOneDay() {
    assertEquals(rows.size(), bySymbol.values().stream().mapToInt(Map::size).sum());
  }

  @Test
  void lowIsLowestAndHighIsHighest() {
    for (Row row : rows) {
      BigDecimal lower = row.open().min(row.close());
      BigDecimal higher = row.open().max(row.close());
      assertTrue(row.low().signum() > 0 && row.volume() > 0, row::toString);
      assertTrue(row.low().compareTo(lower) <= 0, row::toString);
      assertTrue(row.high().compareTo(higher) >= 0, row::toString);
    }
  }

  @Test
  void pricesHaveTwoToFourDecimals() {
    assertTrue(rows.stream().allMatch(row -> row.close().scale() >= 2 && row.close().scale() <= 4));
  }

  @Test
  void someListLateSomeAreDelistedAndDaysAreMissing() {
    LocalDate yearAfterStart = FIRST.plusYears(1);
    LocalDate yearBeforeEnd = LAST.minusYears(1);
    assertEquals(
        List.of("SYN006", "SYN012", "SYN018", "SYN024", "SYN030"),
        symbolsWhere(history -> history.firstKey().isAfter(yearAfterStart)));
    assertEquals(
        List.of("SYN011", "SYN022"),
        symbolsWhere(history -> history.lastKey().isBefore(yearBeforeEnd)));
    assertEquals(
        List.of("SYN011", "SYN022"),
        symbolsWhere(history -> history.lastKey().isBefore(START_OF_EXAMPLES)),
        "no example holds a stock into its delisting");
    assertEquals(
        List.of("SYN009", "SYN018", "SYN027"),
        symbolsWhere(history -> sessionsWithin(history) - history.size() > 10));
    assertEquals(
        List.of(),
        symbolsWhere(
            history ->
                sessionsWithin(history) == history.size()
                    && history.lastKey().isAfter(yearBeforeEnd)),
        "every stock that lives on misses a day");
  }

  @Test
  void returnsAreCorrelatedFatTailedAndClustered() {
    List<double[]> returns = new ArrayList<>();
    for (String symbol : List.of("SYN001", "SYN002", "SYN003", "SYN004", "SYN005")) {
      returns.add(monthlyLogReturns(bySymbol.get(symbol)));
    }
    double sum = 0;
    for (int i = 1; i < returns.size(); i++) {
      sum += correlation(returns.get(0), returns.get(i));
    }
    assertTrue(sum / (returns.size() - 1) > 0.1, "correlation " + sum / (returns.size() - 1));
    for (String symbol : List.of("SYN001", "SYN007", "SYN020")) {
      double[] daily = logReturns(new ArrayList<>(bySymbol.get(symbol).values()));
      assertTrue(kurtosis(daily) > 4, symbol + " kurtosis " + kurtosis(daily));
      assertTrue(clustering(daily) > 0.05, symbol + " clustering " + clustering(daily));
    }
  }

  private static List<String> symbolsWhere(Predicate<TreeMap<LocalDate, Row>> condition) {
    return bySymbol.entrySet().stream()
        .filter(entry -> condition.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static int sessionsWithin(TreeMap<LocalDate, Row> history) {
    return calendar.subSet(history.firstKey(), true, history.lastKey(), true).size();
  }

  private static double[] monthlyLogReturns(TreeMap<LocalDate, Row> history) {
    List<Row> monthly = new ArrayList<>();
    for (LocalDate month = FIRST.plusDays(20); month.isBefore(LAST); month = month.plusMonths(1)) {
      monthly.add(history.floorEntry(month).getValue());
    }
    return logReturns(monthly);
  }

  private static double[] logReturns(List<Row> history) {
    double[] returns = new double[history.size() - 1];
    for (int i = 0; i < returns.length; i++) {
      double before = history.get(i).close().doubleValue();
      returns[i] = Math.log(history.get(i + 1).close().doubleValue() / before);
    }
    return returns;
  }

  private static double kurtosis(double[] values) {
    double mean = mean(values);
    double second = 0;
    double fourth = 0;
    for (double value : values) {
      double square = (value - mean) * (value - mean);
      second += square;
      fourth += square * square;
    }
    return values.length * fourth / (second * second);
  }

  /** The autocorrelation of absolute returns at one day. */
  private static double clustering(double[] returns) {
    int count = returns.length - 1;
    double[] today = new double[count];
    double[] tomorrow = new double[count];
    for (int i = 0; i < count; i++) {
      today[i] = Math.abs(returns[i]);
      tomorrow[i] = Math.abs(returns[i + 1]);
    }
    return correlation(today, tomorrow);
  }

  private static double correlation(double[] left, double[] right) {
    double leftMean = mean(left);
    double rightMean = mean(right);
    double product = 0;
    double leftSquares = 0;
    double rightSquares = 0;
    for (int i = 0; i < left.length; i++) {
      product += (left[i] - leftMean) * (right[i] - rightMean);
      leftSquares += (left[i] - leftMean) * (left[i] - leftMean);
      rightSquares += (right[i] - rightMean) * (right[i] - rightMean);
    }
    return product / Math.sqrt(leftSquares * rightSquares);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private record Row(
      LocalDate date,
      String symbol,
      BigDecimal open,
      BigDecimal high,
      BigDecimal low,
      BigDecimal close,
      long volume) {
    static Row parse(String line) {
      String[] cells = line.split(",", -1);
      return new Row(
          LocalDate.parse(cells[0]),
          cells[1],
          new BigDecimal(cells[2]),
          new BigDecimal(cells[3]),
          new BigDecimal(cells[4]),
          new BigDecimal(cells[5]),
          Long.parseLong(cells[6]));
    }
  }
}

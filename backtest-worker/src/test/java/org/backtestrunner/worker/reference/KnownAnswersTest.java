package org.backtestrunner.worker.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backtestrunner.worker.reference.ReferenceResult.EquityRow;
import org.backtestrunner.worker.reference.ReferenceResult.OrderRow;
import org.backtestrunner.worker.reference.ReferenceResult.PositionRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories that other programs have published. */
class KnownAnswersTest {
  private static final Path DATA = Path.of("..", "..", "shared", "data", "known_answers");

  private static final List<Integer> ALL_STOCKS = IntStream.range(0, 36).boxed().toList();

  @TempDir Path directory;

  @Test
  void sixtyFortyRebalancedOnWednesdaysFollowsThePublishedTransactions() throws IOException {
    checkHistory("sixty_forty", "sixty_forty", day -> day == DayOfWeek.WEDNESDAY);
  }

  @Test
  void twiceLeveragedLongShortRebalancedDailyFollowsThePublishedTransactions() throws IOException {
    checkHistory("long_short_leveraged", "long_short", day -> true);
  }

  /** Runs the engine under test. */
  ReferenceResult backtest(Map<String, String> parameters) {
    return ReferenceBacktest.run(parameters, Optional.empty());
  }

  private interface DecisionDays {
    boolean contains(DayOfWeek day);
  }

  private void checkHistory(String name, String transactionsName, DecisionDays decisionDays)
      throws IOException {
    JsonNode file = new ObjectMapper().readTree(published("qstrader_rebalance.json").toFile());
    JsonNode history = file.get(name);
    JsonNode expected = history.get("expected");
    ReferenceResult result = runHistory(history, decisionDays);

    Map<String, Map<String, String>> transactions = new TreeMap<>();
    Map<String, String> cashAfter = new TreeMap<>();
    for (JsonNode row : file.get("recomputed_here").get(transactionsName).get("transactions")) {
      String date = row.get(0).asText();
      transactions
          .computeIfAbsent(date, key -> new TreeMap<>())
          .put(row.get(1).asText(), transaction(row.get(2).asDouble(), row.get(3).asDouble()));
      cashAfter.put(date, cents(row.get(4).asDouble()));
    }
    Map<String, Map<String, String>> actual = new TreeMap<>();
    for (OrderRow row : result.orders()) {
      double signed = row.side().equals("BUY") ? row.quantity() : -row.quantity();
      actual
          .computeIfAbsent(row.timestamp(), key -> new TreeMap<>())
          .put(row.symbol(), transaction(signed, row.price()));
    }
    assertEquals(transactions, actual);
    for (EquityRow row : result.equity()) {
      if (cashAfter.containsKey(row.timestamp())) {
        assertEquals(cashAfter.get(row.timestamp()), cents(row.cash()), row.timestamp());
      }
    }
    EquityRow last = result.equity().get(result.equity().size() - 1);
    assertEquals(cents(expected.get("final_cash_2dp").asDouble()), cents(last.cash()));
    double finalEquity = expected.get("final_cash_2dp").asDouble();
    for (String symbol : List.of("ABC", "DEF")) {
      finalEquity += expected.get(symbol).get("market_value").asDouble();
      assertEquals(expected.get(symbol).get("quantity").asDouble(), finalQuantity(result, symbol));
    }
    assertEquals(finalEquity, last.equity(), 0.01);
  }

  /** Sessions are Mondays to Fridays; weights are shares of their absolute sum. */
  private ReferenceResult runHistory(JsonNode history, DecisionDays decisionDays)
      throws IOException {
    List<String> prices = new ArrayList<>();
    List<String> weights = new ArrayList<>(List.of("timestamp,symbol,weight"));
    TreeSet<LocalDate> sessions = new TreeSet<>();
    for (String line : Files.readAllLines(published("qstrader_prices.csv"))) {
      if (line.startsWith("timestamp")) {
        prices.add(line);
        continue;
      }
      LocalDate date = LocalDate.parse(line.substring(0, 10));
      if (date.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue()) {
        prices.add(line);
        sessions.add(date);
      }
    }
    JsonNode given = history.get("weights");
    double abc = given.get("ABC").asDouble();
    double def = given.get("DEF").asDouble();
    double invested = 1 - history.get("cash_buffer").asDouble();
    double unit = invested / (Math.abs(abc) + Math.abs(def));
    for (LocalDate date : sessions) {
      if (decisionDays.contains(date.getDayOfWeek())) {
        weights.add(date + ",ABC," + abc * unit);
        weights.add(date + ",DEF," + def * unit);
      }
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("strategy", "target_weights");
    parameters.put("price_file", write("prices.csv", prices));
    parameters.put("weights_file", write("weights.csv", weights));
    parameters.put("start_date", sessions.first().toString());
    parameters.put("end_date", sessions.last().toString());
    parameters.put("max_gross_exposure", history.get("gross_leverage").asText());
    parameters.put("start_capital", history.get("start_cash").asText());
    parameters.put("execution_lag", "1");
    parameters.put("fill_price", "open");
    parameters.put("lot_size", "1");
    return backtest(parameters);
  }

  private static String transaction(double signedQuantity, double price) {
    return signedQuantity + " at " + cents(price);
  }

  private static String cents(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static double finalQuantity(ReferenceResult result, String symbol) {
    double quantity = 0;
    for (PositionRow row : result.positions()) {
      quantity = row.symbol().equals(symbol) ? row.quantity() : quantity;
    }
    return quantity;
  }

  /** Daily equal weight over 36 stocks; the published start is 1 before the first row. */
  @Test
  void equalWeightOnTheOldExchangeStocksMultipliesWealthAsPublished() throws IOException {
    List<List<Double>> levels = oldExchange();
    List<String> weights = new ArrayList<>(List.of("timestamp,symbol,weight"));
    for (int day = 0; day < levels.size(); day++) {
      for (int stock : ALL_STOCKS) {
        weights.add(date(day) + "," + symbol(stock) + "," + 1.0 / ALL_STOCKS.size());
      }
    }
    Map<String, String> parameters = oldExchangeParameters(levels, ALL_STOCKS);
    parameters.put("strategy", "target_weights");
    parameters.put("weights_file", write("weights.csv", weights));
    assertEquals(27.0752, wealth(parameters), 0.00005);
  }

  @Test
  void buyAndHoldOfTheOldExchangeStocksMultipliesWealthAsPublished() throws IOException {
    Map<String, String> parameters = oldExchangeParameters(oldExchange(), ALL_STOCKS);
    parameters.put("strategy", "buy_and_hold");
    assertEquals(14.4973, wealth(parameters), 0.00005);
  }

  @Test
  void theBestOfTheOldExchangeStocksMultipliesWealthAsPublished() throws IOException {
    List<List<Double>> levels = oldExchange();
    List<Double> last = levels.get(levels.size() - 1);
    int best = last.indexOf(Collections.max(last));
    Map<String, String> parameters = oldExchangeParameters(levels, List.of(best));
    parameters.put("strategy", "buy_and_hold");
    assertEquals(54.1404, wealth(parameters), 0.00005);
  }

  /** The levels of 36 stocks, with the common start before the first row. */
  private List<List<Double>> oldExchange() throws IOException {
    List<List<Double>> levels = new ArrayList<>();
    levels.add(Collections.nCopies(ALL_STOCKS.size(), 1.0));
    for (String line : CsvTable.lines(published("olps_nyse_o.csv.gz"))) {
      if (!line.startsWith("A,")) {
        levels.add(Stream.of(line.split(",")).map(Double::valueOf).toList());
      }
    }
    return levels;
  }

  private Map<String, String> oldExchangeParameters(List<List<Double>> levels, List<Integer> stocks)
      throws IOException {
    List<String> prices = new ArrayList<>(List.of("timestamp,symbol,close"));
    for (int day = 0; day < levels.size(); day++) {
      for (int stock : stocks) {
        prices.add(date(day) + "," + symbol(stock) + "," + levels.get(day).get(stock));
      }
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("price_file", write("prices.csv", prices));
    parameters.put("start_date", date(0).toString());
    parameters.put("end_date", date(levels.size()).toString());
    parameters.put("start_capital", "1000");
    parameters.put("execution_lag", "0");
    return parameters;
  }

  private double wealth(Map<String, String> parameters) {
    List<EquityRow> rows = backtest(parameters).equity();
    return rows.get(rows.size() - 1).equity() / 1000;
  }

  /** The sources give no dates; any will do. */
  private static LocalDate date(int day) {
    return LocalDate.of(1962, 7, 2).plusDays(day);
  }

  private static String symbol(int stock) {
    return "stock" + (10 + stock);
  }

  private String write(String name, List<String> lines) throws IOException {
    return Files.write(directory.resolve(name), lines).toString();
  }

  private static Path published(String name) {
    Path file = DATA.resolve(name);
    assumeTrue(Files.exists(file), "not on this machine: " + file.toAbsolutePath().normalize());
    return file;
  }
}

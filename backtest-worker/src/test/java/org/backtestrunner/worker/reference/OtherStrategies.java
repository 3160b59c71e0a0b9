package org.backtestrunner.worker.reference;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The strategies without a bundle. */
final class OtherStrategies {
  private OtherStrategies() {}

  static ReferenceStrategy trendBaseline(ReferenceParameters parameters, ReferenceMarket market) {
    int fast = (int) parameters.integer("ema_fast");
    int slow = (int) parameters.integer("ema_slow");
    long maximumAge = parameters.integer("max_signal_age_days");
    double gross = parameters.number("max_gross_exposure");
    RebalanceCalendar calendar =
        new RebalanceCalendar(parameters.text("rebalance_freq"), market.bars());
    return (bar, time) -> {
      if (!calendar.isDecisionBar(bar)) {
        return Optional.empty();
      }
      Set<String> longs = new HashSet<>();
      for (String symbol : market.universe()) {
        List<Observation> history = market.history(symbol, time);
        boolean eligible = market.isCurrent(symbol, time, maximumAge) && history.size() >= slow;
        if (eligible && average(history, fast) > average(history, slow)) {
          longs.add(symbol);
        }
      }
      return Optional.of(equally(longs, gross));
    };
  }

  /** The exponential moving average at the last observation of a history. */
  static double average(List<Observation> history, int span) {
    double alpha = 2.0 / (span + 1);
    double average = history.get(0).close();
    for (Observation observation : history.subList(1, history.size())) {
      average += alpha * (observation.close() - average);
    }
    return average;
  }

  static ReferenceStrategy buyAndHold(ReferenceParameters parameters, ReferenceMarket market) {
    double gross = parameters.number("max_gross_exposure");
    long maximumAge = parameters.integer("max_signal_age_days");
    int first = 0;
    while (first < market.bars().size() && current(market, first, maximumAge).isEmpty()) {
      first++;
    }
    int decisionBar = first;
    return (bar, time) ->
        bar == decisionBar
            ? Optional.of(equally(current(market, bar, maximumAge), gross))
            : Optional.empty();
  }

  private static Set<String> current(ReferenceMarket market, int bar, long maximumAge) {
    Set<String> current = new HashSet<>();
    for (String symbol : market.universe()) {
      if (market.isCurrent(symbol, market.bars().get(bar), maximumAge)) {
        current.add(symbol);
      }
    }
    return current;
  }

  private static Map<String, Double> equally(Set<String> symbols, double gross) {
    Map<String, Double> weights = new TreeMap<>();
    for (String symbol : symbols) {
      weights.put(symbol, gross / symbols.size());
    }
    return weights;
  }

  static ReferenceStrategy targetWeights(
      ReferenceParameters parameters, ReferenceMarket market, List<String> warnings) {
    BarTime barTime = parameters.barTime();
    double gross = parameters.number("max_gross_exposure");
    CsvTable table = CsvTable.read(parameters.text("weights_file"));
    table.require("timestamp", "symbol", "weight");
    SortedMap<Instant, Map<String, Double>> weightsAt = new TreeMap<>();
    TreeSet<Instant> bars = new TreeSet<>(market.bars());
    String roll = parameters.text("weights_roll");
    Map<Instant, Instant> writtenAt = new TreeMap<>();
    Set<List<Object>> seen = new HashSet<>();
    for (List<String> row : table.rows()) {
      Instant time = barTime.parse(table.text(row, "timestamp"));
      if (!parameters.covers(BarTime.date(time))) {
        continue;
      }
      String symbol = table.text(row, "symbol");
      String weight = table.text(row, "weight");
      Instant written = time;
      if (!bars.contains(time)) {
        if (roll.equals("refuse")) {
          throw new BadData("weights for a time that is no bar: " + row);
        }
        time = roll.equals("next") ? bars.higher(time) : bars.lower(time);
        if (time == null) {
          warnings.add("weights without a bar: " + row);
          continue;
        }
      }
      Instant other = writtenAt.put(time, written);
      if (other != null && !other.equals(written)) {
        throw new BadData("weights of two times for one bar: " + row);
      }
      if (weight.isEmpty()) {
        throw new BadData("empty weight: " + row);
      }
      if (!seen.add(List.of(time, symbol))) {
        throw new BadData("duplicate row: " + row);
      }
      if (!market.fileHasSymbol(symbol)) {
        throw new BadData("weight of a symbol that the price file lacks: " + row);
      }
      Map<String, Double> weights = weightsAt.computeIfAbsent(time, key -> new TreeMap<>());
      double value = CsvTable.number(weight) * gross;
      if (market.universe().contains(symbol)) {
        weights.put(symbol, value);
      } else {
        warnings.add("weight of a symbol outside the universe: " + symbol);
      }
    }
    return (bar, time) -> Optional.ofNullable(weightsAt.get(time));
  }
}

package org.backtestrunner.worker.own;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.backtestrunner.worker.api.Column;
import org.backtestrunner.worker.api.View;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.panel.SymbolHistory;
import org.backtestrunner.worker.parameter.Frequency;
import org.backtestrunner.worker.strategy.DecisionRule;

/**
 * A panel up to one bar. What it hands out are copies; of what lies beyond the bar only its private
 * fields know.
 */
final class PanelView implements View {
  private static final int NONE = -1;

  private final Panel panel;
  private final LazyHistories histories;
  private final NamedFactors factors;
  private final long maximumAgeDays;
  private final Random random;
  private final Map<String, Integer> numbers = new HashMap<>();
  private DecisionRule.Portfolio portfolio;
  private final double[] closes;
  private int barOfCloses = NONE;
  private int bar;
  private Optional<List<String>> current = Optional.empty();

  /**
   * @param maximumAgeDays how old the last observation of a symbol may be at a decision
   */
  PanelView(
      Panel panel,
      LazyHistories histories,
      NamedFactors factors,
      long maximumAgeDays,
      Random random) {
    this.panel = panel;
    this.histories = histories;
    this.factors = factors;
    this.maximumAgeDays = maximumAgeDays;
    this.random = random;
    this.closes = new double[panel.size()];
    for (int s = 0; s < panel.size(); s++) {
      numbers.put(panel.symbol(s), s);
    }
  }

  void watch(DecisionRule.Portfolio filled) {
    portfolio = filled;
  }

  void moveTo(int newBar) {
    bar = newBar;
    current = Optional.empty();
  }

  /** The number of a symbol; empty where the run has none of that name. */
  Optional<Integer> find(String symbol) {
    return Optional.ofNullable(numbers.get(symbol));
  }

  private int number(String symbol) {
    Integer number = numbers.get(symbol);
    if (number == null) {
      throw new IllegalArgumentException("the run has no symbol '" + symbol + "'");
    }
    return number;
  }

  @Override
  public LocalDate date() {
    return LocalDate.ofEpochDay(panel.epochDay(bar));
  }

  @Override
  public LocalDateTime time() {
    return panel.frequency() == Frequency.DAILY
        ? date().atTime(LocalTime.MIDNIGHT)
        : LocalDateTime.ofEpochSecond(panel.calendar()[bar], 0, ZoneOffset.UTC);
  }

  @Override
  public List<String> symbols() {
    if (current.isEmpty()) {
      List<String> symbols = new ArrayList<>();
      for (int s = 0; s < panel.size(); s++) {
        if (panel.isCurrent(s, bar, maximumAgeDays)) {
          symbols.add(panel.symbol(s));
        }
      }
      current = Optional.of(List.copyOf(symbols));
    }
    return current.get();
  }

  @Override
  public double close(String symbol) {
    int number = number(symbol);
    if (barOfCloses != bar) {
      panel.readLastCloses(bar, closes);
      barOfCloses = bar;
    }
    return closes[number];
  }

  @Override
  public double[] history(String symbol, Column column, int bars) {
    if (bars < 0) {
      throw new IllegalArgumentException("bars: " + bars + " is negative");
    }
    if (!panel.has(column)) {
      throw new IllegalArgumentException("the price file has no column '" + column.header() + "'");
    }
    SymbolHistory history = histories.of(number(symbol));
    int end = history.observationAtOrBefore(bar) + 1;
    return Arrays.copyOfRange(history.column(column), end - Math.min(bars, end), end);
  }

  @Override
  public double factor(String name, String symbol) {
    return factors.value(name, number(symbol), bar);
  }

  @Override
  public Map<String, Holding> holdings() {
    Map<String, Holding> holdings = new LinkedHashMap<>();
    double equity = portfolio.equity();
    for (int s : portfolio.held()) {
      holdings.put(
          panel.symbol(s), new Holding(portfolio.quantity(s), portfolio.value(s) / equity));
    }
    return holdings;
  }

  @Override
  public double equity() {
    return portfolio.equity();
  }

  @Override
  public Random random() {
    return random;
  }
}

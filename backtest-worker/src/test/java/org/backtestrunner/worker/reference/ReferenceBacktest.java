package org.backtestrunner.worker.reference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A second, slow implementation of the engine, written from its mathematical description alone; the
 * production engine must give the same rows.
 *
 * <p>It shares no class with the production code and prefers the obvious to the fast: everything is
 * looked up or computed anew where it is needed.
 */
public final class ReferenceBacktest {
  private final ReferenceParameters parameters;
  private final ReferenceMarket market;
  private final ReferenceChecks checks;
  private final ReferenceStrategy strategy;
  private final ReferenceAccount account;
  private final List<String> warnings;

  /** Targets of decisions not yet due, by the index of the bar at which they become due. */
  private final SortedMap<Integer, Map<String, Double>> notYetDue = new TreeMap<>();

  /** Targets that are due and unfilled. */
  private final SortedMap<String, Double> unfilled = new TreeMap<>();

  private Instant now = Instant.EPOCH;
  private boolean wipedOut;
  private OptionalDouble barsBeforeFirstFill = OptionalDouble.empty();

  private ReferenceBacktest(
      ReferenceParameters parameters, Optional<ReferenceBundle> bundle, List<String> warnings) {
    this.parameters = parameters;
    this.warnings = warnings;
    this.market = new ReferenceMarket(parameters, warnings);
    this.checks = new ReferenceChecks(parameters, market, warnings);
    checks.checkPrices();
    if (parameters.fillsAtOpen() && !market.fileHasColumn("open")) {
      throw new BadData("fill_price open needs the column open");
    }
    this.strategy = strategy(bundle);
    this.account =
        new ReferenceAccount(
            parameters.number("start_capital"), new ReferenceCosts(parameters, market));
  }

  /**
   * Runs one backtest.
   *
   * @param parameters by underscored name, files as paths; {@code bundle_path} is ignored
   * @param bundle required by {@code multifactor_long_short}
   * @throws IllegalArgumentException where the parameters contradict each other
   */
  public static ReferenceResult run(
      Map<String, String> parameters, Optional<ReferenceBundle> bundle) {
    List<String> warnings = new ArrayList<>();
    try {
      return new ReferenceBacktest(new ReferenceParameters(parameters), bundle, warnings).run();
    } catch (BadData e) {
      return ReferenceResult.refused(e.getMessage());
    }
  }

  private ReferenceStrategy strategy(Optional<ReferenceBundle> bundle) {
    String name = parameters.text("strategy");
    return switch (name) {
      case "multifactor_long_short" ->
          new MultifactorLongShort(parameters, bundle.orElseThrow(), market, checks, warnings);
      case "trend_baseline" -> OtherStrategies.trendBaseline(parameters, market);
      case "buy_and_hold" -> OtherStrategies.buyAndHold(parameters, market);
      case "target_weights" -> OtherStrategies.targetWeights(parameters, market, warnings);
      default -> throw new IllegalArgumentException("strategy " + name);
    };
  }

  private ReferenceResult run() {
    boolean immediate = parameters.integer("execution_lag") == 0;
    for (int bar = 0; bar < market.bars().size(); bar++) {
      now = market.bars().get(bar);
      account.beginBar(text(now));
      if (bar > 0) {
        account.payCarry(
            parameters.number("financing_bps_per_year") / 10000 / parameters.barsPerYear());
      }
      closeDelistedAndStale();
      boolean becameDue;
      if (immediate) {
        mark();
        decide(bar);
        becameDue = becomeDue(bar);
        fill();
        mark();
      } else {
        becameDue = becomeDue(bar);
        fill();
        mark();
        decide(bar);
      }
      account.endBar(this::lastClose, becameDue);
      if (barsBeforeFirstFill.isEmpty() && !account.orderRows().isEmpty()) {
        barsBeforeFirstFill = OptionalDouble.of(bar);
      }
    }
    if (barsBeforeFirstFill.orElse(0) > 0.05 * market.bars().size()) {
      warnings.add("late first fill: after " + barsBeforeFirstFill.getAsDouble() + " bars");
    }
    return new ReferenceResult(
        account.equityRows(),
        account.orderRows(),
        account.positionRows(),
        warnings,
        Optional.empty());
  }

  private void closeDelistedAndStale() {
    long maximumBars = parameters.integer("max_stale_days") * parameters.barsPerDay();
    for (String symbol : market.universe()) {
      boolean delisted = market.isDelisted(symbol, now);
      boolean stale = market.isStale(symbol, now, maximumBars);
      if (account.held(symbol) != 0 && delisted) {
        account.close(symbol, lastClose(symbol) * (1 + parameters.number("delisting_return")));
      } else if (account.held(symbol) != 0 && stale) {
        account.close(symbol, lastClose(symbol));
      }
      if (delisted || stale) {
        unfilled.remove(symbol);
      }
    }
  }

  /** Whether a decision becomes due at a bar; its targets replace all that is unfilled. */
  private boolean becomeDue(int bar) {
    Map<String, Double> targets = notYetDue.remove(bar);
    if (targets == null) {
      return false;
    }
    unfilled.clear();
    unfilled.putAll(targets);
    return true;
  }

  private void fill() {
    for (String symbol : market.universe()) {
      OptionalDouble price = fillPrice(symbol);
      if (unfilled.containsKey(symbol) && price.isPresent()) {
        Observation at = market.observation(symbol, now).orElseThrow();
        account.fill(symbol, unfilled.remove(symbol), price.getAsDouble(), at);
      }
    }
  }

  private OptionalDouble fillPrice(String symbol) {
    Optional<Observation> observation = market.observation(symbol, now);
    if (observation.isEmpty()) {
      return OptionalDouble.empty();
    }
    return parameters.fillsAtOpen()
        ? observation.get().open()
        : OptionalDouble.of(observation.get().close());
  }

  private void mark() {
    double equity = account.equity(this::lastClose);
    if (equity > 0 || wipedOut) {
      return;
    }
    warnings.add("wiped out: " + text(now) + " " + equity);
    wipedOut = true;
    unfilled.clear();
    notYetDue.clear();
    account.wipeOut(this::lastClose);
  }

  private void decide(int bar) {
    if (wipedOut) {
      return;
    }
    Optional<Map<String, Double>> weights = strategy.weights(bar, now);
    if (weights.isEmpty()) {
      return;
    }
    Map<String, Double> targets = new TreeMap<>();
    for (String symbol : market.universe()) {
      boolean weighted = weights.get().containsKey(symbol);
      targets.put(symbol, weighted ? target(symbol, weights.get().get(symbol)) : 0.0);
    }
    notYetDue.put(bar + (int) parameters.integer("execution_lag"), targets);
  }

  /** The quantity to hold for a weight. */
  private double target(String symbol, double weight) {
    if (market.lastClose(symbol, now).isEmpty()) {
      warnings.add("no price yet: " + symbol + " " + text(now));
      return 0;
    }
    double quantity = weight * account.equity(this::lastClose) / lastClose(symbol);
    double lot = parameters.number("lot_size");
    if (lot == 0) {
      return quantity;
    }
    double lots = Math.abs(quantity) / lot;
    double whole = Math.floor(lots + Math.min(0.5, 1e-9 * Math.max(1, lots)));
    return Math.signum(quantity) * lot * whole;
  }

  private double lastClose(String symbol) {
    return market.lastClose(symbol, now).getAsDouble();
  }

  private String text(Instant time) {
    return parameters.barTime().text(time);
  }
}

package org.backtestrunner.worker.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.backtestrunner.worker.ProductionRun;
import org.backtestrunner.worker.factor.formulas.Factors;
import org.backtestrunner.worker.factor.formulas.Formula;
import org.backtestrunner.worker.factor.formulas.SymbolSeries;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.panel.PriceHistories;
import org.backtestrunner.worker.panel.SymbolHistory;
import org.backtestrunner.worker.parameter.BarRate;
import org.backtestrunner.worker.parameter.RunParameters;
import org.backtestrunner.worker.reference.ReferenceResult;
import org.backtestrunner.worker.reference.ReferenceResult.EquityRow;
import org.backtestrunner.worker.reference.ReferenceResult.OrderRow;
import org.backtestrunner.worker.reference.ReferenceResult.PositionRow;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A currency in other units is no other market: with fractional lots and without market impact,
 * prices times a constant leave all money as it is, and a capital times a constant multiplies it.
 * Powers of two do so bit for bit.
 */
class ScaleTest {
  private static final Set<String> PRICES = Set.of("open", "high", "low", "close");
  private static final double[] POWERS_OF_TWO = {0.125, 2, 16};

  @TempDir static Path directory;

  private static final Map<String, List<Base>> BASES = new HashMap<>();

  static List<String> strategies() {
    return RandomRun.strategies();
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void pricesTimesAPowerOfTwoLeaveAllMoneyAsItIsBitForBit(String strategy) throws IOException {
    for (Base base : bases(strategy)) {
      double factor = base.powerOfTwo();
      ReferenceResult scaled =
          ProductionRun.run(withPricesTimes(base.run(), factor), base.run().out("prices"));
      assertEquals(scaled(base.result(), 1, factor), scaled, base.run()::toString);
    }
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void capitalTimesAPowerOfTwoMultipliesAllMoneyBitForBit(String strategy) throws IOException {
    for (Base base : bases(strategy)) {
      RandomRun run = base.run();
      double factor = base.powerOfTwo();
      String capital = times(run.parameters().getOrDefault("start_capital", "100000"), factor);
      ReferenceResult scaled =
          ProductionRun.run(run.with(Map.of("start_capital", capital)), run.out("capital"));
      assertEquals(scaled(base.result(), factor, 1), scaled, run::toString);
    }
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void pricesTimesAnyConstantLeaveEquityAsItIsButForRounding(String strategy) throws IOException {
    for (Base base : bases(strategy)) {
      RandomRun run = base.run();
      ReferenceResult scaled = ProductionRun.run(withPricesTimes(run, 3.7), run.out("odd"));
      assertEquals(base.result().equity().size(), scaled.equity().size(), run::toString);
      double scale = run.number("start_capital", 100_000);
      for (int bar = 0; bar < scaled.equity().size(); bar++) {
        EquityRow expected = base.result().equity().get(bar);
        double gross = expected.longValue() - expected.shortValue();
        scale = Math.max(scale, Math.max(Math.abs(expected.cash()), gross));
        double actual = scaled.equity().get(bar).equity();
        assertEquals(expected.equity(), actual, 1e-12 * scale, () -> run + ": " + expected);
      }
    }
  }

  /** Illiquidity is a return by money traded, hence its inverse scale; ranks do not care. */
  @Test
  void factorsDoNotDependOnTheUnitOfPricesExceptForIlliquidityWhichIsItsInverse()
      throws IOException {
    Set<String> defined = new TreeSet<>();
    for (long seed = 0; seed < RandomRun.panels("buy_and_hold"); seed++) {
      RandomRun run = RandomRun.draw("buy_and_hold", seed, directory);
      Optional<Panel> base = panel(run.parameters());
      Optional<Panel> scaled = panel(withPricesTimes(run, 8));
      assertEquals(base.isPresent(), scaled.isPresent());
      for (int s = 0; base.isPresent() && s < base.get().size(); s++) {
        BarRate rate = RunParameters.of(run.parameters()).barRate();
        SymbolSeries one = new SymbolSeries(history(base.get(), s), rate);
        SymbolSeries other = new SymbolSeries(history(scaled.get(), s), rate);
        int last = history(base.get(), s).size() - 1;
        for (Formula factor : Factors.ALL) {
          if (!factor.columns().stream().allMatch(base.get().universe()::has)) {
            continue;
          }
          double expected = factor.at(one, last) / (factor.name().startsWith("illiq") ? 8 : 1);
          assertEquals(expected, factor.at(other, last), () -> factor.name() + " of " + run);
          if (Double.isFinite(expected)) {
            defined.add(factor.name());
          }
        }
      }
    }
    assertEquals(new TreeSet<>(Factors.OF_ENGINE.names()), defined);
  }

  @Test
  void runsByIlliquidityAloneDoNotDependOnTheUnitOfPrices() throws IOException {
    Path bundle = directory.resolve("illiquidity.yaml");
    Files.writeString(
        bundle,
        "{factors: [{name: illiquidity_20, weight: 1}], options: {winsorize: false, zscore: false}}");
    int traded = 0;
    for (Base base : bases("multifactor_long_short")) {
      Map<String, String> others = base.run().with(Map.of("bundle_path", bundle.toString()));
      RandomRun run = new RandomRun(base.run().seed(), base.run().directory(), others);
      ReferenceResult result = ProductionRun.run(others, run.out("illiquid"));
      ReferenceResult scaled = ProductionRun.run(withPricesTimes(run, 8), run.out("illiquid"));
      assertEquals(result.badData().isPresent(), scaled.badData().isPresent(), run::toString);
      assertEquals(result.equity(), scaled.equity(), run::toString);
      traded += result.orders().isEmpty() ? 0 : 1;
    }
    assertTrue(traded > 0.1 * RandomRun.panels("multifactor_long_short"), traded + " traded");
  }

  private static Optional<Panel> panel(Map<String, String> parameters) {
    try {
      return Optional.of(Panel.read(RunParameters.of(parameters), (kind, serious, message) -> {}));
    } catch (BadDataException refused) {
      return Optional.empty();
    }
  }

  /** A run with fractional lots, and what it gives. */
  private record Base(RandomRun run, ReferenceResult result) {
    double powerOfTwo() {
      return POWERS_OF_TWO[(int) run.seed() % POWERS_OF_TWO.length];
    }
  }

  private static List<Base> bases(String strategy) throws IOException {
    List<Base> known = BASES.get(strategy);
    if (known == null) {
      known = draw(strategy);
      BASES.put(strategy, known);
    }
    return known;
  }

  private static List<Base> draw(String strategy) throws IOException {
    List<Base> bases = new ArrayList<>();
    int traded = 0;
    for (long seed = 0; seed < RandomRun.panels(strategy); seed++) {
      RandomRun drawn = RandomRun.draw(strategy, seed, directory);
      Map<String, String> parameters =
          drawn.with(Map.of("lot_size", "0", "market_impact_bps", "0"));
      RandomRun run = new RandomRun(seed, drawn.directory(), parameters);
      ReferenceResult result = ProductionRun.run(parameters, run.out("base"));
      boolean comparable = !addsIlliquidityToOtherFactors(run) && !fallsToNothing(result, run);
      if (result.badData().isEmpty() && comparable) {
        bases.add(new Base(run, result));
        traded += result.orders().isEmpty() ? 0 : 1;
      }
    }
    assertTrue(traded > 0.4 * RandomRun.panels(strategy), traded + " traded");
    return bases;
  }

  /** Without z-scores the unit of prices then tells how much illiquidity counts. */
  private static boolean addsIlliquidityToOtherFactors(RandomRun run) throws IOException {
    String file = run.parameters().get("bundle_path");
    String bundle = file == null ? "" : Files.readString(Path.of(file));
    boolean several = bundle.split("\\{name:", -1).length > 2;
    return several && bundle.contains("illiquidity") && bundle.contains("zscore: false");
  }

  /** A change of position below 1e-9 units is not traded, whatever a unit costs. */
  private static boolean fallsToNothing(ReferenceResult result, RandomRun run) {
    double little = 1e-6 * run.number("start_capital", 100_000);
    return result.equity().stream().anyMatch(row -> row.equity() > 0 && row.equity() < little);
  }

  private static Map<String, String> withPricesTimes(RandomRun run, double factor) {
    InputTable table = InputTable.read(run.parameters().get("price_file"));
    String file =
        table
            .withCells(
                (column, cell, row) ->
                    PRICES.contains(column) && !cell.isEmpty() ? times(cell, factor) : cell)
            .write(run.directory().resolve("scaled_prices.csv"));
    return run.with(Map.of("price_file", file));
  }

  /** The exact product. */
  private static String times(String number, double factor) {
    return new BigDecimal(number).multiply(BigDecimal.valueOf(factor)).toPlainString();
  }

  /** What a run must give where its money and its prices are multiplied. */
  private static ReferenceResult scaled(ReferenceResult base, double money, double price) {
    List<EquityRow> equity = new ArrayList<>();
    for (EquityRow row : base.equity()) {
      equity.add(
          new EquityRow(
              row.timestamp(),
              row.equity() * money,
              row.cash() * money,
              row.longValue() * money,
              row.shortValue() * money,
              row.cost() * money));
    }
    List<OrderRow> orders = new ArrayList<>();
    for (OrderRow row : base.orders()) {
      orders.add(
          new OrderRow(
              row.timestamp(),
              row.symbol(),
              row.side(),
              row.quantity() * money / price,
              row.price() * price,
              row.notional() * money,
              row.cost() * money));
    }
    List<PositionRow> positions = new ArrayList<>();
    for (PositionRow row : base.positions()) {
      positions.add(
          new PositionRow(
              row.timestamp(), row.symbol(), row.quantity() * money / price, row.weight()));
    }
    return new ReferenceResult(equity, orders, positions, List.of(), Optional.empty());
  }

  private static SymbolHistory history(Panel panel, int symbol) {
    return ((PriceHistories) panel.universe()).history(panel.inUniverse(symbol));
  }
}

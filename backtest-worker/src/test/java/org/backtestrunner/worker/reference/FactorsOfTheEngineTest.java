package org.backtestrunner.worker.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.backtestrunner.worker.factor.formulas.Factors;
import org.backtestrunner.worker.factor.formulas.Formula;
import org.backtestrunner.worker.factor.formulas.SymbolSeries;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.panel.PriceHistories;
import org.backtestrunner.worker.panel.SymbolHistory;
import org.backtestrunner.worker.parameter.RunParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every factor of the engine at single observations, against the one of the reference. */
class FactorsOfTheEngineTest {
  private static final int DAYS = Integer.getInteger("proofs.factor.days", 420);
  private static final int FIVE_MINUTE_VALUES = Integer.getInteger("proofs.factor.values", 60);

  private static final double BARS_PER_YEAR = 365.25;

  /** The reference takes the better part of a second for a value of this one at 5min. */
  private static final int VALUES_OF_SLOW_FACTOR = 1;

  @TempDir Path directory;

  private final Dice dice = new Dice(new Random(20_260_101));
  private final Set<String> defined = new TreeSet<>();
  private final Set<String> undefined = new TreeSet<>();

  @Test
  void everyFactorAgreesAtEveryObservationOfDailyRows() throws IOException {
    List<String> rows = new ArrayList<>();
    double[] emptyCells = {0, 0, 0.001, 0.01, 0.1};
    for (int symbol = 0; symbol < emptyCells.length; symbol++) {
      List<Instant> times = RandomTimes.daily(dice, DAYS);
      addRows(rows, "S" + symbol, times, BarTime.DAILY, emptyCells[symbol], DAYS);
    }
    Inputs inputs = read(rows, "1d");
    for (int s = 0; s < inputs.panel().size(); s++) {
      for (Formula factor : Factors.ALL) {
        for (int t = 0; t < history(inputs.panel(), s).size(); t++) {
          compare(inputs, factor, s, t, 1);
        }
      }
    }
    assertAllSeen();
  }

  @Test
  void everyFactorAgreesAtObservationsOfFiveMinuteRows() throws IOException {
    List<String> rows = new ArrayList<>();
    int days = 300;
    for (String symbol : List.of("A", "B")) {
      // Without empty cells at the end, or no window of thousands of bars would be full.
      List<Instant> times = RandomTimes.fiveMinutes(dice, days);
      addRows(rows, symbol, times, BarTime.FIVE_MINUTES, 0.1, times.size() / 2);
    }
    Inputs inputs = read(rows, "5min");
    for (int s = 0; s < inputs.panel().size(); s++) {
      int size = history(inputs.panel(), s).size();
      for (Formula factor : Factors.ALL) {
        boolean slow = factor.name().equals("vov_20_60");
        for (int i = 0; i < (slow ? VALUES_OF_SLOW_FACTOR : FIVE_MINUTE_VALUES); i++) {
          compare(inputs, factor, s, size - 1 - dice.between(0, slow ? 9 : size / 20), 78);
        }
        for (int i = 0; i < FIVE_MINUTE_VALUES; i++) {
          compare(inputs, factor, s, dice.between(0, slow ? 80 * 78 - 2 : size - 1), 78);
        }
      }
    }
    assertAllSeen();
  }

  private void assertAllSeen() {
    assertEquals(new TreeSet<>(Factors.OF_ENGINE.names()), defined);
    assertEquals(new TreeSet<>(Factors.OF_ENGINE.names()), undefined);
  }

  private void compare(Inputs inputs, Formula factor, int symbol, int t, int barsPerDay) {
    List<Observation> history = inputs.histories().get(symbol).subList(0, t + 1);
    OptionalDouble expected =
        ReferenceFactors.value(factor.name(), history, barsPerDay, BARS_PER_YEAR);
    double actual = factor.at(inputs.series().get(symbol), t);
    String where = factor.name() + " of " + symbol + " at " + history.get(t).time();
    assertEquals(expected.isPresent(), Double.isFinite(actual), where);
    if (expected.isPresent()) {
      double tolerance = 1e-12 * Math.abs(expected.getAsDouble());
      assertEquals(expected.getAsDouble(), actual, tolerance, where);
    }
    (expected.isPresent() ? defined : undefined).add(factor.name());
  }

  /** The same file as both engines read it; all lists by symbol. */
  private record Inputs(
      Panel panel, List<SymbolSeries> series, List<List<Observation>> histories) {}

  private Inputs read(List<String> rows, String freq) throws IOException {
    Path file = directory.resolve("prices.csv");
    Files.writeString(
        file, "timestamp,symbol,open,high,low,close,volume\n" + String.join("\n", rows) + "\n");
    Map<String, String> parameters =
        Map.of(
            "strategy",
            "buy_and_hold",
            "freq",
            freq,
            "bars_per_year",
            Double.toString(BARS_PER_YEAR),
            "price_file",
            file.toString(),
            "start_date",
            "2000-01-01",
            "end_date",
            "2100-01-01");
    RunParameters run = RunParameters.of(parameters);
    Panel panel = Panel.read(run, (kind, serious, message) -> {});
    ReferenceMarket market =
        new ReferenceMarket(new ReferenceParameters(parameters), new ArrayList<>());
    Instant end = LocalDate.of(2100, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
    List<SymbolSeries> series = new ArrayList<>();
    List<List<Observation>> histories = new ArrayList<>();
    for (int s = 0; s < panel.size(); s++) {
      series.add(new SymbolSeries(history(panel, s), run.barRate()));
      histories.add(market.history(panel.symbol(s), end));
    }
    return new Inputs(panel, series, histories);
  }

  /**
   * Adds the rows of one symbol: a walk with a stretch of constant prices and one of no volume.
   *
   * @param emptyCells their share among all but the closes, and that of rows without a close
   * @param until no cell is empty from this row on
   */
  private void addRows(
      List<String> rows,
      String symbol,
      List<Instant> times,
      BarTime barTime,
      double emptyCells,
      int until) {
    double price = Math.pow(10, dice.uniform(-2, 4));
    int constantFrom = dice.between(0, times.size() / 4);
    int constant = 90 * barTime.barsPerDay();
    for (int i = 0; i < times.size(); i++) {
      boolean still = i >= constantFrom && i < constantFrom + constant;
      double share = i < until ? emptyCells : 0;
      double step = still ? 0 : 0.02 / Math.sqrt(barTime.barsPerDay()) * dice.gaussian();
      price *= Math.exp(step);
      double high = still ? price : price * (1 + 0.01 * dice.uniform(0, 1));
      double low = still ? price : price * (1 - 0.01 * dice.uniform(0, 1));
      boolean quiet = i > times.size() / 3 && i < times.size() / 3 + 3;
      int volume = quiet ? 0 : still ? 500 : dice.between(0, 1_000_000);
      rows.add(
          String.join(
              ",",
              barTime.text(times.get(i)),
              symbol,
              cell(Dice.text(low, 6), share),
              cell(Dice.text(high, 6), share),
              cell(Dice.text(low, 6), share),
              cell(Dice.text(price, -1), share),
              cell(Integer.toString(volume), share)));
    }
  }

  private String cell(String text, double emptyShare) {
    return dice.chance(emptyShare) ? "" : text;
  }

  private static SymbolHistory history(Panel panel, int symbol) {
    return ((PriceHistories) panel.universe()).history(panel.inUniverse(symbol));
  }
}

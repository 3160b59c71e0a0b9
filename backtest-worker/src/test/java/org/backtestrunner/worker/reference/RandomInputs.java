package org.backtestrunner.worker.reference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** The random files beside the prices. */
final class RandomInputs {
  static final List<String> FACTORS = List.of("f_alpha", "f_beta");

  private final Dice dice;
  private final BarTime barTime;
  private final RandomPrices prices;

  RandomInputs(Dice dice, BarTime barTime, RandomPrices prices) {
    this.dice = dice;
    this.barTime = barTime;
    this.prices = prices;
  }

  /** A list of symbols with comments and a stranger. */
  String symbols(Set<String> listed) {
    List<String> lines = new ArrayList<>(List.of("# a list", ""));
    for (String symbol : listed) {
      lines.add(dice.chance(0.2) ? " " + symbol + "  # a comment" : symbol);
    }
    if (dice.chance(0.3)) {
      lines.add("STRANGER");
    }
    Collections.shuffle(lines, dice.random());
    return String.join("\n", lines) + "\n";
  }

  /** Two factors and a column of text, at every bar or now and then, also between the bars. */
  String factors() {
    RandomTimes.Style style = RandomTimes.style(dice);
    boolean small = dice.chance(0.3);
    boolean everyBar = dice.chance(0.5);
    double share = everyBar ? 1 : dice.pick(0.3, 0.08) / Math.sqrt(barTime.barsPerDay());
    Set<Instant> times = new LinkedHashSet<>();
    for (Instant time : prices.times()) {
      if (dice.chance(share)) {
        times.add(dice.chance(0.1) ? RandomTimes.afterBar(time, barTime) : time);
      }
    }
    List<String> rows = new ArrayList<>();
    List<String> symbols = new ArrayList<>(prices.symbols());
    symbols.add("STRANGER");
    Dice ofSymbols = new Dice(new Random(symbols.hashCode()));
    symbols.removeIf(symbol -> ofSymbols.chance(0.04));
    for (Instant time : times) {
      for (String symbol : symbols) {
        if (dice.chance(0.9)) {
          String key = style.text(time, barTime) + "," + symbol;
          rows.add(key + ",n/a," + factorValue(small) + "," + factorValue(small));
        }
      }
    }
    rows.add(style.text(prices.times().get(0), barTime) + ",FILLER,n/a,1,1");
    Collections.shuffle(rows, dice.random());
    return "timestamp,symbol,remark," + String.join(",", FACTORS) + "\n" + lines(rows);
  }

  /** Small whole numbers make ties. */
  private String factorValue(boolean small) {
    if (dice.chance(0.03)) {
      return "";
    }
    return small ? Integer.toString(dice.between(-2, 2)) : Double.toString(dice.gaussian());
  }

  /** Sectors of most symbols. */
  String groups() {
    List<String> rows = new ArrayList<>(List.of("FILLER,Tech,US"));
    for (String symbol : prices.symbols()) {
      if (dice.chance(0.85)) {
        rows.add(symbol + "," + dice.pick("Tech", "Energy", "Real estate", "") + ",US");
      }
    }
    return "symbol,sector,country\n" + lines(rows);
  }

  /** Costs of some symbols, in columns of any order with empty cells. */
  String costs() {
    List<String> columns =
        new ArrayList<>(
            List.of("commission_bps", "spread_bps", "slippage_bps", "borrow_bps_per_year"));
    Collections.shuffle(columns, dice.random());
    List<String> some = columns.subList(0, dice.between(1, columns.size()));
    List<String> rows = new ArrayList<>();
    for (String symbol : prices.symbols()) {
      if (dice.chance(0.7)) {
        StringBuilder row = new StringBuilder(symbol);
        some.forEach(column -> row.append(',').append(dice.pick("", "0", "2.5", "30", "400")));
        rows.add(row.toString());
      }
    }
    Collections.shuffle(rows, dice.random());
    return "symbol," + String.join(",", some) + "\n" + lines(rows);
  }

  /**
   * Weights at some bars.
   *
   * @param bars of the run
   */
  String weights(List<Instant> bars) {
    RandomTimes.Style style = RandomTimes.style(dice);
    double share = dice.pick(1.0, 0.3, 0.05) / Math.sqrt(barTime.barsPerDay());
    boolean longOnly = dice.chance(0.4);
    List<String> rows = new ArrayList<>();
    for (Instant bar : bars) {
      if (dice.chance(share)) {
        for (String symbol : prices.symbols()) {
          if (dice.chance(0.7)) {
            double raw = dice.gaussian() / prices.symbols().size() * 1.5;
            double weight = dice.chance(0.1) ? 0 : longOnly ? Math.abs(raw) : raw;
            rows.add(
                style.text(bar, barTime)
                    + ","
                    + symbol
                    + ","
                    + Dice.text(weight, dice.pick(2, -1)));
          }
        }
      }
    }
    // Outside of every range, hence not checked.
    rows.add("1990-01-01,STRANGER,");
    rows.add("1990-01-01,STRANGER,much");
    if (dice.chance(0.05) && !bars.isEmpty()) {
      Instant noBar =
          RandomTimes.afterBar(dice.pick(bars.get(0), bars.get(bars.size() - 1)), barTime);
      rows.add(style.text(noBar, barTime) + "," + prices.symbols().get(0) + ",0.1");
    }
    Collections.shuffle(rows, dice.random());
    return "timestamp,symbol,weight\n" + lines(rows);
  }

  private static String lines(List<String> rows) {
    return String.join("\n", rows) + "\n";
  }
}

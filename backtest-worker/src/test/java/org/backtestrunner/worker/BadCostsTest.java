package org.backtestrunner.worker;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadCostsTest {
  @TempDir Path directory;

  private static BadInput costs(String what, String text, String... said) {
    return BadInput.of(what, said).with("costs_file", "@costs").file("costs", text);
  }

  private static BadInput impact(String what, String prices, String... said) {
    return BadInput.of(what, said).with("market_impact_bps", "1").file("prices", prices);
  }

  static Stream<BadInput> costs() {
    String known = "commission_bps, spread_bps, slippage_bps, borrow_bps_per_year";
    return Stream.of(
        costs("no symbols", "spread_bps\n1\n", "@costs:1: there is no column 'symbol'; the header"),
        costs(
            "an unknown column",
            "symbol,spread_bps,commision_bps\nA,1,1\n",
            "@costs:1: unknown column 'commision_bps'; there may be " + known),
        costs(
            "a column twice",
            "symbol,spread_bps,spread_bps\nA,1,1\n",
            "@costs:1: the column 'spread_bps' is there twice"),
        costs(
            "no column of costs", "symbol\nA\n", "@costs:1: the file gives no cost to any symbol"),
        costs("no row", "symbol,spread_bps\n", "@costs:1: the file gives no cost to any symbol"),
        costs(
            "empty cells alone",
            "symbol,spread_bps,slippage_bps\nA,,\nB,,\n",
            "@costs:1: the file gives no cost to any symbol: there may be " + known),
        costs(
            "a symbol twice",
            "symbol,spread_bps\nA,1\nB,1\nA,1\n",
            "@costs:4: column symbol: the symbol 'A' is there twice"),
        costs(
            "an empty symbol",
            "symbol,spread_bps\nA,1\n,1\n",
            "@costs:3: column symbol: the cell is empty"),
        costs(
            "a cost below 0",
            "symbol,spread_bps\nA,1\nB,-0.5\n",
            "@costs:3: column spread_bps: '-0.5' is below 0"),
        costs(
            "a cost that is a word",
            "symbol,spread_bps\nA,wide\n",
            "@costs:2: column spread_bps: 'wide' is not a finite decimal number"),
        costs(
            "a cost without end",
            "symbol,borrow_bps_per_year\nA,Infinity\n",
            "@costs:2: column borrow_bps_per_year: 'Infinity' is not a finite decimal number"),
        costs(
            "an unknown symbol",
            "symbol,spread_bps\nA,1\nZ,1\n",
            "@costs:3: the price file has no symbol 'Z'"),
        costs(
            "a symbol of another case",
            "symbol,spread_bps\na,1\n",
            "@costs:2: the price file has no symbol 'a'; 'a' differs from 'A' of the prices"),
        costs("an empty file", "", "@costs", "the file is empty"));
  }

  static Stream<BadInput> impacts() {
    return Stream.of(
        impact(
            "market impact without volumes",
            BadInput.PRICES,
            "@prices: market_impact_bps is above 0, but the price file has no column 'volume'"),
        impact(
            "a trade at a bar without volume",
            "timestamp,symbol,close,volume\n2020-01-02,A,10,5\n2020-01-03,A,11,\n2020-01-06,A,12,5\n",
            "symbol 'A' is traded at 2020-01-03, where the price file has no volume of it"),
        impact(
            "a trade where nothing was traded",
            "timestamp,symbol,close,volume\n2020-01-02,A,10,5\n2020-01-03,A,11,0\n2020-01-06,A,12,5\n",
            "symbol 'A' is traded at 2020-01-03, where the price file has no volume of it"));
  }

  @ParameterizedTest
  @MethodSource({"costs", "impacts"})
  void badCostsAreRefusedInOneSentenceThatSaysWhereAndWhy(BadInput input) {
    input.assertRefused(directory);
  }
}

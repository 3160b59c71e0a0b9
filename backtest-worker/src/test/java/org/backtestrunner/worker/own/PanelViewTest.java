package org.backtestrunner.worker.own;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.backtestrunner.worker.api.Column;
import org.backtestrunner.worker.api.Factor;
import org.backtestrunner.worker.api.Observations;
import org.backtestrunner.worker.api.Strategy;
import org.backtestrunner.worker.api.View;
import org.backtestrunner.worker.engine.Outputs;
import org.backtestrunner.worker.engine.Simulation;
import org.backtestrunner.worker.factor.formulas.Factors;
import org.backtestrunner.worker.factor.sources.OriginalInputs;
import org.backtestrunner.worker.panel.Warnings;
import org.backtestrunner.worker.parameter.RunParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever decides by a view sees the bar and what was before it, by whatever method. */
class PanelViewTest {
  private static final int BARS = 40;
  private static final int CUT = 30;

  @TempDir Path directory;

  /** Asks for everything at each bar, and writes it down. */
  private static final class Curious implements Strategy {
    private final List<String> seen = new ArrayList<>();

    @Override
    public String name() {
      return "curious";
    }

    @Override
    public String description() {
      return "Asks for everything.";
    }

    @Override
    public Optional<Map<String, Double>> decide(View view) {
      StringBuilder text = new StringBuilder();
      text.append(view.date()).append(view.time()).append(view.symbols()).append(view.equity());
      text.append(view.holdings()).append(view.random().nextInt());
      for (String symbol : view.symbols()) {
        text.append(view.close(symbol)).append(view.factor("reversal_3d", symbol));
        text.append(view.factor("rise", symbol));
        for (Column column : Column.values()) {
          double[] all = view.history(symbol, column, Integer.MAX_VALUE);
          text.append(column).append(Arrays.toString(all));
          // What is handed out is a copy: nobody else sees this.
          Arrays.fill(all, -1);
        }
      }
      seen.add(text.toString());
      return Optional.of(Map.of("A", 0.5, "B", -0.25));
    }
  }

  /** The rise over all that is known. */
  private record Rise() implements Factor {
    @Override
    public String name() {
      return "rise";
    }

    @Override
    public String description() {
      return "Rise.";
    }

    @Override
    public double value(Observations past) {
      assertThrows(IllegalArgumentException.class, () -> past.value(Column.CLOSE, -1));
      assertThrows(IllegalArgumentException.class, () -> past.close(past.size()));
      return past.close(0) / past.close(past.size() - 1)
          + Arrays.stream(past.history(Column.VOLUME, Integer.MAX_VALUE)).sum();
    }
  }

  /** Prices of which those after the cut depend on the seed. */
  private Path prices(int seed) throws IOException {
    StringBuilder text = new StringBuilder("timestamp,symbol,open,high,low,close,volume\n");
    for (int bar = 0; bar < BARS; bar++) {
      for (int symbol = 0; symbol < 2; symbol++) {
        int price = 100 + (bar * (symbol + 3) + (bar > CUT ? seed : 0)) % 17;
        text.append(java.time.LocalDate.of(2020, 1, 1).plusDays(bar))
            .append(symbol == 0 ? ",A" : ",B");
        text.append("," + price).append("," + (price + 1)).append("," + (price - 1));
        text.append("," + price).append("," + 10 * price).append('\n');
      }
    }
    return Files.writeString(directory.resolve("prices-" + seed + ".csv"), text);
  }

  private List<String> seen(Path prices) throws IOException {
    Map<String, String> given = new HashMap<>();
    given.put("strategy", "curious");
    given.put("price_file", prices.toString());
    given.put("start_date", "2020-01-05");
    given.put("end_date", "2020-12-31");
    RunParameters run = RunParameters.of(new OwnList().with(List.of("curious")), given);
    Warnings unheard = (kind, serious, message) -> {};
    Path empty = directory.resolve("empty.jar");
    try (var zip = new java.util.zip.ZipOutputStream(Files.newOutputStream(empty))) {
      zip.putNextEntry(new java.util.zip.ZipEntry("nothing"));
    }
    Curious curious = new Curious();
    try (OwnJar jar = new OwnJar(empty)) {
      Factors formulas =
          Factors.OF_ENGINE.and(
              List.of(new OwnFormula(jar, new Rise(), "rise", new RunValues(run))));
      OriginalInputs inputs = OriginalInputs.read(run, formulas, unheard);
      Simulation.run(
          run,
          inputs.panel(),
          new OwnRule(jar, curious, "curious").prepare(run, inputs, unheard),
          Outputs.ALL,
          unheard);
    }
    return curious.seen;
  }

  @Test
  void whatComesLaterChangesNothingOfWhatAnyMethodTells() throws IOException {
    List<String> one = seen(prices(5));
    List<String> other = seen(prices(11));
    int cut = CUT - 4 + 1;
    assertEquals(one.subList(0, cut), other.subList(0, cut));
    assertFalse(one.get(cut).equals(other.get(cut)), "the prices after the cut differ");
  }

  @Test
  void everyMethodOfAViewIsAskedAbove() {
    Set<String> methods = new TreeSet<>();
    for (Method method : View.class.getMethods()) {
      methods.add(method.getName());
    }
    assertEquals(
        new TreeSet<>(
            List.of(
                "date",
                "time",
                "symbols",
                "close",
                "history",
                "factor",
                "holdings",
                "equity",
                "random")),
        methods);
  }
}

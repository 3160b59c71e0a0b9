package org.backtestrunner.worker.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.backtestrunner.worker.api.Column;
import org.backtestrunner.worker.engine.Order;
import org.backtestrunner.worker.strategy.DecisionRule;
import org.backtestrunner.worker.strategy.Strategies;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The values of later bars change nothing up to a bar. Which rows and cells exist stays as it is:
 * delistings, the universe and the columns are known from the whole file.
 */
class NoLookAheadTest {
  private static final Set<String> PRICES = Set.of("open", "high", "low", "close", "volume");

  @TempDir Path directory;

  static List<String> strategies() {
    return RandomRun.strategies();
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void changingLaterValuesLeavesEveryRowAndDecisionUpToABarAsItWas(String name) throws IOException {
    int panels = RandomRun.panels(name);
    int compared = 0;
    int changedLater = 0;
    for (long seed = 0; compared < panels && seed < 2L * panels; seed++) {
      RandomRun run = RandomRun.draw(name, seed, directory);
      try {
        Pair pair = pair(run, Strategies.of(name));
        assertEquals(Optional.empty(), pair.firstDifference(), run::toString);
        compared++;
        changedLater += pair.before().files().equals(pair.after().files()) ? 0 : 1;
      } catch (BadDataException refused) {
        // A random file may hold what no run accepts.
      }
    }
    assertEquals(panels, compared, "runs that are accepted");
    assertTrue(changedLater > 0.4 * panels, changedLater + " changed at all");
  }

  @Test
  void aStrategyThatKnowsTheNextCloseIsCaught() throws IOException {
    assertCaught((history, t) -> history.close(t + 1) / history.close(t));
  }

  @Test
  void aStrategyThatComparesWithTheMeanOfTheWholeFileIsCaught() throws IOException {
    assertCaught(
        (history, t) ->
            history.close(t) / Arrays.stream(history.column(Column.CLOSE)).average().orElseThrow());
  }

  private void assertCaught(PeekingStrategy.Score score) throws IOException {
    int tried = 0;
    int caught = 0;
    for (long seed = 0; seed < RandomRun.panels("buy_and_hold"); seed++) {
      RandomRun run = RandomRun.draw("buy_and_hold", seed, directory);
      try {
        caught += pair(run, new PeekingStrategy(score)).firstDifference().isPresent() ? 1 : 0;
        tried++;
      } catch (BadDataException refused) {
        // A random file may hold what no run accepts.
      }
    }
    assertTrue(caught > 0.9 * tried, caught + " caught of " + tried);
  }

  /** The same run twice, the second time with other values after a bar. */
  private static Pair pair(RandomRun run, DecisionRule strategy) {
    Random random = new Random(run.seed() * 31 + 7);
    RecordedRun before = RecordedRun.of(run.parameters(), strategy, run.out("before"));
    int last = cut(before, random);
    Map<String, String> others = new LinkedHashMap<>();
    for (String parameter : List.of("price_file", "factor_file")) {
      if (run.parameters().containsKey(parameter)) {
        others.put(parameter, changed(run, parameter, before.panel().format(last), random));
      }
    }
    RecordedRun after = RecordedRun.of(run.with(others), strategy, run.out("after"));
    int lag = (int) run.number("execution_lag", 1);
    return new Pair(before, after, last, lag);
  }

  /** A bar that is not the last one; mostly a decision bar, where a glance ahead would pay. */
  private static int cut(RecordedRun run, Random random) {
    int lastBar = run.panel().lastBar();
    List<Integer> decisions = List.copyOf(run.decisions().headMap(lastBar).keySet());
    if (!decisions.isEmpty() && random.nextInt(4) > 0) {
      return decisions.get(random.nextInt(decisions.size()));
    }
    int firstBar = run.panel().firstBar();
    return firstBar + random.nextInt(lastBar - firstBar);
  }

  /** A copy of a file in which every value after a bar is another one of the same sign. */
  private static String changed(RandomRun run, String parameter, String last, Random random) {
    InputTable table = InputTable.read(run.parameters().get(parameter));
    InputTable changed =
        table.withCells(
            (column, cell, row) -> {
              String timestamp = table.cell(row, "timestamp");
              String bar = run.barTime().text(run.barTime().parse(timestamp));
              boolean value = PRICES.contains(column) || column.startsWith("f_");
              if (!value || cell.isEmpty() || bar.compareTo(last) <= 0) {
                return cell;
              }
              return Double.toString(
                  Double.parseDouble(cell) * factor(column, new Random(row.hashCode()), random));
            });
    return changed.write(run.directory().resolve("changed_" + parameter + ".csv"));
  }

  /** Prices of one row stay between its low and its high: a row that cannot be is refused. */
  private static double factor(String column, Random ofRow, Random ofCell) {
    double other = 0.5 + 1.5 * ofRow.nextDouble();
    return switch (column) {
      case "open", "close" -> other;
      case "high" -> other * (1 + 0.3 * ofCell.nextDouble());
      case "low" -> other * (1 - 0.3 * ofCell.nextDouble());
      default -> 0.5 + 1.5 * ofCell.nextDouble();
    };
  }

  /**
   * Two runs that must agree up to a bar.
   *
   * @param last the bar's calendar entry
   * @param lag bars between a decision and its fill
   */
  private record Pair(RecordedRun before, RecordedRun after, int last, int lag) {

    Optional<String> firstDifference() {
      String timestamp = before.panel().format(last);
      if (!before.files().upTo(timestamp).equals(after.files().upTo(timestamp))) {
        return Optional.of("rows up to " + timestamp);
      }
      if (!before.decisionsUpTo(last).equals(after.decisionsUpTo(last))) {
        return Optional.of("decisions up to " + timestamp);
      }
      return differentLateFill();
    }

    /**
     * Until the first later decision becomes due, every fill carries out a decision up to the bar
     * (or closes a position), and so leaves the same position, whatever has become of the prices.
     */
    private Optional<String> differentLateFill() {
      int end = Math.min(firstLaterDecision(before), firstLaterDecision(after)) + lag;
      end = Math.min(end, Math.min(before.wipeOut(), after.wipeOut()));
      double[] one = new double[before.panel().size()];
      double[] other = new double[one.length];
      for (int bar = before.panel().firstBar(); bar < end; bar++) {
        boolean[] filled = new boolean[one.length];
        replay(before, bar, one, filled);
        replay(after, bar, other, filled);
        for (int s = 0; bar > last && s < filled.length; s++) {
          double tolerance = 1e-9 * Math.max(1, Math.abs(one[s]));
          if (filled[s] && Math.abs(one[s] - other[s]) > tolerance) {
            return Optional.of(
                "position in %s after %s: %s and %s"
                    .formatted(
                        before.panel().symbol(s), before.panel().format(bar), one[s], other[s]));
          }
        }
      }
      return Optional.empty();
    }

    private int firstLaterDecision(RecordedRun run) {
      Integer entry = run.decisions().higherKey(last);
      return entry == null ? run.panel().lastBar() + 1 : entry;
    }

    private static void replay(RecordedRun run, int bar, double[] held, boolean[] filled) {
      for (Order order : run.result().orders()) {
        if (order.bar() == bar) {
          held[order.symbol()] += order.quantity();
          filled[order.symbol()] = true;
        }
      }
    }
  }
}

package org.backtestrunner.worker.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.backtestrunner.worker.reference.ReferenceResult.EquityRow;
import org.backtestrunner.worker.reference.ReferenceResult.OrderRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RandomPanelTest {
  private static final int PANELS = 150;

  @TempDir Path directory;

  private RandomPanel panel(long seed, String name) throws IOException {
    Path folder = Files.createDirectories(directory.resolve(name));
    return RandomPanel.write(new Random(seed), folder);
  }

  @Test
  void equalSeedsGiveEqualFilesAndParameters() throws IOException {
    for (long seed = 0; seed < 10; seed++) {
      RandomPanel first = panel(seed, "first" + seed);
      RandomPanel second = panel(seed, "second" + seed);
      assertEquals(first.bundle(), second.bundle());
      for (Map.Entry<String, String> parameter : first.parameters().entrySet()) {
        String other = second.parameters().get(parameter.getKey());
        if (parameter.getKey().endsWith("_file")) {
          assertEquals(-1, Files.mismatch(Path.of(parameter.getValue()), Path.of(other)));
        } else if (!parameter.getKey().equals("bundle_path")) {
          assertEquals(parameter.getValue(), other);
        }
      }
    }
  }

  @Test
  void everyKindOfEventHappensAndTheBooksAlwaysBalance() throws IOException {
    Map<String, Integer> seen = new TreeMap<>();
    for (long seed = 0; seed < PANELS; seed++) {
      RandomPanel panel = panel(seed, "panel" + seed);
      ReferenceResult result = ReferenceBacktest.run(panel.parameters(), panel.bundle());
      count(seen, panel.parameters().get("strategy"));
      count(seen, "freq " + panel.parameters().getOrDefault("freq", "1d"));
      count(seen, result.badData().isPresent() ? "refused" : "run");
      if (result.orders().size() > 3) {
        count(seen, "traded " + panel.parameters().get("strategy"));
      }
      result.warnings().stream()
          .map(text -> text.split(":")[0])
          .distinct()
          .forEach(kind -> count(seen, kind));
      if (result.badData().isEmpty()) {
        double startCapital =
            Double.parseDouble(panel.parameters().getOrDefault("start_capital", "100000"));
        assertBalanced(seed, result, startCapital);
      }
    }
    for (String kind :
        new String[] {
          "factors missing",
          "freq 5min",
          "frequency",
          "groups missing",
          "impossible bars",
          "late first fill",
          "no price yet",
          "jump",
          "raw open",
          "refused",
          "skipped rebalance",
          "split",
          "traded buy_and_hold",
          "traded multifactor_long_short",
          "traded target_weights",
          "traded trend_baseline",
          "weight of a symbol outside the universe",
          "wiped out"
        }) {
      assertTrue(seen.getOrDefault(kind, 0) >= 2, kind + " in " + seen);
    }
    assertTrue(seen.get("run") > 0.85 * PANELS, seen.toString());
  }

  private static void count(Map<String, Integer> seen, String kind) {
    seen.merge(kind, 1, Integer::sum);
  }

  /** Cash follows from the orders and costs alone, until a wipe-out. */
  private static void assertBalanced(long seed, ReferenceResult result, double startCapital) {
    double cash = startCapital;
    for (EquityRow row : result.equity()) {
      double largest = Math.max(Math.abs(row.longValue()), Math.abs(row.shortValue()));
      double tolerance = 1e-9 * Math.max(startCapital, Math.max(Math.abs(cash), largest));
      assertTrue(row.longValue() >= 0 && row.shortValue() <= 0 && row.cost() >= 0);
      assertEquals(row.equity(), row.cash() + row.longValue() + row.shortValue(), tolerance);
      double costOfOrders = 0;
      for (OrderRow order : ordersAt(result, row.timestamp()).toList()) {
        assertTrue(order.quantity() > 0, order.toString());
        assertEquals(order.notional(), order.quantity() * order.price(), tolerance);
        cash -= order.side().equals("BUY") ? order.notional() : -order.notional();
        costOfOrders += order.cost();
      }
      assertTrue(costOfOrders <= row.cost() + tolerance);
      cash -= row.cost();
      if (row.equity() == 0) {
        assertTrue(cash <= tolerance, "what is written off is negative, panel " + seed);
        assertEquals(Optional.empty(), laterOrder(result, row.timestamp()));
        return;
      }
      assertEquals(cash, row.cash(), tolerance, "panel " + seed + " at " + row.timestamp());
    }
  }

  private static Stream<OrderRow> ordersAt(ReferenceResult result, String timestamp) {
    return result.orders().stream().filter(order -> order.timestamp().equals(timestamp));
  }

  private static Optional<OrderRow> laterOrder(ReferenceResult result, String timestamp) {
    return result.orders().stream()
        .filter(order -> order.timestamp().compareTo(timestamp) > 0)
        .findFirst();
  }
}

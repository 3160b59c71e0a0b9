package org.backtestrunner.worker.reference;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.backtestrunner.worker.reference.ReferenceResult.EquityRow;
import org.backtestrunner.worker.reference.ReferenceResult.OrderRow;
import org.backtestrunner.worker.reference.ReferenceResult.PositionRow;

/**
 * Whether two results are the same: 1e-9 relative, or below 1e-12 of the scale that a value comes
 * from. The scale of money is the largest of equity, cash, long, short and start capital at that
 * bar, that of a quantity is the scale of money over the price, that of a weight is 1.
 */
public final class ResultComparison {
  private final double startCapital;
  private final Map<String, EquityRow> equityAt = new TreeMap<>();

  private ResultComparison(double startCapital, List<EquityRow> expected) {
    this.startCapital = startCapital;
    expected.forEach(row -> equityAt.put(row.timestamp(), row));
  }

  /** The first equity row, order or position that differs, in words; empty if all are the same. */
  public static Optional<String> firstDifference(
      ReferenceResult expected, ReferenceResult actual, double startCapital) {
    if (expected.badData().isPresent() != actual.badData().isPresent()) {
      return Optional.of("bad data: " + expected.badData() + " but " + actual.badData());
    }
    ResultComparison comparison = new ResultComparison(startCapital, expected.equity());
    return comparison
        .compare(expected.orders(), actual.orders(), comparison::sameOrder)
        .or(() -> comparison.compare(expected.equity(), actual.equity(), comparison::sameEquity))
        .or(
            () ->
                comparison.compare(
                    expected.positions(), actual.positions(), comparison::samePosition));
  }

  private interface Sameness<T> {
    boolean test(T expected, T actual);
  }

  private <T> Optional<String> compare(List<T> expected, List<T> actual, Sameness<T> same) {
    for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
      if (i >= expected.size()) {
        return Optional.of("not expected: " + actual.get(i));
      }
      if (i >= actual.size()) {
        return Optional.of("missing: " + expected.get(i));
      }
      if (!same.test(expected.get(i), actual.get(i))) {
        return Optional.of("expected " + expected.get(i) + " but was " + actual.get(i));
      }
    }
    return Optional.empty();
  }

  private boolean sameEquity(EquityRow expected, EquityRow actual) {
    double scale = moneyScale(expected.timestamp());
    return expected.timestamp().equals(actual.timestamp())
        && same(expected.equity(), actual.equity(), scale)
        && same(expected.cash(), actual.cash(), scale)
        && same(expected.longValue(), actual.longValue(), scale)
        && same(expected.shortValue(), actual.shortValue(), scale)
        && same(expected.cost(), actual.cost(), scale);
  }

  private boolean sameOrder(OrderRow expected, OrderRow actual) {
    double scale = moneyScale(expected.timestamp());
    return expected.timestamp().equals(actual.timestamp())
        && expected.symbol().equals(actual.symbol())
        && expected.side().equals(actual.side())
        && same(expected.quantity(), actual.quantity(), quantityScale(scale, expected.price()))
        && same(expected.price(), actual.price(), 0)
        && same(expected.notional(), actual.notional(), scale)
        && same(expected.cost(), actual.cost(), scale);
  }

  private boolean samePosition(PositionRow expected, PositionRow actual) {
    double equity = equityAt.get(expected.timestamp()).equity();
    double price = Math.abs(expected.weight() * equity / expected.quantity());
    double scale = quantityScale(moneyScale(expected.timestamp()), price);
    return expected.timestamp().equals(actual.timestamp())
        && expected.symbol().equals(actual.symbol())
        && same(expected.quantity(), actual.quantity(), scale)
        && same(expected.weight(), actual.weight(), 1);
  }

  private double moneyScale(String timestamp) {
    EquityRow row = equityAt.get(timestamp);
    double held = Math.max(Math.abs(row.longValue()), Math.abs(row.shortValue()));
    double owned = Math.max(Math.abs(row.equity()), Math.abs(row.cash()));
    return Math.max(startCapital, Math.max(held, owned));
  }

  private static double quantityScale(double moneyScale, double price) {
    return price > 0 ? moneyScale / price : 0;
  }

  private static boolean same(double expected, double actual, double scale) {
    double difference = Math.abs(expected - actual);
    return difference <= 1e-9 * Math.max(Math.abs(expected), Math.abs(actual))
        || difference < 1e-12 * scale;
  }
}

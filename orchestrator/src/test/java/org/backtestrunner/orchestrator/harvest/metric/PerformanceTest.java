package org.backtestrunner.orchestrator.harvest.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PerformanceTest {

  private static final OptionalDouble UNKNOWN = OptionalDouble.empty();
  private static final Optional<Trading> NO_ORDERS = Optional.empty();

  @Test
  void startCapitalComesFirstWhereTheFirstBarHasAlreadyCostSomething() {
    Performance performance = of(OptionalDouble.of(100), 99, 110);

    assertArrayEquals(new double[] {100, 99, 110}, performance.equity());
    assertArrayEquals(new double[] {-0.01, 1.0 / 9}, performance.returns(), 1e-15);
  }

  @Test
  void startCapitalIsNotRepeatedWhereTheFirstBarEqualsItButForRounding() {
    assertEquals(2, of(OptionalDouble.of(1e5), 1e5, 1.1e5).equity().length);
    assertEquals(2, of(OptionalDouble.of(1e5), 1e5 + 0.9e-4, 1.1e5).equity().length);
    assertEquals(3, of(OptionalDouble.of(1e5), 1e5 + 1.1e-4, 1.1e5).equity().length);
    assertEquals(3, of(OptionalDouble.of(1e5), 1e5 - 1.1e-4, 1.1e5).equity().length);
  }

  @Test
  void anUnknownStartCapitalLeavesTheColumnAsItIs() {
    assertArrayEquals(new double[] {99, 110}, of(UNKNOWN, 99, 110).equity());
  }

  @Test
  void returnsEndWithTheOneThatUsesUpAllEquity() {
    assertArrayEquals(new double[] {0.1, -1}, of(UNKNOWN, 100, 110, 0, 0, 0).returns(), 1e-15);
  }

  @Test
  void oneValueHasNoReturn() {
    assertEquals(0, of(UNKNOWN, 100).returns().length);
  }

  @Test
  void laterChangesOfTheCallersArrayDoNotReachIt() {
    double[] column = {100, 110};
    Performance performance = Performance.of(column, UNKNOWN, 252, NO_ORDERS);
    column[1] = 0;

    assertArrayEquals(new double[] {100, 110}, performance.equity());
  }

  @Test
  void whatCannotBeAPerformanceIsRefused() {
    assertRefused("at least one value", () -> of(UNKNOWN));
    assertRefused("value 2 is NaN", () -> of(UNKNOWN, 1, Double.NaN));
    assertRefused("value 1 is Infinity", () -> of(UNKNOWN, Double.POSITIVE_INFINITY));
    assertRefused("Start capital", () -> of(OptionalDouble.of(0), 1));
    assertRefused("Bars per year", () -> Performance.of(new double[] {1}, UNKNOWN, 0, NO_ORDERS));
    assertRefused("Traded notional", () -> new Trading(1, -1));
    assertRefused("Traded notional", () -> new Trading(1, Double.POSITIVE_INFINITY));
    assertRefused("number of orders", () -> new Trading(-1, 0));
  }

  private static void assertRefused(String reason, Runnable attempt) {
    String message = assertThrows(IllegalArgumentException.class, attempt::run).getMessage();
    assertTrue(message.contains(reason), message);
  }

  private static Performance of(OptionalDouble startCapital, double... equity) {
    return Performance.of(equity, startCapital, 252, NO_ORDERS);
  }
}

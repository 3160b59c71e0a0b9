package org.backtestrunner.orchestrator.harvest.output;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of equity, orders and positions beside the curve itself. */
class HeldPositionsTest {
  private static final RunDates DATES =
      new RunDates(LocalDate.of(2020, 1, 1), LocalDate.of(2020, 12, 31));

  @TempDir private Path directory;

  @Test
  void theNumberChangesAtOrdersAndPositionsAndStaysInBetween() throws Exception {
    PositionsFile positions =
        PositionsFile.read(
            file(
                "positions.csv",
                """
                timestamp,symbol,qty,weight
                2020-01-03,A,1,0.5
                2020-01-03,B,1,0.5
                2020-01-09,A,1,1
                """));
    OrdersFile orders =
        OrdersFile.read(
            file("orders.csv", "timestamp,symbol,qty,price\n2020-01-03,A,1,1\n2020-01-07,A,1,1\n"),
            DATES);
    HeldPositions held =
        new HeldPositions(orders.rows().orElseThrow(), positions.rows().orElseThrow());

    EquityFile equity =
        EquityFile.read(
            file(
                "equity.csv",
                """
                timestamp,equity,long_value,short_value,cost
                2020-01-02,100,0,0,0
                2020-01-03,99,60,-1,1
                2020-01-06,98,50,-2,0
                2020-01-07,97,0,0,0.5
                2020-01-09,96,20,0,0
                """),
            DATES,
            Optional.of(held));

    assertArrayEquals(new int[] {0, 2, 2, 0, 1}, equity.book().positions().orElseThrow());
    assertArrayEquals(new double[] {0, 60, 50, 0, 20}, equity.book().longValue().orElseThrow());
    assertArrayEquals(new double[] {0, -1, -2, 0, 0}, equity.book().shortValue().orElseThrow());
    assertArrayEquals(new double[] {0, 1, 0, 0.5, 0}, equity.book().cost().orElseThrow());
    assertEquals(5, equity.dates());
  }

  @Test
  void positionsWithoutTimestampsTellNoNumber() throws Exception {
    assertEquals(Optional.empty(), PositionsFile.read(file("p.csv", "symbol\nA\n")).rows());
  }

  @Test
  void rowsOfOneTimestampCountTogetherWhereverTheyStand() throws Exception {
    PositionsFile positions =
        PositionsFile.read(
            file("p.csv", "timestamp,symbol\n2020-01-03,A\n2020-01-04,A\n2020-01-03,B\n"));
    HeldPositions held = new HeldPositions(List.of(), positions.rows().orElseThrow());

    for (String day : List.of("2020-01-02", "2020-01-03", "2020-01-04")) {
      held.take(day.getBytes(StandardCharsets.US_ASCII));
    }

    assertArrayEquals(new int[] {0, 2, 1}, held.counts());
  }

  @Test
  void curvesWithTheSameDatesShareACalendarAndEqualCurvesAnIdentity() throws Exception {
    EquityFile daily = curve(file("a.csv", "timestamp,equity\n2020-01-02,1\n2020-01-03,2\n"));
    EquityFile again =
        curve(file("b.csv", "timestamp,equity,cash\n2020-01-02,1.0,7\n2020-01-03,2,7\n"));
    EquityFile intraday =
        curve(
            file(
                "c.csv",
                """
                timestamp,equity
                2020-01-02T14:30:00Z,1
                2020-01-02T14:35:00Z,1.5
                2020-01-03T14:30:00Z,2
                """));

    assertEquals(daily.identity(), again.identity());
    assertEquals(daily.calendar(), intraday.calendar());
    assertEquals(List.of(2, 2), List.of(daily.dates(), intraday.dates()));
    assertNotEquals(daily.identity(), intraday.identity());
    assertNotEquals(
        daily.calendar(),
        curve(file("d.csv", "timestamp,equity\n2020-01-02,1\n2020-01-06,2\n")).calendar());
    assertNotEquals(
        daily.identity(),
        curve(file("e.csv", "timestamp,equity\n2020-01-02,1\n2020-01-03,2.0000000000000004\n"))
            .identity());
  }

  private static EquityFile curve(Path file) throws IOException, InvalidOutputException {
    return EquityFile.read(file, DATES, Optional.empty());
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }
}

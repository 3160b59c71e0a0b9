package org.backtestrunner.orchestrator.report.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import org.backtestrunner.orchestrator.report.console.TextTable.Column;
import org.backtestrunner.orchestrator.report.console.TextTable.Need;
import org.junit.jupiter.api.Test;

class TextTableTest {
  private static final TextTable TABLE =
      new TextTable(
          List.of(
              new Column("#", true, Need.ALWAYS, List.of("7", "12")),
              new Column(
                  "max_gross_exposure", false, Need.SHORTENED, List.of("0.6", "twelve_letters")),
              new Column("sharpe", true, Need.ALWAYS, List.of("0.5525", "-0.5")),
              new Column("turnover", true, Need.DISPENSABLE, List.of("3.64", "10.10")),
              new Column("sec", true, Need.NEGLIGIBLE, List.of("0.3", "11.2"))));

  @Test
  void whereThereIsRoomNothingIsShortened() {
    List<String> whole =
        List.of(
            " #  max_gross_exposure  sharpe  turnover   sec",
            " 7  0.6                 0.5525      3.64   0.3",
            "12  twelve_letters        -0.5     10.10  11.2");
    assertEquals(whole, TABLE.lines());
    assertEquals(whole, TABLE.fitted(OptionalInt.empty()).lines());
    assertEquals(whole, TABLE.fitted(OptionalInt.of(46)).lines());
  }

  @Test
  void inANarrowTerminalTheLeastImportantGoesFirst() {
    assertEquals(
        " #  max_gross_exposure  sharpe  turnover",
        TABLE.fitted(OptionalInt.of(45)).lines().get(0));
    assertEquals(
        " #  max_gros_expo   sharpe  turnover", TABLE.fitted(OptionalInt.of(39)).lines().get(0));
    assertEquals(" #  max_gro_exp     sharpe", TABLE.fitted(OptionalInt.of(35)).lines().get(0));
    assertEquals(
        List.of(" #  max...exp  sharpe", " 7  0.6        0.5525", "12  twe...ers    -0.5"),
        TABLE.fitted(OptionalInt.of(21)).lines());
  }

  @Test
  void headingsThatWouldBecomeAlikeStayAsTheyAre() {
    TextTable alike =
        new TextTable(
            List.of(
                new Column("ema_fast", false, Need.SHORTENED, List.of("1")),
                new Column("ema_fasten", false, Need.SHORTENED, List.of("2"))));
    assertEquals("ema_fast  ema...ten", alike.fitted(OptionalInt.of(19)).lines().get(0));
  }

  @Test
  void noLineIsWiderThanTheTerminalDownToWhatCannotBeLeftOut() {
    for (int columns = 18; columns < 60; columns++) {
      for (String line : TABLE.fitted(OptionalInt.of(columns)).lines()) {
        assertTrue(line.length() <= columns, columns + ": " + line);
      }
    }
  }
}

package org.backtestrunner.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What run.log warns of about decisions and fills. */
class WarningsOfARunTest {
  private static final List<String> DAYS = List.of("02", "03", "04", "05", "08", "09", "10");

  @TempDir Path directory;

  private final Map<String, String> parameters = new LinkedHashMap<>();

  @BeforeEach
  void describeARun() {
    parameters.put("start_date", "2024-01-02");
    parameters.put("end_date", "2024-01-10");
    parameters.put("start_capital", "10000");
  }

  private void file(String parameter, String text) throws IOException {
    Path file = directory.resolve(parameter);
    Files.writeString(file, text);
    parameters.put(parameter, file.toString());
  }

  /** Writes prices around 100 that move a little; each symbol has so many of the seven days. */
  private void prices(Map<String, Integer> days) throws IOException {
    StringBuilder csv = new StringBuilder("timestamp,symbol,close\n");
    days.forEach(
        (symbol, count) -> {
          for (int i = 0; i < count; i++) {
            csv.append("2024-01-" + DAYS.get(i) + "," + symbol + "," + (100 + i % 2) + "\n");
          }
        });
    file("price_file", csv.toString());
  }

  private void weights(String... rows) throws IOException {
    parameters.put("strategy", "target_weights");
    file("weights_file", "timestamp,symbol,weight\n" + String.join("\n", rows) + "\n");
  }

  /** Four symbols and their scores on the second of January, the only decision. */
  private void scores(int a, int b, int c, int d) throws IOException {
    prices(Map.of("A", 7, "B", 7, "C", 7, "D", 7));
    parameters.put("strategy", "multifactor_long_short");
    parameters.put("top_quantile", "0.25");
    parameters.put("bottom_quantile", "0.25");
    int[] scores = {a, b, c, d};
    StringBuilder csv = new StringBuilder("timestamp,symbol,f\n");
    for (int i = 0; i < scores.length; i++) {
      csv.append("2024-01-02," + "ABCD".charAt(i) + "," + scores[i] + "\n");
    }
    file("factor_file", csv.toString());
    file(
        "bundle_path",
        "universe: x\nfactor_set: x\nhorizon_days: 1\nfactors:\n  - {name: f, weight: 1}\n");
  }

  private List<String> warnings() {
    return WorkerRun.of(parameters, directory.resolve("out"))
        .assertDone()
        .out()
        .lines()
        .filter(line -> line.startsWith("WARN "))
        .toList();
  }

  @Test
  void aRunThatNeverTradesIsToldApartFromALateFirstFill() throws IOException {
    prices(Map.of("A", 7));
    weights("2024-01-02,A,0");
    assertEquals(
        List.of("WARN no_orders: no order was filled: the equity curve is flat"), warnings());
    weights("2024-01-04,A,0.5");
    assertEquals(
        List.of(
            "WARN flat_start: the first fill is at 2024-01-05, after 3 of 7 bars: the flat start dilutes every"
                + " statistic"),
        warnings());
  }

  @Test
  void aDelistingIsToldOnlyOfAPositionThatIsHeld() throws IOException {
    prices(Map.of("A", 7, "B", 2));
    parameters.put("execution_lag", "0");
    parameters.put("delisting_return", "-0.5");
    weights("2024-01-02,A,0.5");
    assertEquals(List.of(), warnings());
    weights("2024-01-02,A,0.5", "2024-01-02,B,0.5");
    assertEquals(
        List.of(
            "WARN delisted_held: symbol 'B' was held when it was delisted after 2024-01-03: its position is closed"
                + " at 50.5"),
        warnings());
  }

  @Test
  void aTieCountsOnlyAtTheBorderOfASelection() throws IOException {
    parameters.put("execution_lag", "0");
    scores(4, 3, 2, 1);
    assertEquals(List.of(), warnings());
    scores(4, 3, 3, 1);
    assertEquals(List.of(), warnings());
    List<String> tie =
        List.of(
            "WARN ties: at 1 of 1 rebalances scores are equal at the border of a selection; the tie"
                + " was broken by name");
    scores(4, 4, 2, 1);
    assertEquals(tie, warnings());
    scores(4, 2, 1, 1);
    assertEquals(tie, warnings());
    scores(4, 4, 1, 1);
    assertEquals(tie, warnings());
  }

  @Test
  void aDecisionOfWhichAllScoresAreEqualHasNoSignal() throws IOException {
    parameters.put("execution_lag", "0");
    scores(2, 2, 2, 2);
    assertEquals(
        List.of(
            "WARN constant_signal: at 1 of 1 rebalances all scores are equal; symbols were chosen by"
                + " name"),
        warnings());
  }

  /** Seven days: one without any score, two of equal scores, three of a tie, and a good one. */
  @Test
  void rebalancesAreCountedInOneSentenceAKind() throws IOException {
    parameters.put("execution_lag", "0");
    scores(4, 3, 2, 1);
    parameters.put("rebalance_freq", "D");
    String[] days = {"", "5555", "7777", "4421", "4411", "4211", "4321"};
    StringBuilder csv = new StringBuilder("timestamp,symbol,f\n");
    for (int day = 0; day < days.length; day++) {
      for (int i = 0; i < days[day].length(); i++) {
        csv.append("2024-01-" + DAYS.get(day) + "," + "ABCD".charAt(i) + ",")
            .append(days[day].charAt(i) + "\n");
      }
    }
    file("factor_file", csv.toString());
    List<String> counted =
        warnings().stream()
            .filter(line -> line.matches("WARN (ties|constant_signal): .*"))
            .toList();
    assertEquals(
        List.of(
            "WARN constant_signal: at 2 of 7 rebalances all scores are equal; symbols were chosen by"
                + " name",
            "WARN ties: at 3 of 7 rebalances scores are equal at the border of a selection; the tie"
                + " was broken by name"),
        counted);
  }
}

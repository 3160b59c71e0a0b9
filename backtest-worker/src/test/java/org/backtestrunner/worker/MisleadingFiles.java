package org.backtestrunner.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run of files that are easily read as something else than they are, without an error.
 *
 * <p>By hand: {@code buy_and_hold} buys start_capital / n / first close shares of each of n symbols
 * at the second close.
 */
abstract class MisleadingFiles {
  /** 1000 shares from 110 to 121: 111000. */
  static final String THREE_DAYS = "%1$s,A,100\n%2$s,A,110\n%3$s,A,121\n";

  @TempDir Path directory;

  final Map<String, String> parameters = new LinkedHashMap<>();

  @BeforeEach
  void describeARun() {
    parameters.put("strategy", "buy_and_hold");
    parameters.put("start_date", "2021-03-01");
    parameters.put("end_date", "2021-03-04");
    parameters.put("start_capital", "100000");
  }

  void file(String parameter, String text) throws IOException {
    parameters.put(parameter, Files.writeString(directory.resolve(parameter), text).toString());
  }

  void prices(String text) throws IOException {
    file("price_file", text);
  }

  WorkerRun run() {
    return WorkerRun.of(parameters, directory.resolve("out"));
  }

  static List<String> equity(WorkerRun run) {
    return run.assertDone().files().entrySet().stream()
        .filter(file -> file.getKey().startsWith("portfolio_equity"))
        .flatMap(file -> file.getValue().lines().skip(1))
        .toList();
  }

  /** Asserts what a run ends with, and that it has nothing to warn of. */
  void assertRight(String lastBar, double finalEquity) {
    WorkerRun run = run();
    List<String> rows = equity(run);
    String[] last = rows.get(rows.size() - 1).split(",");
    assertEquals(lastBar, last[0]);
    assertEquals(finalEquity, Double.parseDouble(last[1]), 1e-9 * finalEquity);
    assertEquals(List.of(), warnings(run));
  }

  static List<String> warnings(WorkerRun run) {
    return run.out()
        .lines()
        .filter(line -> line.matches("WARN (?!flat_start|stale_prices).*"))
        .toList();
  }

  void twoSymbols() throws IOException {
    prices(
        """
        timestamp,symbol,close
        2021-03-01,A,100
        2021-03-02,A,110
        2021-03-03,A,121
        2021-03-04,A,121
        2021-03-01,B,50
        2021-03-02,B,50
        2021-03-03,B,50
        2021-03-04,B,60
        """);
  }
}

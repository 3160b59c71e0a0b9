package org.backtestrunner.worker.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.backtestrunner.worker.ProductionRun;
import org.backtestrunner.worker.engine.EquityPoint;
import org.backtestrunner.worker.engine.Order;
import org.backtestrunner.worker.engine.Position;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.strategy.Strategies;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFilesTest {
  private static final List<String> NAMES =
      List.of("orders_1d.csv", "portfolio_equity_1d.csv", "positions_1d.csv");

  @TempDir Path directory;

  private Map<String, String> parameters(String prices) throws IOException {
    Path file = Files.createTempFile(directory, "prices", ".csv");
    Files.writeString(file, prices);
    return Map.of(
        "strategy", "buy_and_hold",
        "price_file", file.toString(),
        "start_date", "2020-01-01",
        "end_date", "2020-12-31");
  }

  @Test
  void anySymbolIsTheSameTextAgainInOrdersAndPositions() throws IOException {
    Set<String> symbols = new TreeSet<>();
    symbols.addAll(List.of("A,B", "say \"hi\"", "\"", ",", "two\nlines", "Ünïcode \ud83d\ude80"));
    symbols.addAll(List.of("=1+1", "#no comment", "007", "NA", "it's", "a b", "\\", "x;y", "-"));
    StringBuilder csv = new StringBuilder("timestamp,symbol,close\n");
    for (String symbol : symbols) {
      for (int day = 1; day <= 3; day++) {
        csv.append("2020-01-0%d,%s,10\n".formatted(day, InputTable.quoted(symbol)));
      }
    }
    Path out = directory.resolve("out");
    // Read back by hand: the rows of ProductionRun know no quotes.
    RecordedRun.of(parameters(csv.toString()), Strategies.of("buy_and_hold"), out);
    assertEquals(new ArrayList<>(symbols), secondCells(out.resolve("orders_1d.csv")));
    assertEquals(new ArrayList<>(symbols), secondCells(out.resolve("positions_1d.csv")));
  }

  private static List<String> secondCells(Path file) throws IOException {
    List<List<String>> records = QuotedCsv.records(Files.readString(file));
    return records.stream().skip(1).map(record -> record.get(1)).toList();
  }

  @Test
  void everyNumberParsesBackToTheVeryDoubleOfTheEngine() throws IOException {
    for (String strategy : RandomRun.strategies()) {
      for (long seed = 0; seed < RandomRun.panels(strategy); seed += 3) {
        RandomRun run = RandomRun.draw(strategy, seed, directory);
        try {
          RecordedRun recorded =
              RecordedRun.of(run.parameters(), Strategies.of(strategy), run.out("numbers"));
          assertEquals(rows(recorded), QuotedCsv.records(text(recorded)), run::toString);
        } catch (BadDataException refused) {
          // A random file may hold what no run accepts.
        }
      }
    }
  }

  /** The three files one after the other, every number as Java itself would print it. */
  private static String text(RecordedRun run) {
    StringBuilder text = new StringBuilder();
    for (List<String> lines :
        List.of(run.files().equity(), run.files().orders(), run.files().positions())) {
      for (List<String> record : QuotedCsv.records(String.join("\n", lines))) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < record.size(); i++) {
          boolean number = i > 1 || (i == 1 && lines == run.files().equity());
          boolean isText = !number || record.get(i).matches("[a-z_]+|BUY|SELL");
          cells.add(isText ? record.get(i) : Double.toString(Double.parseDouble(record.get(i))));
        }
        text.append(String.join(",", cells)).append('\n');
      }
    }
    return text.toString();
  }

  private static List<List<String>> rows(RecordedRun run) {
    Panel panel = run.panel();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("timestamp", "equity", "cash", "long_value", "short_value", "cost"));
    for (EquityPoint point : run.result().equityCurve()) {
      rows.add(
          List.of(
              panel.format(point.bar()),
              text(point.equity()),
              text(point.cash()),
              text(point.longValue()),
              text(point.shortValue()),
              text(point.cost())));
    }
    rows.add(List.of("timestamp", "symbol", "side", "qty", "price", "notional", "cost"));
    for (Order order : run.result().orders()) {
      rows.add(
          List.of(
              panel.format(order.bar()),
              panel.symbol(order.symbol()),
              order.quantity() > 0 ? "BUY" : "SELL",
              text(Math.abs(order.quantity())),
              text(order.price()),
              text(Math.abs(order.quantity()) * order.price()),
              text(order.cost())));
    }
    rows.add(List.of("timestamp", "symbol", "qty", "weight"));
    for (Position position : run.result().positions()) {
      rows.add(
          List.of(
              panel.format(position.bar()),
              panel.symbol(position.symbol()),
              text(position.quantity()),
              text(position.weight())));
    }
    return rows;
  }

  private static String text(double value) {
    return Double.toString(value == 0 ? 0.0 : value); // -0 is printed as 0.
  }

  @Test
  void aReaderFindsEachFileWholeOrNotAtAllWhileItIsReplaced() throws Exception {
    Map<String, String> small = parameters(prices(2));
    Map<String, String> large = parameters(prices(300));
    Path out = directory.resolve("out");
    Set<String> whole = new TreeSet<>();
    for (Map<String, String> parameters : List.of(small, large)) {
      ProductionRun.write(parameters, out);
      for (String name : NAMES) {
        whole.add(Files.readString(out.resolve(name)));
      }
    }
    AtomicBoolean done = new AtomicBoolean();
    Callable<Set<String>> reader =
        () -> {
          Set<String> seen = new TreeSet<>();
          while (!done.get()) {
            for (String name : NAMES) {
              seen.add(readIfThere(out.resolve(name)));
            }
          }
          return seen;
        };
    ExecutorService threads = Executors.newSingleThreadExecutor();
    Future<Set<String>> seen = threads.submit(reader);
    for (int i = 0; i < 20; i++) {
      ProductionRun.write(i % 2 == 0 ? small : large, out);
    }
    done.set(true);
    assertEquals(whole, seen.get());
    threads.shutdown();
    assertEquals(NAMES, filesIn(out));
  }

  private static String readIfThere(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException notNow) {
      throw new AssertionError("a file that was there is gone for a moment: " + notNow);
    }
  }

  @Test
  void leftoversOfABrokenRunAreReplaced() throws IOException {
    Path out = Files.createDirectories(directory.resolve("out"));
    for (String name : NAMES) {
      Files.write(
          out.resolve(name + ".tmp"), "cut sho".repeat(10_000).getBytes(StandardCharsets.UTF_8));
    }
    ProductionRun.write(parameters(prices(2)), out);
    assertEquals(NAMES, filesIn(out));
    assertTrue(Files.readString(out.resolve("orders_1d.csv")).endsWith("\n"));
  }

  private static List<String> filesIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String prices(int days) {
    StringBuilder csv = new StringBuilder("timestamp,symbol,close\n");
    for (int day = 0; day < days; day++) {
      String date = java.time.LocalDate.of(2020, 1, 1).plusDays(day).toString();
      csv.append("%s,A,%d\n%s,B,%d\n".formatted(date, 100 + day, date, 1000 - day));
    }
    return csv.toString();
  }
}

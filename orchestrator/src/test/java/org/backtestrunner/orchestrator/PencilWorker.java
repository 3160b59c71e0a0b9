package org.backtestrunner.orchestrator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A worker whose results can be computed by pencil: the id of its run names them. It needs no other
 * class.
 */
final class PencilWorker {
  private PencilWorker() {}

  public static void main(String[] args) throws IOException {
    Path arguments = Path.of(args[0].substring(1));
    Path out =
        Files.readAllLines(arguments).stream()
            .filter(line -> line.startsWith("--out="))
            .map(line -> Path.of(line.substring("--out=".length())))
            .findFirst()
            .orElseThrow();
    String run = arguments.toAbsolutePath().getParent().getFileName().toString();
    Files.createDirectories(out);
    switch (run) {
      case "0000_rise" -> {
        System.out.println("WARN 1 symbol that ends within the range: A after 2015-01-08");
        equity(out, "100", "110", "88", "110", "121");
        orders(
            out,
            """
            2015-01-02,A,BUY,1,100
            2015-01-06,A,SELL,0.5,88
            2015-01-08,A,BUY,1,120.5
            """);
      }
      case "0001_fall" -> {
        System.out.println("WARN no_orders: no order was filled");
        System.out.println("WARN gaps: A lacks 1 bar");
        System.out.println("WARN skipped_rebalance (serious): 2 of 4 rebalances");
        equity(out, "100", "105", "94.5", "90.72", "95.256");
        orders(out, "");
      }
      case "0002_data" -> {
        System.out.println("ERROR prices.csv:7: 'x, \"y\"' is not a number");
        System.exit(65);
      }
      case "0003_bare" -> {
        System.out.println("WARN no_orders: no order was filled");
        equity(out, "100");
      }
      default -> throw new IllegalArgumentException(run);
    }
    System.out.println("INFO cpu_sec=0.25 peak_rss_mb=61.5");
  }

  private static void equity(Path out, String... values) throws IOException {
    StringBuilder text = new StringBuilder("timestamp,equity\n");
    String[] days = {"2015-01-02", "2015-01-05", "2015-01-06", "2015-01-07", "2015-01-08"};
    for (int i = 0; i < values.length; i++) {
      text.append(days[i]).append(',').append(values[i]).append('\n');
    }
    Files.writeString(out.resolve("portfolio_equity_1d.csv"), text.toString());
  }

  private static void orders(Path out, String rows) throws IOException {
    Files.writeString(out.resolve("orders_1d.csv"), "timestamp,symbol,side,qty,price\n" + rows);
  }
}

package org.backtestrunner.orchestrator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A worker that does what a good one should not: the first word of its run id, up to a dash, says
 * what. It reads its run's {@code worker.args} as any worker does, and needs no other class.
 */
final class StubWorker {
  private static final long LONGEST_WAIT_MILLIS = 180_000;

  private StubWorker() {}

  public static void main(String[] args) throws Exception {
    Path arguments = Path.of(args[0].substring(1));
    Path run = arguments.toAbsolutePath().getParent();
    Path out = out(arguments);
    String id = run.getFileName().toString().replaceFirst("^[0-9]+_", "");
    String manner = id.replaceFirst("-.*", "");
    switch (manner) {
      case "good" -> writeResults(out);
      case "gate" -> {
        waitAtGate(run);
        writeResults(out);
      }
      case "deaf" -> {
        Runtime.getRuntime().addShutdownHook(new Thread(StubWorker::sleep));
        waitAtGate(run);
      }
      case "silent" -> System.out.println("INFO nothing to tell");
      case "broken" -> write(out, "portfolio_equity_1d.csv", "timestamp,equity\n2015-01-02,many\n");
      case "killed" -> {
        System.out.println("INFO about to die");
        die();
      }
      case "flaky" -> {
        if (!Files.exists(run.resolve("tried"))) {
          Files.createFile(run.resolve("tried"));
          die();
        }
        writeResults(out);
      }
      case "bug" -> {
        new IllegalStateException("the books do not balance").printStackTrace();
        System.exit(70);
      }
      case "hungry" -> {
        List<byte[]> all = new ArrayList<>();
        while (true) {
          all.add(new byte[1 << 20]);
        }
      }
      case "uncaught" -> throw new IllegalStateException("nobody caught this");
      case "data" -> end(65, "ERROR prices.csv:7: 'x' is not a number");
      case "refusing" -> end(2, "ERROR --seed: '1' is not to my liking");
      default -> throw new IllegalArgumentException(id);
    }
  }

  private static Path out(Path arguments) throws IOException {
    for (String line : Files.readAllLines(arguments)) {
      if (line.startsWith("--out=")) {
        return Path.of(line.substring("--out=".length()));
      }
    }
    throw new IllegalArgumentException("no --out in " + arguments);
  }

  private static void end(int code, String lastWord) {
    System.err.println(lastWord);
    System.exit(code);
  }

  /** Says that it has started, and waits until a test lets it go on. */
  private static void waitAtGate(Path run) throws IOException, InterruptedException {
    Files.writeString(run.resolve("started"), ProcessHandle.current().pid() + "\n");
    long end = System.currentTimeMillis() + LONGEST_WAIT_MILLIS;
    while (!Files.exists(run.resolve("go")) && System.currentTimeMillis() < end) {
      Thread.sleep(5);
    }
  }

  private static void die() throws IOException {
    new ProcessBuilder("/bin/sh", "-c", "kill -9 " + ProcessHandle.current().pid()).start();
    sleep();
  }

  private static void sleep() {
    try {
      Thread.sleep(LONGEST_WAIT_MILLIS);
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  private static void writeResults(Path out) throws IOException {
    write(
        out,
        "portfolio_equity_1d.csv",
        """
        timestamp,equity,cash,long_value,short_value,cost
        2015-01-02,100000,100000,0,0,0
        2015-01-05,101000,1000,100000,0,0
        2015-01-06,100500,1000,99500,0,0
        """);
    write(
        out,
        "orders_1d.csv",
        """
        timestamp,symbol,side,qty,price,notional,cost
        2015-01-05,A,BUY,1000,100,100000,0
        """);
  }

  private static void write(Path out, String name, String text) throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve(name), text);
  }
}

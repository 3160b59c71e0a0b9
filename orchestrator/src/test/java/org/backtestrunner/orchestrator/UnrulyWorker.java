package org.backtestrunner.orchestrator;

import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32;

/**
 * A worker that does what a good one should not, or does it well: the first word of its run id, up
 * to a dash, says what. It reads its run's {@code worker.args} as any worker does. Its results
 * follow from its seed and its price file alone, and it notes each start and each end in a journal
 * beside the price file, where {@link Journal} reads them.
 *
 * <p>It is launched by the thousands and needs no other class of ours, and hardly one of the JDK's:
 * most of its time would be theirs.
 */
public final class UnrulyWorker extends Thread {
  private static final long LONGEST_WAIT_MILLIS = 180_000;
  private static final int BARS = 40;
  private static final String EQUITY = "portfolio_equity_1d.csv";

  private final String id;
  private final Path run;
  private Path home = Path.of("");
  private Path out = Path.of("");
  private long seed;

  private UnrulyWorker(Path arguments) throws IOException {
    setDaemon(true);
    run = arguments.toAbsolutePath().getParent();
    String name = run.getFileName().toString();
    id = name.substring(name.indexOf('_') + 1);
    CRC32 prices = new CRC32();
    for (String line : Files.readAllLines(arguments)) {
      String value = line.substring(line.indexOf('=') + 1);
      if (line.startsWith("--out=")) {
        out = Path.of(value);
      } else if (line.startsWith("--seed=")) {
        seed += Long.parseLong(value);
      } else if (line.startsWith("--price-file=")) {
        home = Path.of(value).getParent();
        prices.update(Files.readAllBytes(Path.of(value)));
      }
    }
    seed += prices.getValue() * 1_000_003;
  }

  /** Expects {@code @FILE} with the run's arguments, or {@code serve}. */
  public static void main(String[] args) throws Exception {
    if (args[0].equals("serve")) {
      serve();
      System.exit(0);
    }
    try {
      execute(Path.of(args[0].substring(1)));
    } catch (CancellationException ended) {
      System.exit(Integer.parseInt(ended.getMessage()));
    }
  }

  /** Runs, one after another, each a line of standard input; a fault of its own ends the JVM. */
  private static void serve() throws Exception {
    BufferedReader tasks = new BufferedReader(new InputStreamReader(System.in));
    PrintStream answers = System.out;
    int code = 0;
    for (String task = tasks.readLine(); task != null && code != 1; task = tasks.readLine()) {
      String[] paths = task.split("\t");
      PrintStream log = new PrintStream(new FileOutputStream(paths[1], true), true);
      System.setOut(log);
      System.setErr(log);
      code = codeOf(Path.of(paths[0]));
      log.close();
      answers.print(code + " 0.01 1.0" + (code == 1 ? " last\n" : "\n"));
      answers.flush();
    }
  }

  private static int codeOf(Path arguments) {
    try {
      execute(arguments);
      return 0;
    } catch (CancellationException ended) {
      return Integer.parseInt(ended.getMessage());
    } catch (Exception uncaught) {
      // As a JVM says it.
      System.err.print("Exception in thread \"main\" ");
      uncaught.printStackTrace();
      return 1;
    }
  }

  private static void execute(Path arguments) throws Exception {
    UnrulyWorker worker = new UnrulyWorker(arguments);
    worker.journal("start");
    if (System.getenv("BACKTEST_ORCHESTRATOR_PID") != null && !worker.id.startsWith("deaf")) {
      worker.start();
    }
    try {
      worker.behave(worker.id.replaceFirst("-.*", ""));
    } catch (IOException failure) {
      end(74, "ERROR the results cannot be written: " + failure.getMessage());
    }
    worker.journal("end");
  }

  private void behave(String manner) throws IOException, InterruptedException {
    switch (manner) {
      case "good" -> {}
      case "work" -> Thread.sleep(new Random().nextInt(60));
      case "bulky" -> write("positions_1d.csv", positions(number() << 10), true);
      case "gate" -> waitAtGate();
      case "deaf" -> {
        Runtime.getRuntime().addShutdownHook(new Thread(UnrulyWorker::rest));
        waitAtGate();
      }
      case "slow" -> {
        if (isFirst(home.resolve("tried " + id))) {
          rest();
        }
      }
      case "flaky" -> {
        if (isFirst(run.resolve("tried"))) {
          die();
        }
      }
      case "mortal" -> {
        if (isFirst(home.resolve("tried " + id)) || isFirst(home.resolve("tried twice " + id))) {
          die();
        }
      }
      case "killed" -> {
        System.out.println("INFO about to die");
        die();
      }
      case "late" -> {
        if (isFirst(home.resolve("tried " + id))) {
          leaveWriter();
          die();
        }
      }
      case "orphan" -> {
        if (isFirst(home.resolve("tried " + id))) {
          leaveWriter();
          rest();
        }
        waitAtGate();
      }
      case "parent" -> leaveChild();
      case "daemon" -> leaveDaemon();
      case "flood" -> flood(number());
      case "heap" -> {
        if (Runtime.getRuntime().maxMemory() < number() << 20) {
          end(3, "Terminating due to java.lang.OutOfMemoryError: Java heap space");
        }
      }
      case "hungry" -> {
        List<byte[]> all = new ArrayList<>();
        while (true) {
          all.add(new byte[1 << 20]);
        }
      }
      case "silent" -> {
        System.out.println("INFO nothing to tell");
        return;
      }
      case "broken" -> {
        write(EQUITY, "timestamp,equity\n2015-01-02,many\n", false);
        return;
      }
      case "painter" -> end(65, "ERROR \u001b[31mred\u001b[0m \u009b2J \u202efdp.exe \u2066end");
      case "elsewhere" -> System.out.println("INFO input price_file 1:2:3:4:5:0");
      case "leaves" -> {
        if (leave(id.split("-")[1])) {
          return;
        }
      }
      case "bug" -> {
        new IllegalStateException("the books do not balance").printStackTrace();
        System.exit(70);
      }
      case "uncaught" -> throw new IllegalStateException("nobody caught this");
      case "data" -> end(65, "ERROR prices.csv:7: 'x' is not a number");
      case "unlike" -> end(65, "ERROR prices.csv:" + number() + ": 'x' is not a number");
      case "mute" -> System.exit(2);
      case "refusing" -> end(2, "ERROR --seed: '1' is not to my liking");
      default -> throw new IllegalArgumentException(id);
    }
    boolean slowly = manner.equals("work");
    write(EQUITY, equity(), slowly);
    if (!manner.equals("orphan")) {
      write("orders_1d.csv", orders(), slowly);
    }
  }

  /** Leaves something odd; true where that stands for its equity curve. */
  private boolean leave(String what) throws IOException {
    Files.createDirectories(out);
    Path equity = out.resolve(EQUITY);
    switch (what) {
      case "pipe" -> makePipe(equity);
      case "zero" -> Files.createSymbolicLink(equity, Path.of("/dev/zero"));
      case "folder" -> Files.createDirectory(equity);
      case "link" -> Files.createSymbolicLink(equity, home.resolve("prices.csv"));
      case "away" -> {
        Files.delete(out);
        Files.createSymbolicLink(out, home);
      }
      case "pipedorders" -> {
        write(EQUITY, equity(), false);
        makePipe(out.resolve("orders_1d.csv"));
      }
      case "riches" -> {
        write(EQUITY, equity(), false);
        String order = "2015-01-11,A,BUY,1e200,1e107,1e307,0\n";
        write("orders_1d.csv", orders() + order.repeat(20), false);
      }
      case "pipedlog" -> {
        Files.delete(run.resolve("run.log"));
        makePipe(run.resolve("run.log"));
        return false;
      }
      case "pipedmanifest" -> {
        makePipe(run.resolve("run_manifest.json"));
        return false;
      }
      case "pipedargs" -> {
        Files.delete(run.resolve("worker.args"));
        makePipe(run.resolve("worker.args"));
        return false;
      }
      case "notes" -> {
        Files.writeString(out.resolve("notes.txt"), id);
        return false;
      }
      case "points" -> {
        System.out.println("INFO cpu_sec=. peak_rss_mb=.");
        System.out.println("INFO cpu_sec=1.5.2 peak_rss_mb=" + "9".repeat(400));
        return false;
      }
      default -> throw new IllegalArgumentException(id);
    }
    return true;
  }

  private static void makePipe(Path file) throws IOException {
    shell("mkfifo '" + file + "'");
    while (!Files.exists(file)) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** The second word of the run id. */
  private long number() {
    return Long.parseLong(id.split("-")[1]);
  }

  private void journal(String what) throws IOException {
    String line =
        what + " " + id + " " + ProcessHandle.current().pid() + " " + System.currentTimeMillis();
    Files.writeString(
        home.resolve("journal.txt"),
        line + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static void end(int code, String lastWord) {
    System.err.println(lastWord);
    if (code == 2 || code == 65) {
      // Of these a worker that serves is none the worse.
      throw new CancellationException(Integer.toString(code));
    }
    System.exit(code);
  }

  private static boolean isFirst(Path mark) throws IOException {
    boolean first = !Files.exists(mark);
    if (first) {
      Files.createFile(mark);
    }
    return first;
  }

  /** Says that it has started, and waits until a test lets it go on, or all. */
  private void waitAtGate() throws IOException, InterruptedException {
    Files.writeString(run.resolve("started"), ProcessHandle.current().pid() + "\n");
    long end = System.currentTimeMillis() + LONGEST_WAIT_MILLIS;
    while (!Files.exists(run.resolve("go"))
        && !Files.exists(home.resolve("go"))
        && System.currentTimeMillis() < end) {
      Thread.sleep(5);
    }
  }

  private static void rest() {
    try {
      Thread.sleep(LONGEST_WAIT_MILLIS);
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  private static void die() throws IOException {
    shell("kill -9 " + ProcessHandle.current().pid());
    rest();
  }

  private static void shell(String script) throws IOException {
    new ProcessBuilder("/bin/sh", "-c", script).start();
  }

  /** A process that this one leaves behind, in its session. */
  private void leaveChild() throws IOException {
    shell("echo $$ >'" + home.resolve("child") + "'; exec sleep 60");
    awaitLine(home.resolve("child"));
  }

  /** A process in a session of its own, which a daemon's parent leaves to others. */
  private void leaveDaemon() throws IOException {
    Path file = home.resolve("daemon " + id);
    shell("setsid /bin/sh -c 'echo $$ >\"" + file + "\"; exec sleep 60' >/dev/null 2>&1 &");
    awaitLine(file);
  }

  /** A process in a session of its own, which nobody can tell is ours; it ends by itself. */
  private void leaveWriter() throws IOException {
    String writer =
        "echo >\"$3\"; n=0; while [ ! -e \"$4\" ] && [ $n -lt 600 ]; do sleep 0.1; n=$((n + 1)); done;"
            + " mkdir -p \"$1\"; echo late >\"$1/portfolio_equity_1d.csv\"; echo >\"$2\"";
    new ProcessBuilder(
            "/bin/sh",
            "-c",
            "unset BACKTEST_BATCH; setsid /bin/sh -c '" + writer + "' sh \"$@\" >/dev/null 2>&1 &",
            "sh",
            out.toString(),
            home.resolve("late has written").toString(),
            home.resolve("late has begun").toString(),
            home.resolve("write").toString())
        .start();
    awaitLine(home.resolve("late has begun"));
  }

  private static void awaitLine(Path file) throws IOException {
    while (!Files.exists(file) || !Files.readString(file).endsWith("\n")) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static void flood(long mebibytes) throws IOException {
    byte[] line = new byte[128];
    Arrays.fill(line, (byte) 'x');
    line[line.length - 1] = '\n';
    byte[] block = new byte[1 << 20];
    for (int i = 0; i < block.length; i += line.length) {
      System.arraycopy(line, 0, block, i, line.length);
    }
    for (long i = 0; i < mebibytes; i++) {
      System.out.write(block);
      System.out.flush();
    }
  }

  private String equity() {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("timestamp,equity,cash,long_value,short_value,cost\n");
    long equity = 100_000;
    for (int bar = 0; bar < BARS; bar++) {
      int day = 2 + bar % 20;
      text.append("2015-").append(bar < 20 ? "01-" : "03-").append(day < 10 ? "0" : "").append(day);
      text.append(',').append(equity).append(',').append(equity).append(",0,0,0\n");
      equity += random.nextInt(2_000) - 980;
    }
    return text.toString();
  }

  private String orders() {
    return "timestamp,symbol,side,qty,price,notional,cost\n2015-01-11,A,BUY,"
        + (1 + Math.floorMod(seed, 1_000))
        + ",100,100000,0\n";
  }

  private static String positions(long bytes) {
    StringBuilder text = new StringBuilder("timestamp,symbol,qty,weight\n");
    while (text.length() < bytes) {
      text.append("2015-01-11,A,1000,1\n");
    }
    return text.toString();
  }

  /** Not at once and not atomically, as of a worker that was never told to. */
  private void write(String name, String text, boolean slowly) throws IOException {
    Files.createDirectories(out);
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    try (OutputStream file = Files.newOutputStream(out.resolve(name))) {
      int half = bytes.length / 2;
      file.write(bytes, 0, half);
      if (slowly) {
        Thread.sleep(new Random().nextInt(10));
      }
      file.write(bytes, half, bytes.length - half);
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  /** Ends this process when its orchestrator is gone, as every good worker does. */
  @Override
  public void run() {
    String orchestrator = String.valueOf(System.getenv("BACKTEST_ORCHESTRATOR_PID"));
    while (parent().equals(orchestrator)) {
      try {
        Thread.sleep(100);
      } catch (InterruptedException stop) {
        return;
      }
    }
    Runtime.getRuntime().halt(75);
  }

  private static String parent() {
    Optional<ProcessHandle> parent = ProcessHandle.current().parent();
    return parent.isPresent() ? Long.toString(parent.get().pid()) : "none";
  }
}

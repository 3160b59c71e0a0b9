package org.backtestrunner.worker;

import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.backtestrunner.worker.process.Isolation;
import org.backtestrunner.worker.process.ProcessUsage;
import org.backtestrunner.worker.warm.Warm;

/**
 * Executes one run after another in this JVM, as an orchestrator asks for them.
 *
 * <p>A task is a line on standard input: the path of an argument file, a tabulator, the path of the
 * log that takes the run's messages; a backslash, a tabulator or a line break of a path is written
 * {@code \\}, {@code \t}, {@code \n}. The answer is a line on standard output: the exit code that
 * the run would have had alone, its CPU seconds, the JVM's peak memory in MB, and {@link #LAST}
 * where this JVM executes no further run and ends. It ends, too, with its input.
 */
final class Service {
  static final String LAST = "last";

  private final BufferedReader tasks;
  private final PrintStream answers;
  private final Warm warm;
  private final Isolation isolation = Isolation.begin();

  Service(InputStream tasks, PrintStream answers, Warm warm) {
    this.tasks = new BufferedReader(new InputStreamReader(tasks, StandardCharsets.UTF_8));
    this.answers = answers;
    this.warm = warm;
  }

  /** Serves whoever has started this process. */
  static void ofProcess() throws IOException {
    InputStream tasks = System.in;
    System.setIn(InputStream.nullInputStream());
    new Service(tasks, System.out, Warm.ofThisHeap()).run();
  }

  /** Returns after the last task. */
  void run() throws IOException {
    boolean goesOn = true;
    while (goesOn) {
      String task = tasks.readLine();
      goesOn = task != null && execute(task);
    }
  }

  /** Whether another task may follow. */
  private boolean execute(String task) throws IOException {
    int tab = task.indexOf('\t');
    if (tab < 0) {
      throw new IOException("no task: " + task);
    }
    Session session = Session.shared(warm);
    PrintStream out = System.out;
    PrintStream err = System.err;
    WorkerExitCode code;
    try (PrintStream log =
        new PrintStream(
            new FileOutputStream(plain(task.substring(tab + 1)), true),
            true,
            StandardCharsets.UTF_8)) {
      System.setOut(log);
      System.setErr(log);
      warm.beginRun();
      String[] args = {"@" + plain(task.substring(0, tab))};
      code = Main.run(args, new RunLog(log, log), session);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    boolean goesOn = code.leavesJvmSound() && isolation.holds();
    answers.print(
        code.code()
            + " "
            + ProcessUsage.numbers(session.ticksBefore())
            + (goesOn ? "" : " " + LAST)
            + "\n");
    answers.flush();
    return goesOn;
  }

  private static String plain(String escaped) {
    return escaped.translateEscapes();
  }
}

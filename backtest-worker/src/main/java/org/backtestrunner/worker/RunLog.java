package org.backtestrunner.worker;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.backtestrunner.shared.text.PrintableText;
import org.backtestrunner.shared.warning.WarningKind;
import org.backtestrunner.worker.panel.Warnings;

/**
 * The worker's messages, one a line: {@code INFO} and {@code WARN} on standard output, {@code
 * ERROR} on standard error. Whoever started the worker reads warnings and the error from these
 * lines. A warning is {@code WARN <kind>: <text>}.
 */
final class RunLog implements Warnings {
  /** More of one kind are counted instead of shown. */
  private static final int SHOWN_OF_A_KIND = 20;

  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, int[]> countOfMark = new TreeMap<>();
  private int attemptLines;
  private int toSkip;

  RunLog(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** The log of this process: its standard output and standard error, as UTF-8. */
  static RunLog ofProcess() {
    return new RunLog(utf8(FileDescriptor.out), utf8(FileDescriptor.err));
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /**
   * Begins an attempt again that has turned out to be void: the lines that it will repeat are not
   * printed twice.
   *
   * @param why is told at once
   */
  void repeat(String why) {
    info(why);
    toSkip = attemptLines - 1;
    attemptLines = 0;
    countOfMark.clear();
  }

  private void print(String line) {
    if (attemptLines++ >= toSkip) {
      out.println(line);
    }
  }

  void info(String message) {
    print("INFO " + PrintableText.of(message));
  }

  @Override
  public void say(String message) {
    info(message);
  }

  @Override
  public void add(WarningKind kind, boolean serious, String message) {
    String mark = mark(kind, serious);
    int[] count = countOfMark.get(mark);
    if (count == null) {
      count = new int[1];
      countOfMark.put(mark, count);
    }
    count[0]++;
    if (count[0] <= SHOWN_OF_A_KIND) {
      print(mark + PrintableText.of(message));
    }
  }

  /** How a line begins: with its kind, and with its seriousness where that is not its kind's. */
  private static String mark(WarningKind kind, boolean serious) {
    String differs = serious == kind.isSerious() ? "" : serious ? " (serious)" : " (note)";
    return "WARN " + kind.label() + differs + ": ";
  }

  /** Says how many warnings were not shown. */
  void closeWarnings() {
    for (Map.Entry<String, int[]> mark : countOfMark.entrySet()) {
      int more = mark.getValue()[0] - SHOWN_OF_A_KIND;
      if (more > 0) {
        print(mark.getKey() + more + " more like these");
      }
    }
  }

  /** Says what belongs to no attempt. */
  void note(String message) {
    out.println("INFO " + PrintableText.of(message));
  }

  void error(String message) {
    err.println("ERROR " + PrintableText.of(message));
  }

  /** Says where code of the user's has failed, as far as that is its own, and why. */
  void strategyError(String sentence, List<String> frames) {
    for (String line : frames) {
      err.println(PrintableText.of(line));
    }
    error(sentence);
  }

  void bug(Throwable bug) {
    bug.printStackTrace(err);
    error("internal error, please report it with the lines above: " + bug);
  }
}

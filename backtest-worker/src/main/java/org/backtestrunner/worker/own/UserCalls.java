package org.backtestrunner.worker.own;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.backtestrunner.worker.parameter.UsageException;
import org.backtestrunner.worker.store.format.StoreException;
import org.backtestrunner.worker.table.cell.BadDataException;

/** Calls of the user's code, whose failures are told as theirs. */
final class UserCalls {
  private static final int MOST_FRAMES = 30;

  private UserCalls() {}

  /** Code that may throw whatever it likes. */
  interface Call<T> {
    T call() throws Throwable;
  }

  /**
   * Calls it.
   *
   * @param what begins the sentence about a failure
   * @throws StrategyException where it fails by itself, and not by what it has asked us for
   */
  static <T> T get(OwnJar jar, String what, Call<T> code) {
    try {
      return code.call();
    } catch (StrategyException | UsageException | BadDataException | StoreException ours) {
      throw ours;
    } catch (OutOfMemoryError exhausted) {
      throw exhausted;
    } catch (Throwable thrown) {
      List<String> frames = frames(jar, thrown);
      throw new StrategyException(
          what + ": " + firstLine(thrown) + place(jar.classNames(), thrown), frames);
    }
  }

  private static String firstLine(Throwable thrown) {
    String text = String.valueOf(thrown);
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }

  private static String place(Set<String> own, Throwable thrown) {
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (own.contains(frame.getClassName())) {
        return " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")";
      }
    }
    return "";
  }

  /** What leads to a failure in the user's own classes, its reasons too. */
  private static List<String> frames(OwnJar jar, Throwable thrown) {
    List<String> lines = new ArrayList<>();
    Set<Throwable> seen = new HashSet<>();
    for (Throwable each = thrown; each != null && seen.add(each); each = each.getCause()) {
      lines.add((each == thrown ? "" : "Caused by: ") + firstLine(each));
      lines.addAll(frames(jar.classNames(), each.getStackTrace()));
    }
    return lines;
  }

  /** Those of the frames that are of the given classes, as lines. */
  static List<String> frames(Set<String> own, StackTraceElement[] stack) {
    List<String> lines = new ArrayList<>();
    for (StackTraceElement frame : stack) {
      if (own.contains(frame.getClassName()) && lines.size() < MOST_FRAMES) {
        lines.add("    at " + frame);
      }
    }
    return lines;
  }
}

package org.backtestrunner.worker;

import java.nio.file.Path;
import java.util.List;
import org.backtestrunner.worker.own.OwnCode;

/**
 * Tells an end that code of the user's has called for from other ends: {@code System.exit} in it is
 * a failure of the strategy, whatever exit code it gives.
 */
final class ExitWatch {
  private final Thread hook;

  private ExitWatch(Thread hook) {
    this.hook = hook;
  }

  /**
   * Begins to watch this JVM.
   *
   * @param jar has the user's code
   */
  static ExitWatch begin(Path jar, RunLog log) {
    ExitWatch watch = new ExitWatch(new Thread(() -> judge(jar, log), "exit-watch"));
    Runtime.getRuntime().addShutdownHook(watch.hook);
    return watch;
  }

  /** A signal ends the JVM without a thread that asks for it, and we ask for it ourselves. */
  private static void judge(Path jar, RunLog log) {
    for (StackTraceElement[] stack : Thread.getAllStackTraces().values()) {
      if (asksForExit(stack)) {
        List<String> frames = OwnCode.framesOf(jar, stack);
        if (!frames.isEmpty()) {
          log.strategyError("the strategy has called System.exit", frames);
          Runtime.getRuntime().halt(WorkerExitCode.STRATEGY_ERROR.code());
        }
      }
    }
  }

  private static boolean asksForExit(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (frame.getClassName().equals("java.lang.Runtime")
          && frame.getMethodName().equals("exit")) {
        return true;
      }
    }
    return false;
  }

  /** Ends to watch. */
  void end() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      // Then it is at work.
    }
  }
}

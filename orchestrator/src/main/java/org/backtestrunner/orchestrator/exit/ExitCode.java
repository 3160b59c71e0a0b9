package org.backtestrunner.orchestrator.exit;

/** How a command ends. A signal's code, 128 and its number, is no member of its own. */
public enum ExitCode {
  SUCCESS(0),
  SOME_FAILED(1),
  USAGE(2),
  FAILED_FAST(3),
  ENVIRONMENT(4),
  HELD(5),
  BUG(70);

  private static final int SIGNAL_BASE = 128;

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** The exit code of a program that a signal has ended, such as 130 for INT. */
  public static int ofSignal(int number) {
    return SIGNAL_BASE + number;
  }

  /** Whether a batch that ended with this code has left runs that were never started. */
  public static boolean isUnfinished(int code) {
    return code == FAILED_FAST.code || code > SIGNAL_BASE;
  }
}

package org.backtestrunner.orchestrator.launch.contract;

import java.util.List;
import java.util.Optional;

/**
 * The orchestrator's half of the worker's exit codes.
 *
 * <p>A process that ended by signal n has the exit code 128 + n here, as in a shell. Signal numbers
 * are those of Linux.
 */
public final class WorkerExit {
  private static final int SIGNAL_BASE = 128;
  private static final int LAST_SIGNAL = 64;

  /** Names of the signals 1 to 31; those above are the unnamed real-time signals. */
  private static final List<String> SIGNAL_NAMES =
      List.of(
          "SIGHUP",
          "SIGINT",
          "SIGQUIT",
          "SIGILL",
          "SIGTRAP",
          "SIGABRT",
          "SIGBUS",
          "SIGFPE",
          "SIGKILL",
          "SIGUSR1",
          "SIGSEGV",
          "SIGUSR2",
          "SIGPIPE",
          "SIGALRM",
          "SIGTERM",
          "SIGSTKFLT",
          "SIGCHLD",
          "SIGCONT",
          "SIGSTOP",
          "SIGTSTP",
          "SIGTTIN",
          "SIGTTOU",
          "SIGURG",
          "SIGXCPU",
          "SIGXFSZ",
          "SIGVTALRM",
          "SIGPROF",
          "SIGWINCH",
          "SIGIO",
          "SIGPWR",
          "SIGSYS");

  /** The worker's own: its results cannot be written, as on a full disk. */
  public static final int CANNOT_WRITE = 74;

  private WorkerExit() {}

  /** The cause that an exit code stands for, empty for 0. */
  public static Optional<Cause> cause(int exitCode) {
    return switch (exitCode) {
      case 0 -> Optional.empty();
      case 2 -> Optional.of(Cause.USAGE);
      case 65 -> Optional.of(Cause.BAD_DATA);
      case 70 -> Optional.of(Cause.WORKER_BUG);
      case 71 -> Optional.of(Cause.STRATEGY_ERROR);
      case CANNOT_WRITE -> Optional.of(Cause.NO_OUTPUT);
      // The worker's watchdog found the orchestrator gone.
      case 75 -> Optional.of(Cause.INTERRUPTED);
      // The JVM's own: it could not start; -XX:+ExitOnOutOfMemoryError.
      case 1 -> Optional.of(Cause.JVM);
      case 3 -> Optional.of(Cause.OUT_OF_MEMORY);
      // The shell's: java is not executable; java is not there.
      case 126, 127 -> Optional.of(Cause.JVM);
      // The JVM, or native code in it, crashed: SIGILL, SIGABRT, SIGBUS, SIGFPE, SIGSEGV.
      case 132, 134, 135, 136, 139 -> Optional.of(Cause.JVM);
      default -> Optional.of(isSignal(exitCode) ? Cause.KILLED : Cause.WORKER_BUG);
    };
  }

  /** Whether the process was ended by a signal, or ended itself in answer to one. */
  public static boolean isSignal(int exitCode) {
    return exitCode > SIGNAL_BASE && exitCode <= SIGNAL_BASE + LAST_SIGNAL;
  }

  /** The exit code for people: {@code 65}, or with the signal behind it: {@code 137 (SIGKILL)}. */
  public static String describe(int exitCode) {
    if (!isSignal(exitCode)) {
      return Integer.toString(exitCode);
    }
    int number = exitCode - SIGNAL_BASE;
    String name = number <= SIGNAL_NAMES.size() ? SIGNAL_NAMES.get(number - 1) : "signal " + number;
    return exitCode + " (" + name + ")";
  }
}

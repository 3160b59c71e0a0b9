package org.backtestrunner.worker;

/** How the worker ends. 1 and 3 belong to the JVM: it could not start; its heap was exhausted. */
enum WorkerExitCode {
  DONE(0),
  USAGE(2),
  OUT_OF_MEMORY(3),
  BAD_DATA(65),
  BUG(70),
  STRATEGY_ERROR(71),
  CANNOT_WRITE(74),
  ORCHESTRATOR_GONE(75);

  private final int code;

  WorkerExitCode(int code) {
    this.code = code;
  }

  /** Whether a JVM that executes several runs is as good after a run that ends so as before. */
  boolean leavesJvmSound() {
    return switch (this) {
      case DONE, USAGE, BAD_DATA -> true;
      case OUT_OF_MEMORY, BUG, STRATEGY_ERROR, CANNOT_WRITE, ORCHESTRATOR_GONE -> false;
    };
  }

  int code() {
    return code;
  }
}

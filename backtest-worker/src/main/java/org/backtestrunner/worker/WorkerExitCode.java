package org.backtestrunner.worker;

/** How the worker ends. 1 and 3 belong to the JVM: it could not start; its heap was exhausted. */
enum WorkerExitCode {
  DONE(0),
  USAGE(2),
  OUT_OF_MEMORY(3),
  BAD_DATA(65),
  BUG(70),
  CANNOT_WRITE(74),
  ORCHESTRATOR_GONE(75);

  private final int code;

  WorkerExitCode(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}

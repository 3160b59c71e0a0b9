package org.backtestrunner.orchestrator.config;

import org.backtestrunner.orchestrator.config.document.Problems;
import org.backtestrunner.orchestrator.config.key.Key;
import org.backtestrunner.orchestrator.config.key.KeyGroup;
import org.backtestrunner.orchestrator.config.key.Values;
import org.backtestrunner.orchestrator.config.parameter.WorkerParameters;

/**
 * How the runs of a batch are executed together.
 *
 * @param maxWorkers how many worker JVMs run at once, at least 1
 * @param runsPerJvm how many runs one JVM may execute, at least 1; the greatest number: any
 * @param failFast whether the first failure ends the batch
 * @param circuitBreaker whether the batch ends when all first runs fail alike
 */
public record ExecutionPolicy(
    int maxWorkers, int runsPerJvm, boolean failFast, boolean circuitBreaker) {

  /** Whether a JVM may execute more than one run. */
  public boolean sharesJvms() {
    return runsPerJvm > 1;
  }

  /** How many workers are started for so many runs, if none fails. */
  public int workersOf(int runs) {
    int busy = Math.min(runs, maxWorkers);
    return (int) Math.max(busy, (runs + runsPerJvm - 1L) / runsPerJvm);
  }

  static final class Keys extends KeyGroup {
    private final Key<Integer> maxWorkers =
        atOnce("max_workers")
            .standard(4)
            .option("--max-workers", "N")
            .shortcut("--serial", "1", "one run at a time, in plan order")
            .says("Worker JVMs at once. With auto, as many as there are processors.");

    private final Key<Integer> runsPerJvm =
        upTo("runs_per_jvm", "unlimited")
            .standard(1)
            .option("--runs-per-jvm", "N")
            .says(
                "Runs that one worker JVM may execute, one after another."
                    + " Many short runs take a fraction of the time so, and leave the same bytes."
                    + " A run whose failure others of its JVM may have to do with is tried once"
                    + " more in a JVM of its own.");

    private final Key<Boolean> failFast =
        flag("fail_fast")
            .standard(false)
            .shortcut(
                "--fail-fast",
                "true",
                "end the batch with the first run that fails; the rest is skipped")
            .says("Whether the first run that fails ends the batch; the rest is skipped.");

    private final Key<Boolean> circuitBreaker =
        onOff("circuit_breaker")
            .standard(true)
            .says(
                "Whether the batch ends where the first runs (five, or as many as run at once) all"
                    + " fail alike, since a common fault is likely then.");

    Keys() {
      super("Execution");
    }

    ExecutionPolicy read(Values values, WorkerParameters worker, Problems problems) {
      ExecutionPolicy read =
          new ExecutionPolicy(
              values.get(maxWorkers),
              values.get(runsPerJvm),
              values.get(failFast),
              values.get(circuitBreaker));
      if (read.sharesJvms() && !worker.canServe()) {
        problems.add(
            values.file().find(runsPerJvm.name()).map(entry -> entry.line()).orElse(0),
            runsPerJvm.name(),
            "the worker cannot execute several runs in one JVM, since it does not know serve:"
                + " leave it out, or set it to 1");
      }
      return read;
    }
  }
}

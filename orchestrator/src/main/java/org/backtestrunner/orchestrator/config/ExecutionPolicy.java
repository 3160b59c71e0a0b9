package org.backtestrunner.orchestrator.config;

import org.backtestrunner.orchestrator.config.key.Key;
import org.backtestrunner.orchestrator.config.key.KeyGroup;
import org.backtestrunner.orchestrator.config.key.Values;

/**
 * How the runs of a batch are executed together.
 *
 * @param maxWorkers how many worker JVMs run at once, at least 1
 * @param failFast whether the first failure ends the batch
 * @param circuitBreaker whether the batch ends when all first runs fail alike
 */
public record ExecutionPolicy(int maxWorkers, boolean failFast, boolean circuitBreaker) {

  static final class Keys extends KeyGroup {
    private final Key<Integer> maxWorkers =
        atOnce("max_workers")
            .standard(4)
            .option("--max-workers", "N")
            .shortcut("--serial", "1", "one run at a time, in plan order")
            .says("Worker JVMs at once. With auto, as many as there are processors.");

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

    ExecutionPolicy read(Values values) {
      return new ExecutionPolicy(
          values.get(maxWorkers), values.get(failFast), values.get(circuitBreaker));
    }
  }
}

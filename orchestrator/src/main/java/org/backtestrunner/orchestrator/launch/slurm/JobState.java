package org.backtestrunner.orchestrator.launch.slurm;

import java.util.Set;

/** What the words of a cluster about a task mean for its runs. */
enum JobState {
  WAITING(
      "PENDING",
      "CONFIGURING",
      "REQUEUED",
      "REQUEUE_FED",
      "REQUEUE_HOLD",
      "SPECIAL_EXIT",
      "SUSPENDED",
      "RESIZING",
      "STOPPED",
      "RESV_DEL_HOLD"),
  RUNNING("RUNNING", "COMPLETING", "SIGNALING", "STAGE_OUT"),
  COMPLETED("COMPLETED"),
  OUT_OF_TIME("TIMEOUT", "DEADLINE"),
  FAILED("FAILED"),
  OUT_OF_MEMORY("OUT_OF_MEMORY"),
  /** The node has failed, or was taken away. */
  LOST_NODE("NODE_FAIL", "BOOT_FAIL", "PREEMPTED", "LAUNCH_FAILED", "REVOKED"),
  CANCELLED("CANCELLED");

  private final Set<String> words;

  JobState(String... words) {
    this.words = Set.of(words);
  }

  /** A word that nobody knows is one of a task that goes on. */
  static JobState of(String word) {
    for (JobState state : values()) {
      if (state.words.contains(word)) {
        return state;
      }
    }
    return RUNNING;
  }

  static boolean isKnown(String word) {
    return of(word) != RUNNING || RUNNING.words.contains(word);
  }

  /** Whether the task has ended, whatever its runs say. */
  boolean isEnd() {
    return this != WAITING && this != RUNNING;
  }
}

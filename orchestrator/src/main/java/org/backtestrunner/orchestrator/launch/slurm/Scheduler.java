package org.backtestrunner.orchestrator.launch.slurm;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What we ask of a cluster. Each call may take long, and may fail for no lasting reason. */
public interface Scheduler {
  /**
   * What a cluster allows.
   *
   * @param arraySize how many tasks an array may have, at least 1
   * @param jobs how many tasks the controller keeps in mind, those that ended lately among them
   */
  record Limits(int arraySize, int jobs) {}

  /**
   * An array of tasks.
   *
   * @param name which no other one has
   * @param size how many tasks; their indexes begin at 0
   * @param atOnce how many may run at once
   * @param mebibytes the memory of each
   * @param timeLimit of each
   * @param script that each executes, and what it is called with
   */
  record Request(
      String name,
      int size,
      OptionalInt atOnce,
      OptionalInt mebibytes,
      Optional<Duration> timeLimit,
      List<String> script) {}

  /**
   * What the cluster says of a task.
   *
   * @param name of its array
   * @param job the number of its array
   * @param index of the task; 0 of a job that is no array
   * @param state its word
   * @param reason why it waits, or why it ended so
   */
  record TaskState(String name, String job, int index, String state, String reason) {}

  /** A refusal that will not be another one next time. */
  final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean forItsSize;

    /**
     * @param sentence of the cluster
     * @param forItsSize whether a smaller array may be accepted
     */
    public RefusedException(String sentence, boolean forItsSize) {
      super(sentence);
      this.forItsSize = forItsSize;
    }

    boolean isForItsSize() {
      return forItsSize;
    }
  }

  Limits limits() throws IOException;

  /**
   * Submits an array. After an {@link IOException} it may have been accepted all the same.
   *
   * @return the number that it was given
   */
  String submit(Request request) throws IOException, RefusedException;

  /** All tasks of these arrays that the cluster knows of. */
  List<TaskState> states(Collection<String> names) throws IOException;

  /**
   * Ends tasks of an array, if it has that name.
   *
   * @param indexes of the tasks; none: all of them
   */
  void cancel(String name, String job, Collection<Integer> indexes) throws IOException;

  /** All that the cluster tells about one task, as words {@code Name=value}. */
  String describe(String job, int index) throws IOException;
}

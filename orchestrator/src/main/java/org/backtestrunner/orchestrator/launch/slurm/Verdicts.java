package org.backtestrunner.orchestrator.launch.slurm;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.execute.RunOutcome;
import org.backtestrunner.orchestrator.launch.handed.Ending;
import org.backtestrunner.orchestrator.launch.handed.HandedDirectory;

/** What becomes of the runs of a task that has ended, by what the cluster says, without files. */
record Verdicts(Scheduler scheduler, HandedDirectory files, Pace pace) {
  private static final Pattern EXIT = Pattern.compile("\\bExitCode=([0-9]+):([0-9]+)");
  private static final int CANNOT_OPEN_LOG = 53;
  private static final int KILL = 9;

  /**
   * The outcomes of the runs of a task that have no exit file.
   *
   * @return by the names of the runs; empty as long as the task may still end well
   */
  Map<String, RunOutcome> of(ArrayJob job, int index) throws IOException {
    Optional<Scheduler.TaskState> said = job.state(index);
    if (said.isEmpty()) {
      return job.isSo(index, job.isCancelled() ? pace.ask() : pace.lost())
          ? all(job, index, Cause.NODE, "the cluster knows nothing of its task any more")
          : Map.of();
    }
    JobState state = JobState.of(said.get().state());
    if (!state.isEnd() || (state == JobState.COMPLETED && !job.isSo(index, pace.file()))) {
      return Map.of();
    }
    return switch (state) {
      case WAITING, RUNNING -> Map.of();
      case COMPLETED ->
          all(job, index, Cause.NO_OUTPUT, "its task completed and left no exit file");
      case OUT_OF_TIME -> begun(job, index, Cause.TIMEOUT, "its task's time was up");
      case OUT_OF_MEMORY ->
          begun(job, index, Cause.OUT_OF_MEMORY, "its task needed more memory than it had");
      case LOST_NODE ->
          all(
              job,
              index,
              Cause.NODE,
              "the cluster says " + said.get().state() + " (" + said.get().reason() + ")");
      case CANCELLED -> all(job, index, Cause.KILLED, "somebody cancelled its task");
      case FAILED -> failed(job, index, said.get());
    };
  }

  private Map<String, RunOutcome> failed(ArrayJob job, int index, Scheduler.TaskState said)
      throws IOException {
    String text = "";
    try {
      text = scheduler.describe(said.job(), index);
    } catch (IOException forgottenMeanwhile) {
      // What the state says is all that is known.
    }
    Matcher exit = EXIT.matcher(text);
    boolean known = exit.find();
    int code = known ? Integer.parseInt(exit.group(1)) : -1;
    int signal = known ? Integer.parseInt(exit.group(2)) : -1;
    if (signal == CANNOT_OPEN_LOG) {
      return all(
          job, index, Cause.JVM, "the log's directory cannot be written on the node of its task");
    }
    if (signal == KILL && said.reason().equals("JobLaunchFailure")) {
      return begun(job, index, Cause.OUT_OF_MEMORY, "its task needed more memory than it had");
    }
    String how = known ? "exit code " + code + ", signal " + signal : said.reason();
    String output =
        files.path().resolve("out").resolve(said.job() + "_" + index + ".txt").toString();
    return begun(job, index, Cause.JVM, "its task failed (" + how + "); see " + output);
  }

  private Map<String, RunOutcome> all(ArrayJob job, int index, Cause cause, String report) {
    Map<String, RunOutcome> outcomes = new LinkedHashMap<>();
    job.runs(index)
        .forEach((name, run) -> outcomes.put(name, outcome(job, run, name, cause, report)));
    return outcomes;
  }

  /** The cause for those that had begun; the others are innocent where there is one. */
  private Map<String, RunOutcome> begun(ArrayJob job, int index, Cause cause, String report)
      throws IOException {
    Map<String, PendingRun> runs = job.runs(index);
    Set<String> begun = runs.size() == 1 ? runs.keySet() : files.begun();
    boolean somebody = runs.keySet().stream().anyMatch(begun::contains);
    Map<String, RunOutcome> outcomes = new LinkedHashMap<>();
    runs.forEach(
        (name, run) ->
            outcomes.put(
                name,
                somebody && !begun.contains(name)
                    ? outcome(
                        job, run, name, Cause.NODE, "its task ended before its turn: " + report)
                    : outcome(job, run, name, cause, report)));
    return outcomes;
  }

  private RunOutcome outcome(
      ArrayJob job, PendingRun run, String name, Cause cause, String report) {
    if (job.isCancelled() && run.stop().isTriggered()) {
      return run.stopped(note(name));
    }
    return run.reported(cause, report);
  }

  /** What the execution has left that was told to end. */
  Optional<RunOutcome> note(String name) {
    try {
      return Ending.findStop(files, name).map(Ending::outcome);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}

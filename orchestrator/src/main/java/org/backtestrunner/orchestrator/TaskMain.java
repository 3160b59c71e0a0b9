package org.backtestrunner.orchestrator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import org.backtestrunner.orchestrator.batch.host.Signals;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.execute.StopSignal;
import org.backtestrunner.orchestrator.launch.handed.HandedDirectory;
import org.backtestrunner.orchestrator.launch.handed.TaskRunner;

/**
 * What this program does where a task of a batch is executed: on a node of a cluster, in a
 * container. Called by scripts that the batch has written, with as few classes as possible.
 */
final class TaskMain {
  private static final int WORDS = 5;
  private static final int TOLD_TO_END = 75;
  private static final int CANNOT_WORK = 72;

  private TaskMain() {}

  /** Whether a command line asks for it. */
  static boolean isCalled(String[] words) {
    return words.length == WORDS && words[0].equals(TaskRunner.COMMAND);
  }

  /**
   * @param words the command, the directory of the files, the number of the list, that of the line,
   *     and how many runs a worker executes
   * @return the exit code
   */
  static int execute(String[] words) {
    StopSignal stop = new StopSignal();
    Signals.install(exitCode -> stop.trigger(Cause.INTERRUPTED), () -> {});
    try {
      TaskRunner runner =
          new TaskRunner(
              new HandedDirectory(Path.of(words[1])),
              execution(words[2], System.getenv()),
              node(System.getenv()),
              Integer.parseInt(words[4]));
      boolean ended = runner.run(Integer.parseInt(words[2]), Integer.parseInt(words[3]), stop);
      return ended ? 0 : TOLD_TO_END;
    } catch (IOException failure) {
      System.err.println("Error: " + node(System.getenv()) + ": " + failure);
      return CANNOT_WORK;
    }
  }

  /** Slurm may begin a job again; elsewhere, a process is enough of a name. */
  private static String execution(String generation, Map<String, String> environment) {
    String job = environment.getOrDefault("SLURM_JOB_ID", "");
    return job.matches("[0-9]+")
        ? generation + "." + environment.getOrDefault("SLURM_RESTART_COUNT", "0") + "." + job
        : generation + "." + TaskRunner.nameOfThisProcess();
  }

  private static String node(Map<String, String> environment) {
    String node = environment.get("SLURMD_NODENAME");
    if (node != null) {
      return node;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "unknown";
    }
  }
}

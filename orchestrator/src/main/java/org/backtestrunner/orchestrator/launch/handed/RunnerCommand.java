package org.backtestrunner.orchestrator.launch.handed;

import java.nio.file.Path;
import java.util.List;
import org.backtestrunner.orchestrator.launch.execute.ShellText;

/**
 * How the program is called that executes a task where it stands.
 *
 * @param java the executable, as it is found there
 * @param program the arguments of java that call this program, as it is found there
 * @param runsPerJvm how many runs a worker executes at most
 */
public record RunnerCommand(Path java, List<String> program, int runsPerJvm) {
  /** It waits for others nearly all the time, and is to be small. */
  private static final List<String> FLAGS =
      List.of(
          "-Xms16m",
          "-Xmx64m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "-XX:ActiveProcessorCount=1");

  /** What it takes beside the worker. */
  public static final int MEBIBYTES = 128;

  public RunnerCommand {
    program = List.copyOf(program);
  }

  /**
   * A script that executes a task.
   *
   * @param chunk the number of the list, as the shell reads it
   * @param task the number of the line, as the shell reads it
   */
  public String script(HandedDirectory files, String chunk, String task) {
    String batch = ShellText.of(List.of(files.path().getParent().toString()));
    return """
        #!/bin/sh
        cd %s || { echo "$(hostname): the batch's directory cannot be entered" >&2; exit 72; }
        exec %s %s %s %s %s %s %s %d
        """
        .formatted(
            batch,
            ShellText.of(List.of(java.toString())),
            ShellText.of(FLAGS),
            ShellText.of(program),
            TaskRunner.COMMAND,
            ShellText.of(List.of(files.path().toString())),
            chunk,
            task,
            runsPerJvm);
  }
}

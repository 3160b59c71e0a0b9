package org.backtestrunner.orchestrator.launch.handed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.orchestrator.file.AtomicFile;
import org.backtestrunner.orchestrator.file.json.JsonMembers;
import org.backtestrunner.orchestrator.file.json.JsonObject;
import org.backtestrunner.orchestrator.file.json.UnreadableFileException;
import org.backtestrunner.orchestrator.launch.execute.RunTask;

/**
 * Tasks that are handed over together.
 *
 * @param tasks the runs of each, at least one
 */
public record Chunk(int number, List<List<HandedRun>> tasks) {
  public Chunk {
    tasks = List.copyOf(tasks);
  }

  /**
   * What is written of a chunk before it is handed over, and again when it has been.
   *
   * @param name by which whoever executes it knows it; no other chunk ever has it
   * @param size how many tasks it has
   * @param worker what executes its runs, in some words that no other worker has
   * @param job the number that it was given
   */
  public record Note(String name, int size, String worker, Optional<String> job) {
    public void write(HandedDirectory files, int chunk) {
      JsonObject.file()
          .put("name", name)
          .put("size", size)
          .put("worker", worker)
          .put("job_id", job)
          .writeTo(files.chunk(chunk));
    }

    public static Note read(HandedDirectory files, int chunk) throws UnreadableFileException {
      JsonMembers members = JsonMembers.of(files.chunk(chunk));
      return new Note(
          members.text("name"),
          members.count("size"),
          members.text("worker"),
          members.findText("job_id"));
    }
  }

  /** Packs runs into tasks. */
  public static Chunk of(int number, List<RunTask> runs, int runsPerTask) {
    List<List<HandedRun>> tasks = new ArrayList<>();
    for (int from = 0; from < runs.size(); from += runsPerTask) {
      List<RunTask> packed = runs.subList(from, Math.min(runs.size(), from + runsPerTask));
      List<HandedRun> task = new ArrayList<>();
      for (RunTask run : packed) {
        task.add(HandedRun.of(number, tasks.size() + 1, task.size(), run));
      }
      tasks.add(List.copyOf(task));
    }
    return new Chunk(number, tasks);
  }

  /** Writes what its runs are, then the list. */
  public void write(HandedDirectory files) throws IOException {
    StringBuilder list = new StringBuilder();
    for (List<HandedRun> task : tasks) {
      for (HandedRun run : task) {
        run.write(files);
      }
      list.append(files.line(task)).append('\n');
    }
    AtomicFile.write(files.list(number), list.toString());
  }
}

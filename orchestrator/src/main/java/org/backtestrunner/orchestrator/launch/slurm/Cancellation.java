package org.backtestrunner.orchestrator.launch.slurm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.orchestrator.launch.handed.Chunk;
import org.backtestrunner.orchestrator.launch.handed.EarlierTasks;

/** Ends what nobody waits for any more. */
public final class Cancellation {
  private Cancellation() {}

  /** Cancels tasks of earlier starts, if the cluster still has them. */
  public static void of(Scheduler scheduler, Collection<EarlierTasks.Task> tasks) {
    Map<Chunk.Note, List<Integer>> indexes = new LinkedHashMap<>();
    for (EarlierTasks.Task task : tasks) {
      indexes.computeIfAbsent(task.note(), first -> new ArrayList<>()).add(task.task() - 1);
    }
    indexes.forEach(
        (note, all) -> {
          try {
            Optional<String> job =
                note.job().isPresent()
                    ? note.job()
                    : scheduler.states(List.of(note.name())).stream()
                        .map(Scheduler.TaskState::job)
                        .findFirst();
            if (job.isPresent()) {
              scheduler.cancel(note.name(), job.get(), all.stream().distinct().toList());
            }
          } catch (IOException unreachable) {
            // Their exit files say that they do not count any more.
          }
        });
  }
}

package org.backtestrunner.orchestrator.launch.handed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.file.json.UnreadableFileException;

/** What earlier starts of a batch have handed over: of each run, the last time. */
public final class EarlierTasks {
  private final Map<Path, Task> byRunDirectory = new HashMap<>();

  /**
   * A run that was handed over.
   *
   * @param note of its chunk
   * @param task the number of its task, from 1
   * @param name of its files
   * @param runDirectory absolute
   */
  public record Task(
      HandedDirectory files, int chunk, Chunk.Note note, int task, String name, Path runDirectory) {
    /** What it is; empty where that cannot be read any more. */
    public Optional<HandedRun> run() {
      try {
        return Optional.of(HandedRun.read(files, name));
      } catch (IOException gone) {
        return Optional.empty();
      }
    }

    /** Whether one task of the cluster executes both, so that it cannot be cancelled for one. */
    public boolean isExecutedWith(Task other) {
      return files.equals(other.files) && chunk == other.chunk && task == other.task;
    }

    /** Whether it has ended, or was given up. */
    public boolean isOver() {
      return Files.exists(files.done().resolve(name));
    }

    /** How it has ended; empty where it has not. */
    public Optional<Ending> ending() {
      try {
        return Ending.find(files, name).filter(ending -> !ending.isGivenUp());
      } catch (IOException unreadable) {
        throw EnvironmentException.of("cannot read", files.done().resolve(name), unreadable);
      }
    }
  }

  /** Reads what there is. */
  public static EarlierTasks read(List<HandedDirectory> directories) {
    EarlierTasks read = new EarlierTasks();
    for (HandedDirectory files : directories) {
      try {
        for (int chunk : files.chunks()) {
          read.add(files, chunk);
        }
      } catch (IOException failure) {
        throw EnvironmentException.of("cannot read", files.path(), failure);
      }
    }
    return read;
  }

  private void add(HandedDirectory files, int chunk) throws IOException {
    Chunk.Note note;
    try {
      note = Chunk.Note.read(files, chunk);
    } catch (UnreadableFileException neverHandedOver) {
      return;
    }
    List<List<Path>> tasks = files.workplaces(chunk);
    for (int task = 1; task <= tasks.size(); task++) {
      List<Path> workplaces = tasks.get(task - 1);
      for (int run = 0; run < workplaces.size(); run++) {
        String name = HandedDirectory.name(chunk, task, run);
        Path directory = workplaces.get(run).getParent();
        byRunDirectory.put(directory, new Task(files, chunk, note, task, name, directory));
      }
    }
  }

  /** Those of all runs. */
  public Collection<Task> all() {
    return List.copyOf(byRunDirectory.values());
  }

  public boolean isEmpty() {
    return byRunDirectory.isEmpty();
  }
}

package org.backtestrunner.orchestrator.launch.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.backtestrunner.orchestrator.launch.command.ClassArchive;
import org.backtestrunner.orchestrator.launch.execute.Executor;
import org.backtestrunner.orchestrator.launch.execute.RunTask;
import org.backtestrunner.orchestrator.launch.execute.StopSignal;

/**
 * Makes an archive of the classes that a program uses, as a rehearsal shows them.
 *
 * @param directory takes all files
 * @param stop ends it early
 * @param grace how long a command may then take to end
 * @param isWanted whether another command is still worth its start
 */
record ArchiveRecorder(
    Path directory, Executor executor, StopSignal stop, Duration grace, BooleanSupplier isWanted) {
  /** Nobody waits for an archive, and a busy machine may take long. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /**
   * Writes the archive.
   *
   * @param jar the program
   * @return whether it could be made, and the program runs with it
   */
  boolean record(ClassArchive archive, Path jar, Rehearsal rehearsal) throws IOException {
    Path classes = directory.resolve("recorded.classes");
    Rehearsal.Commands commands = rehearsal.commands(archive, classes, this::succeeds);
    for (List<String> recording : commands.recordings().values()) {
      if (!succeeds(recording)) {
        return false;
      }
    }
    Files.write(classes, merged(commands.recordings().keySet(), archive.classesBesideMain(jar)));
    return succeeds(commands.dump())
        && Files.isRegularFile(archive.file())
        && succeeds(commands.trial());
  }

  /**
   * What was written down, and the program's other classes too: for a single one that lacks, a JVM
   * opens the jar.
   */
  private static List<String> merged(Collection<Path> recorded, List<String> own)
      throws IOException {
    // By the name of a class, which is followed by what only its own recording understands.
    Map<String, String> lines = new LinkedHashMap<>();
    for (Path file : recorded) {
      boolean first = lines.isEmpty();
      for (String line : Files.readAllLines(file)) {
        boolean isClass = !line.startsWith("@") && !line.startsWith("#");
        String key = isClass ? line.split(" ", 2)[0] : line;
        lines.putIfAbsent(key, first ? line : key);
      }
    }
    own.forEach(name -> lines.putIfAbsent(name, name));
    return List.copyOf(lines.values());
  }

  private boolean succeeds(List<String> argv) {
    RunTask task =
        new RunTask(
            directory, directory.resolve("archive.log"), argv, Optional.of(PATIENCE), grace);
    return isWanted.getAsBoolean() && executor.submit(task, stop).join().cause().isEmpty();
  }
}

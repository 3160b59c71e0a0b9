package org.backtestrunner.orchestrator.launch.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.backtestrunner.orchestrator.launch.contract.ClassArchive;
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
    if (!succeeds(commands.recording())) {
      return false;
    }
    addOwnClasses(classes, archive.classesBesideMain(jar));
    return succeeds(commands.dump())
        && Files.isRegularFile(archive.file())
        && succeeds(commands.trial());
  }

  /** The program's other classes too: for a single one that lacks, a JVM opens the jar. */
  private static void addOwnClasses(Path classes, List<String> own) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(classes));
    Set<String> listed = new HashSet<>();
    lines.forEach(line -> listed.add(line.split(" ", 2)[0]));
    for (String name : own) {
      if (!listed.contains(name)) {
        lines.add(name);
      }
    }
    Files.write(classes, lines);
  }

  private boolean succeeds(List<String> argv) {
    RunTask task =
        new RunTask(
            directory, directory.resolve("archive.log"), argv, Optional.of(PATIENCE), grace);
    return isWanted.getAsBoolean() && executor.submit(task, stop).join().cause().isEmpty();
  }
}

package org.backtestrunner.orchestrator.launch.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.backtestrunner.orchestrator.launch.contract.ClassArchive;
import org.backtestrunner.orchestrator.launch.contract.WorkerCommand;

/** Makes an archive of the classes that a worker uses, as a tiny backtest of its own shows them. */
final class ArchiveRecorder {
  private final Path directory;
  private final WorkerCommand command;
  private final BiPredicate<Path, List<String>> succeeds;

  /**
   * @param directory takes all files
   * @param succeeds runs a command in a directory and tells whether it ended well
   */
  ArchiveRecorder(Path directory, WorkerCommand command, BiPredicate<Path, List<String>> succeeds) {
    this.directory = directory;
    this.command = command;
    this.succeeds = succeeds;
  }

  /**
   * Writes the archive.
   *
   * @return whether it could be made, and a worker runs with it
   */
  boolean record(ClassArchive archive) throws IOException {
    if (!succeeds.test(directory, command.forTypicalRun(directory))) {
      return false;
    }
    Path arguments = prepared(directory.resolve(WorkerCommand.TYPICAL_ARGUMENTS));
    Path classes = directory.resolve("worker.classes");
    if (!succeeds.test(directory, command.recording(classes).forRun(arguments))) {
      return false;
    }
    addOwnClasses(classes, archive);
    return succeeds.test(directory, command.forDump(classes, archive.file()))
        && Files.isRegularFile(archive.file())
        && succeeds.test(directory, command.withArchive(archive).forRun(arguments));
  }

  /** The program's other classes too: for a single one that lacks, a JVM opens the jar. */
  private void addOwnClasses(Path classes, ClassArchive archive) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(classes));
    Set<String> listed = new HashSet<>();
    lines.forEach(line -> listed.add(line.split(" ", 2)[0]));
    for (String name : archive.classesBesideMain(command.workerJar())) {
      if (!listed.contains(name)) {
        lines.add(name);
      }
    }
    Files.write(classes, lines);
  }

  /** Nearly all runs of a large batch read prepared inputs: so does this one, if it can. */
  private Path prepared(Path plain) throws IOException {
    Path store = directory.resolve("set.txt");
    if (!succeeds.test(directory, command.forPreparation(plain, directory, store))) {
      return plain;
    }
    return Files.writeString(
        directory.resolve("prepared.args"), Files.readString(plain) + "--store=" + store + "\n");
  }
}

package org.backtestrunner.orchestrator.launch.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.backtestrunner.orchestrator.launch.command.ClassArchive;
import org.backtestrunner.orchestrator.launch.command.WorkerCommand;

/** A tiny backtest of the worker's own choice, for the archive of its classes. */
final class WorkerRehearsal implements Rehearsal {
  private final Path directory;
  private final WorkerCommand command;

  /**
   * @param directory takes all files
   */
  WorkerRehearsal(Path directory, WorkerCommand command) {
    this.directory = directory;
    this.command = command;
  }

  @Override
  public Commands commands(ClassArchive archive, Path classes, Predicate<List<String>> succeeds)
      throws IOException {
    if (!succeeds.test(command.forTypicalRun(directory))) {
      throw new IOException("the worker did not write what a typical run is");
    }
    Path arguments = prepared(directory.resolve(WorkerCommand.TYPICAL_ARGUMENTS), succeeds);
    Path recorded = directory.resolve("run.classes");
    return new Commands(
        Map.of(recorded, command.recording(recorded).forRun(arguments)),
        command.forDump(classes, archive.file()),
        command.withArchive(archive).forRun(arguments));
  }

  /** Nearly all runs of a large batch read prepared inputs: so does this one, if it can. */
  private Path prepared(Path plain, Predicate<List<String>> succeeds) throws IOException {
    Path store = directory.resolve("set.txt");
    if (!succeeds.test(command.forPreparation(plain, directory, store, 0))) {
      return plain;
    }
    return Files.writeString(
        directory.resolve("prepared.args"), Files.readString(plain) + "--store=" + store + "\n");
  }
}

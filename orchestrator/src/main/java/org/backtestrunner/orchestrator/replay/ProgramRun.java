package org.backtestrunner.orchestrator.replay;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.launch.command.ProgramCommand;
import org.backtestrunner.orchestrator.launch.command.WorkerArguments;
import org.backtestrunner.orchestrator.manifest.BatchManifestFile;
import org.backtestrunner.orchestrator.manifest.ContentKey;
import org.backtestrunner.orchestrator.manifest.RunManifestFile;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;

/**
 * A run that a program of the user's has executed.
 *
 * @param program in the working directory of the batch, or in ours if that is gone
 */
record ProgramRun(RecordedRun run, RunManifestFile.Content manifest, ProgramCommand program) {

  /**
   * Empty where our worker has executed it.
   *
   * @throws NoSuchRunException where nobody knows by which command
   */
  static Optional<ProgramRun> of(RecordedRun run) {
    Path arguments = run.directory().workerArguments();
    try {
      if (WorkerArguments.areOfWorker(arguments)) {
        return Optional.empty();
      }
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot read", arguments, failure);
    }
    RunManifestFile.Content manifest =
        run.manifest()
            .filter(known -> known.command().size() > 1)
            .orElseThrow(
                () ->
                    new NoSuchRunException(
                        run.directory().path()
                            + " was not run to its end by its program: --resume does that"));
    // The runs' directory is two levels below that of the batch.
    Path batch = run.directory().path().getParent().getParent();
    Path directory =
        BatchManifestFile.peekWorkingDirectory(BatchDirectory.at(batch).manifest())
            .filter(Files::isDirectory)
            .orElse(Path.of(""))
            .toAbsolutePath();
    List<String> words = manifest.command().subList(0, manifest.command().size() - 1);
    return Optional.of(
        new ProgramRun(run, manifest, new ProgramCommand(words, directory, Set.of())));
  }

  /** The words that repeat it with results in another place: what is said last counts. */
  List<String> command(Path out) {
    List<String> command = new ArrayList<>(program.forReplay(run.directory().workerArguments()));
    command.add("--out=" + out);
    return command;
  }

  /** Tells a process what the program was told. */
  void prepare(ProcessBuilder process, Path out) {
    Optional<String> seed = Optional.ofNullable(manifest.run().parameters().get("seed"));
    process
        .directory(program.workingDirectory().toFile())
        .environment()
        .putAll(program.environment(manifest.run().id(), seed, out));
  }

  /** Warns of files of the program that are no longer what they were. */
  void noteChanges(PrintWriter err) {
    manifest.contentKey().map(ContentKey::programFiles).orElse(Map.of()).entrySet().stream()
        .map(
            known ->
                Map.entry(program.workingDirectory().resolve(known.getKey()), known.getValue()))
        .filter(known -> !known.getValue().equals(Replay.digest(known.getKey())))
        .forEach(
            other ->
                err.println(
                    "Warning: the program's file is not that of the batch: " + other.getKey()));
  }
}

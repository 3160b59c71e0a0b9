package org.backtestrunner.orchestrator.replay;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.backtestrunner.orchestrator.exit.ExitCode;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.file.InputDigest;
import org.backtestrunner.orchestrator.launch.command.RecordedCommand;
import org.backtestrunner.orchestrator.launch.command.WorkerCommand;
import org.backtestrunner.orchestrator.launch.execute.ShellText;
import org.backtestrunner.orchestrator.manifest.Artifact;
import org.backtestrunner.orchestrator.manifest.ContentKey;
import org.backtestrunner.orchestrator.manifest.RunManifestFile;

/**
 * The repetition of a run: by its own arguments and JVM options, with the prepared inputs where
 * they are still there, with output to another place.
 */
public final class Replay {
  private final RecordedRun run;
  private final Path workerJar;
  private final Path out;

  private Replay(RecordedRun run, Path workerJar, Path out) {
    this.run = run;
    this.workerJar = workerJar;
    this.out = out;
  }

  /**
   * @param run an id, an index, or the name of a run's directory
   * @param ownWorkerJar the worker that came with this program, for runs whose own is gone
   * @param out where the results go; empty for a new directory among the temporary ones
   * @throws NoSuchRunException where there is no such run
   */
  public static Replay of(Path batchDirectory, String run, Path ownWorkerJar, Optional<Path> out) {
    RecordedRun recorded = RecordedRun.find(batchDirectory, run);
    String name = recorded.directory().path().getFileName().toString();
    return new Replay(
        recorded,
        workerJar(recorded, ownWorkerJar),
        out.map(Path::toAbsolutePath).orElseGet(() -> temporary(name)));
  }

  private static Path temporary(String name) {
    try {
      return Files.createTempDirectory(name + "-");
    } catch (IOException failure) {
      Path place = Path.of(System.getProperty("java.io.tmpdir"));
      throw EnvironmentException.of("cannot make a directory in", place, failure);
    }
  }

  /** The jar that the run was executed with, or a copy of it. */
  private static Path workerJar(RecordedRun recorded, Path own) {
    Optional<Path> then =
        recorded
            .manifest()
            .flatMap(manifest -> new RecordedCommand(manifest.command()).jar())
            .filter(Files::isRegularFile);
    return then.orElse(own);
  }

  /**
   * Runs it and tells how it compares.
   *
   * @param debugPort where it waits for a debugger before it does anything
   * @param err takes what is not the worker's own output, which goes where ours goes
   * @return the worker's exit code; 1 where it has succeeded and its files are not those of the
   *     batch
   */
  public int run(OptionalInt debugPort, PrintWriter err) {
    Optional<ProgramRun> program = ProgramRun.of(run);
    if (program.isPresent() && debugPort.isPresent()) {
      throw new NoSuchRunException("--debug counts for our worker alone, not for your own program");
    }
    program.ifPresentOrElse(own -> own.noteChanges(err), () -> noteOtherWorker(err));
    List<String> command = program.map(own -> own.command(out)).orElseGet(() -> command(debugPort));
    err.println(ShellText.of(command));
    err.flush();
    ProcessBuilder process = new ProcessBuilder(command).inheritIO();
    program.ifPresent(own -> own.prepare(process, out));
    int exitCode = execute(process);
    err.println(verdict(exitCode));
    err.flush();
    return exitCode == 0 && !differences().isEmpty() ? ExitCode.SOME_FAILED.code() : exitCode;
  }

  private void noteOtherWorker(PrintWriter err) {
    Optional<String> then =
        run.manifest().flatMap(RunManifestFile.Content::contentKey).map(ContentKey::worker);
    if (then.isPresent() && !then.get().equals(digest(workerJar))) {
      err.println("Warning: the worker is not the one of the batch: " + workerJar);
    }
  }

  private List<String> command(OptionalInt debugPort) {
    RecordedCommand recorded =
        new RecordedCommand(run.manifest().map(RunManifestFile.Content::command).orElse(List.of()));
    List<String> command = new ArrayList<>();
    command.add(WorkerCommand.runningJava().toString());
    command.addAll(recorded.jvmOptions());
    debugPort.ifPresent(
        port ->
            command.add(
                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:" + port));
    command.addAll(
        List.of(
            "-jar", workerJar.toString(), "@" + run.directory().workerArguments(), "--out=" + out));
    return command;
  }

  private static int execute(ProcessBuilder process) {
    try {
      return process.start().waitFor();
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot start", Path.of(process.command().get(0)), failure);
    } catch (InterruptedException ended) {
      throw new IllegalStateException("nobody interrupts the main thread", ended);
    }
  }

  private String verdict(int exitCode) {
    Optional<RunManifestFile.Content> then = run.manifest();
    if (exitCode != 0) {
      return "Ended with code "
          + exitCode
          + then.flatMap(RunManifestFile.Content::error)
              .map(e -> "; in the batch: " + e)
              .orElse("");
    }
    String where = "Results: " + out;
    if (then.isEmpty()) {
      return where + " (the batch has no result of this run)";
    }
    if (then.get().error().isPresent()) {
      return where + " (it succeeded; in the batch: " + then.get().error().get() + ")";
    }
    List<String> differences = differences();
    return differences.isEmpty()
        ? where + " (byte for byte those of the batch)"
        : where + " (not those of the batch: " + String.join(", ", differences) + ")";
  }

  /** The names of the batch's result files that came out otherwise. */
  private List<String> differences() {
    List<String> different = new ArrayList<>();
    for (Artifact artifact :
        run.manifest().map(RunManifestFile.Content::artifacts).orElse(List.of())) {
      Path name = Path.of(artifact.path()).getFileName();
      if (!artifact.sha256().equals(digest(out.resolve(name)))) {
        different.add(name.toString());
      }
    }
    return different;
  }

  /** Of no file an empty text. */
  static String digest(Path file) {
    try {
      return InputDigest.of(file, () -> true).sha256();
    } catch (IOException unreadable) {
      return "";
    }
  }
}

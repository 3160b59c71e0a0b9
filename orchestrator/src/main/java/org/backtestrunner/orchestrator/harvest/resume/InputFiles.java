package org.backtestrunner.orchestrator.harvest.resume;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.backtestrunner.orchestrator.config.program.WorkerProgram;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.file.InputDigest;
import org.backtestrunner.orchestrator.launch.execute.ShellText;
import org.backtestrunner.orchestrator.manifest.ContentKey;
import org.backtestrunner.orchestrator.manifest.InputFile;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.shared.file.FileDigest;
import org.backtestrunner.shared.file.InputStamp;

/**
 * The input files of a batch: what they held when it began, and whether they still do. Each file is
 * read once, when the first run that uses it has ended. Thread-safe.
 */
public final class InputFiles {
  private final Path workingDirectory;
  private final Path workerJar;

  /** The words by which a program of the user's is started; empty where our worker is. */
  private final Optional<String> command;

  private final Map<String, Path> programFiles;
  private final List<String> jvmArguments;
  private final boolean csvSafe;
  private final Map<Path, Input> inputs = new LinkedHashMap<>();
  private volatile boolean abandoned;

  /**
   * Notes the stamps of all files that the runs use, those in directories of prices too.
   *
   * @param workingDirectory where relative paths start; absolute
   * @param workerJar the program that reads them, which is watched like them
   * @param strategies the jar of the user's strategies and factors, by what to call it
   * @param jvmArguments the user's arguments for the worker's JVM
   * @param csvSafe whether the worker writes files in which a spreadsheet finds no formula
   */
  public InputFiles(
      List<RunPlan> runs,
      Path workingDirectory,
      Path workerJar,
      Map<String, Path> strategies,
      List<String> jvmArguments,
      boolean csvSafe) {
    this(runs, workingDirectory, workerJar, Optional.empty(), strategies, jvmArguments, csvSafe);
  }

  /**
   * The same where a program of the user's executes the runs; it counts by its files and by how it
   * is started.
   */
  public InputFiles(List<RunPlan> runs, Path workingDirectory, WorkerProgram program) {
    this(
        runs,
        workingDirectory,
        program.executable(),
        Optional.of(ShellText.of(program.command())),
        program.files(),
        List.of(),
        false);
  }

  private InputFiles(
      List<RunPlan> runs,
      Path workingDirectory,
      Path workerJar,
      Optional<String> command,
      Map<String, Path> programFiles,
      List<String> jvmArguments,
      boolean csvSafe) {
    this.workingDirectory = workingDirectory;
    this.command = command;
    this.programFiles = programFiles;
    this.workerJar = workerJar;
    this.jvmArguments = List.copyOf(jvmArguments);
    this.csvSafe = csvSafe;
    inputs.put(workerJar, new Input(workerJar));
    for (RunPlan run : runs) {
      for (Path file : files(run).values()) {
        inputs.computeIfAbsent(file, Input::new);
      }
    }
  }

  /** All that the run's result depends on: by parameter, or by what a program's file is called. */
  private Map<String, Path> files(RunPlan run) {
    Map<String, Path> files = new LinkedHashMap<>(run.inputFiles(workingDirectory));
    files.putAll(programFiles);
    return files;
  }

  /** Begins to read the worker jar beside other work: its digest is needed before the first run. */
  public void readWorkerAhead() {
    Thread background = new Thread(this::workerSha256, "worker jar");
    background.setDaemon(true);
    background.start();
  }

  /** Reads no file from now on, and that which is being read no further. */
  public void abandon() {
    abandoned = true;
  }

  /**
   * The input files of a run with their digests when the batch began; one of which that is not
   * known is left out.
   */
  public List<InputFile> of(RunPlan run) {
    return of(run, parameter -> true, Input::digest);
  }

  /** The same without those that were not read yet. */
  public List<InputFile> knownOf(RunPlan run) {
    return of(run, parameter -> true, input -> input.digest);
  }

  /**
   * The same without those that have changed.
   *
   * @param read as of {@link #changes}
   */
  public List<InputFile> unchanged(RunPlan run, Map<String, Set<String>> read) {
    return of(run, parameter -> !hasChanged(run, parameter, read), Input::digest);
  }

  private List<InputFile> of(
      RunPlan run, Predicate<String> wanted, Function<Input, Optional<FileDigest>> digestOf) {
    List<InputFile> files = new ArrayList<>();
    files(run)
        .forEach(
            (parameter, path) -> {
              if (wanted.test(parameter)) {
                digestOf
                    .apply(inputs.get(path))
                    .map(digest -> new InputFile(parameter, path, digest.bytes(), digest.sha256()))
                    .ifPresent(files::add);
              }
            });
    return files;
  }

  private boolean hasChanged(RunPlan run, String parameter, Map<String, Set<String>> read) {
    Input input = inputs.get(files(run).get(parameter));
    return input.hasChanged() || !input.isAll(read.getOrDefault(parameter, Set.of()));
  }

  /**
   * What the run's result depends on, if nothing of it {@link #changes}; empty where it is not
   * known what a file held when the batch began.
   */
  public Optional<ContentKey> contentKey(RunPlan run) {
    Optional<String> worker = command.or(this::workerSha256);
    List<InputFile> files = of(run);
    boolean complete = worker.isPresent() && files.size() == files(run).size();
    return complete
        ? Optional.of(ContentKey.of(run, files, worker.get(), jvmArguments, csvSafe))
        : Optional.empty();
  }

  /** The SHA-256 of the worker jar; empty where it cannot be read. */
  public Optional<String> workerSha256() {
    return inputs.get(workerJar).digest().map(FileDigest::sha256);
  }

  /**
   * One sentence for each file of the run that is not what it was when the batch began.
   *
   * @param read stamps of what the run's worker has read, by parameter, as far as it tells
   * @param ownWorker whether the run has a copy of the worker jar, to which nothing happens
   */
  public List<String> changes(RunPlan run, Map<String, Set<String>> read, boolean ownWorker) {
    List<String> changes = new ArrayList<>();
    files(run)
        .forEach(
            (parameter, path) -> {
              if (hasChanged(run, parameter, read)) {
                changes.add(change(parameter, path));
              }
            });
    if (!ownWorker && command.isEmpty() && inputs.get(workerJar).hasChanged()) {
      changes.add(change("the worker jar", workerJar));
    }
    return changes;
  }

  private static String change(String name, Path path) {
    return "%s changed while the batch ran, so that runs may differ: %s".formatted(name, path);
  }

  private final class Input {
    private final Path file;
    private final InputStamp atStart;
    private volatile Optional<FileDigest> digest = Optional.empty();

    Input(Path file) {
      this.file = file;
      try {
        this.atStart = InputStamp.of(file);
      } catch (IOException failure) {
        throw EnvironmentException.of("cannot read", file, failure);
      }
    }

    /** Known only where the file was still the same when all of it was read. */
    synchronized Optional<FileDigest> digest() {
      if (digest.isEmpty() && !hasChanged()) {
        try {
          FileDigest read = InputDigest.of(file, () -> !abandoned);
          digest = hasChanged() ? Optional.empty() : Optional.of(read);
        } catch (IOException goneOrAbandoned) {
          // Told by hasChanged; or nobody waits for it any more.
        }
      }
      return digest;
    }

    /** Whether all that was read is what was there when the batch began. */
    boolean isAll(Set<String> read) {
      return Set.of(atStart.read()).containsAll(read);
    }

    boolean hasChanged() {
      try {
        return !isAll(Set.of(InputStamp.of(file).read()));
      } catch (IOException gone) {
        return true;
      }
    }
  }
}

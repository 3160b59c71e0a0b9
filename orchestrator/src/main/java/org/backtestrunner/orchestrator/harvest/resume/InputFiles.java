package org.backtestrunner.orchestrator.harvest.resume;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.file.InputDigest;
import org.backtestrunner.orchestrator.file.InputStamp;
import org.backtestrunner.orchestrator.manifest.ContentKey;
import org.backtestrunner.orchestrator.manifest.InputFile;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.shared.file.FileDigest;

/**
 * The input files of a batch: what they held when it began, and whether they still do. Each file is
 * read once, when the first run that uses it has ended. Thread-safe.
 */
public final class InputFiles {
  private final Path workingDirectory;
  private final Path workerJar;
  private final List<String> jvmArguments;
  private final Map<Path, Input> inputs = new LinkedHashMap<>();
  private volatile boolean abandoned;

  /**
   * Notes size and time of all files that the runs use, those in directories of prices too.
   *
   * @param workingDirectory where relative paths start; absolute
   * @param workerJar the program that reads them, which is watched like them
   * @param jvmArguments the user's arguments for the worker's JVM
   */
  public InputFiles(
      List<RunPlan> runs, Path workingDirectory, Path workerJar, List<String> jvmArguments) {
    this.workingDirectory = workingDirectory;
    this.workerJar = workerJar;
    this.jvmArguments = List.copyOf(jvmArguments);
    inputs.put(workerJar, new Input(workerJar));
    for (RunPlan run : runs) {
      for (Path file : run.inputFiles(workingDirectory).values()) {
        inputs.computeIfAbsent(file, Input::new);
      }
    }
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

  /** The input files of a run with their digests; one that can no longer be read is left out. */
  public List<InputFile> of(RunPlan run) {
    return of(run, Input::digest);
  }

  /** The same without those that were not read yet. */
  public List<InputFile> knownOf(RunPlan run) {
    return of(run, input -> input.digest);
  }

  private List<InputFile> of(RunPlan run, Function<Input, Optional<FileDigest>> digestOf) {
    List<InputFile> files = new ArrayList<>();
    run.inputFiles(workingDirectory)
        .forEach(
            (parameter, path) ->
                digestOf
                    .apply(inputs.get(path))
                    .ifPresent(
                        digest ->
                            files.add(
                                new InputFile(parameter, path, digest.bytes(), digest.sha256()))));
    return files;
  }

  /**
   * What the run's result depends on; empty where that is not known for sure, because a file has
   * changed since the batch began.
   *
   * @param ownWorker whether the run has a copy of the worker jar, to which nothing happens
   */
  public Optional<ContentKey> contentKey(RunPlan run, boolean ownWorker) {
    Optional<FileDigest> worker = inputs.get(workerJar).digest();
    List<InputFile> files = of(run);
    boolean complete =
        worker.isPresent()
            && files.size() == run.inputFiles(workingDirectory).size()
            && changes(run, ownWorker).isEmpty();
    return complete
        ? Optional.of(ContentKey.of(run, files, worker.get().sha256(), jvmArguments))
        : Optional.empty();
  }

  /** The SHA-256 of the worker jar; empty where it cannot be read. */
  public Optional<String> workerSha256() {
    return inputs.get(workerJar).digest().map(FileDigest::sha256);
  }

  /**
   * One sentence for each file of the run that is not what it was when the batch began.
   *
   * @param ownWorker whether the run has a copy of the worker jar, to which nothing happens
   */
  public List<String> changes(RunPlan run, boolean ownWorker) {
    Map<String, Path> watched = new LinkedHashMap<>(run.inputFiles(workingDirectory));
    if (!ownWorker) {
      watched.put("the worker jar", workerJar);
    }
    List<String> changes = new ArrayList<>();
    watched.forEach(
        (name, path) -> {
          if (inputs.get(path).hasChanged()) {
            changes.add(
                "%s changed while the batch ran, so that runs may differ: %s"
                    .formatted(name, path));
          }
        });
    return changes;
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

    synchronized Optional<FileDigest> digest() {
      if (digest.isEmpty()) {
        try {
          digest = Optional.of(InputDigest.of(file, () -> !abandoned));
        } catch (IOException goneOrAbandoned) {
          // Told by hasChanged; or nobody waits for it any more.
        }
      }
      return digest;
    }

    boolean hasChanged() {
      try {
        return !InputStamp.of(file).hasContentOf(atStart);
      } catch (IOException gone) {
        return true;
      }
    }
  }
}

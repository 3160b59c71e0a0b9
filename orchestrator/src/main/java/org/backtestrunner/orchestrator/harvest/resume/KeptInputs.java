package org.backtestrunner.orchestrator.harvest.resume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.backtestrunner.orchestrator.config.document.ConfigSource;
import org.backtestrunner.orchestrator.config.run.RunSetKeys;
import org.backtestrunner.orchestrator.config.run.RunsFile;
import org.backtestrunner.orchestrator.file.AtomicFile;
import org.backtestrunner.orchestrator.file.RegularFile;
import org.backtestrunner.orchestrator.manifest.InputFile;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;
import org.backtestrunner.shared.file.Sha256;

/**
 * Copies of the small inputs of a batch, so that what was traded can be read again when they have
 * changed: each is named by its content, and none is ever deleted. Thread-safe.
 */
public final class KeptInputs {
  private static final int MOST_BYTES = 1 << 20;

  private final BatchDirectory batch;

  /** Whether there is a copy, by its place. */
  private final ConcurrentHashMap<Path, Boolean> copies = new ConcurrentHashMap<>();

  public KeptInputs(BatchDirectory batch) {
    this.batch = batch;
  }

  /**
   * Makes copies of those of a run's inputs that are small files, unless they are there.
   *
   * @return the inputs, with the places of their copies; an input that no longer is what its digest
   *     says has none
   * @throws org.backtestrunner.orchestrator.file.EnvironmentException where one cannot be written
   */
  public List<InputFile> keep(RunPlan run, List<InputFile> inputs) {
    return inputs.stream()
        .map(
            input ->
                input.isOfProgram() || run.effective().isSmallInput(input.parameter())
                    ? copy(input).map(input::keptAt).orElse(input)
                    : input)
        .toList();
  }

  /** Makes a copy of a config, which the next start of the batch may have changed. */
  public void keep(ConfigSource config) {
    byte[] bytes = config.bytes();
    if (bytes.length <= MOST_BYTES) {
      Path name = config.lastingFile().orElse(batch.config());
      AtomicFile.write(batch.keptInput(config.sha256(), name), bytes);
    }
  }

  /** Makes a copy of a file of runs, if it still is what was read of it. */
  public void keep(RunsFile runs) {
    copy(new InputFile(RunSetKeys.RUNS_FILE, runs.file(), runs.bytes(), runs.sha256()));
  }

  private Optional<String> copy(InputFile input) {
    if (input.bytes() > MOST_BYTES || !Files.isRegularFile(input.path())) {
      return Optional.empty();
    }
    Path copy = batch.keptInput(input.sha256(), input.path());
    boolean there = copies.computeIfAbsent(copy, place -> isWhole(place, input) || made(input));
    return there ? Optional.of(batch.path().relativize(copy).toString()) : Optional.empty();
  }

  private static boolean isWhole(Path copy, InputFile input) {
    try {
      return Sha256.of(RegularFile.readAll(copy, MOST_BYTES)).equals(input.sha256());
    } catch (IOException unreadable) {
      return false;
    }
  }

  private boolean made(InputFile input) {
    byte[] bytes;
    try {
      // A user's input may well be a link.
      bytes = RegularFile.readAll(input.path().toRealPath(), MOST_BYTES);
    } catch (IOException gone) {
      return false;
    }
    boolean same = Sha256.of(bytes).equals(input.sha256());
    if (same) {
      AtomicFile.write(batch.keptInput(input.sha256(), input.path()), bytes);
    }
    return same;
  }
}

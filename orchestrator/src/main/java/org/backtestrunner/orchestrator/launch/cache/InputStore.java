package org.backtestrunner.orchestrator.launch.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.backtestrunner.orchestrator.file.DirectoryTree;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.launch.cache.BatchCache.Batch;
import org.backtestrunner.orchestrator.launch.command.WorkerCommand;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.contract.LogTail;
import org.backtestrunner.orchestrator.launch.contract.WorkerLog;
import org.backtestrunner.orchestrator.launch.execute.RunOutcome;
import org.backtestrunner.orchestrator.launch.execute.RunTask;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.shared.file.InputStamp;

/**
 * The inputs of a batch as a worker has prepared them: read and checked once, by a worker of its
 * own, for all runs that share them. A run that gets none reads its input files itself, with the
 * same result. Thread-safe.
 */
final class InputStore {
  /** So many runs with the same inputs are worth a preparation. */
  private static final int LEAST_RUNS = 3;

  /** The file is the worker's; of its lines, these words name files of the cache. */
  private static final int PANEL_NAME = 1;

  private static final int FACTOR_NAME = 3;

  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final double BYTES_PER_MEGABYTE = 1e6;
  private static final Duration TOUCH_INTERVAL = Duration.ofMinutes(10);

  private final CacheDirectory cache;
  private final Batch batch;
  private final WorkerCommand command;
  private final Map<Integer, Shared> byRun = new HashMap<>();
  private CompletableFuture<Optional<Path>> lastPreparation = none();

  InputStore(CacheDirectory cache, Batch batch) {
    this.cache = cache;
    this.batch = batch;
    this.command = batch.command();
  }

  /** Notes the runs that may share inputs; prepares nothing yet. */
  void expect(List<RunPlan> runs) {
    Map<InputSet, Shared> shared = new HashMap<>();
    Map<String, Optional<String>> stamps = new HashMap<>();
    for (RunPlan run : runs) {
      InputSet.of(run, path -> stamps.computeIfAbsent(path, this::stamp))
          .ifPresent(
              set -> {
                Shared one = shared.computeIfAbsent(set, Shared::new);
                one.runs++;
                byRun.put(run.index(), one);
              });
    }
  }

  private static CompletableFuture<Optional<Path>> none() {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  private Optional<String> stamp(String path) {
    try {
      return Optional.of(InputStamp.of(batch.workingDirectory().resolve(path)).text());
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /**
   * The file by which the run's worker finds its prepared inputs. The first run that needs them has
   * them prepared; the others wait for that. Fails with an {@link UnusableInputsException} where
   * they cannot be used.
   */
  CompletableFuture<Optional<Path>> of(RunPlan run) {
    return Optional.ofNullable(byRun.get(run.index()))
        .map(shared -> shared.file(run))
        .orElseGet(InputStore::none);
  }

  private final class Shared {
    private final InputSet set;
    private int runs;
    private Optional<CompletableFuture<Optional<Path>>> file = Optional.empty();
    private Instant touched = Instant.EPOCH;

    Shared(InputSet set) {
      this.set = set;
    }

    synchronized CompletableFuture<Optional<Path>> file(RunPlan run) {
      if (file.isEmpty()) {
        file =
            Optional.of(
                batch
                    .workerSha256()
                    .get()
                    .map(sha256 -> findSafely(run, sha256))
                    .orElseGet(InputStore::none));
      }
      return file.get().thenApply(this::touched);
    }

    private synchronized Optional<Path> touched(Optional<Path> found) {
      if (found.isPresent() && touched.plus(TOUCH_INTERVAL).isBefore(Instant.now())) {
        touched = Instant.now();
        CacheDirectory.touch(filesOf(found.get()));
      }
      return found;
    }

    private CompletableFuture<Optional<Path>> findSafely(RunPlan run, String sha256) {
      return none()
          .thenCompose(nothing -> find(run, sha256))
          .exceptionally(
              damage -> {
                if (UnusableInputsException.isReason(damage)) {
                  throw UnusableInputsException.of(damage);
                }
                tellOf(damage.getCause().toString());
                return Optional.empty();
              });
    }

    private CompletableFuture<Optional<Path>> find(RunPlan run, String sha256) {
      Path target;
      try {
        target = cache.path().resolve(set.fileName(sha256, command));
      } catch (IOException gone) {
        return none();
      }
      if (isWhole(target)) {
        return CompletableFuture.completedFuture(Optional.of(target));
      }
      return runs >= LEAST_RUNS ? prepareInTurn(run, target) : none();
    }
  }

  /** One at a time: each takes a share of the memory that the admission of workers knows not of. */
  private synchronized CompletableFuture<Optional<Path>> prepareInTurn(RunPlan run, Path target) {
    CompletableFuture<Optional<Path>> prepared =
        lastPreparation.thenCompose(before -> prepare(run, target));
    lastPreparation = prepared.exceptionally(damage -> Optional.empty());
    return prepared;
  }

  private CompletableFuture<Optional<Path>> prepare(RunPlan run, Path target) {
    try {
      Path scratch = cache.newScratch();
      return prepare(run, target, scratch).whenComplete((file, bug) -> clear(scratch));
    } catch (IOException failure) {
      tellOf(failure);
      return none();
    }
  }

  private CompletableFuture<Optional<Path>> prepare(RunPlan run, Path target, Path scratch) {
    Path arguments = scratch.resolve("prepare.args");
    Path log = scratch.resolve("prepare.log");
    List<Path> inputs = InputSet.files(run, batch.workingDirectory());
    try {
      Files.writeString(
          arguments,
          command.argumentsOfPreparation(
              run.workerParameters(batch.workingDirectory()), scratch.resolve("out")));
    } catch (IOException failure) {
      tellOf(failure);
      return none();
    }
    RunTask task =
        new RunTask(
            scratch,
            log,
            command.forPreparation(arguments, cache.path(), target, InputSet.bytes(inputs)),
            Optional.of(timeLimit()),
            RunTask.DEFAULT_GRACE);
    Notices.Work work =
        batch.notices().begin("preparing " + words(inputs), () -> LogTail.percentRead(log));
    return batch
        .executor()
        .submit(task, batch.stop())
        .whenComplete((outcome, bug) -> work.close())
        .thenApply(outcome -> Optional.of(target).filter(file -> isPrepared(outcome, file, log)));
  }

  private Duration timeLimit() {
    return batch.timeLimit().filter(limit -> limit.compareTo(LONGEST) < 0).orElse(LONGEST);
  }

  /** For people: {@code prices.csv, bundle.yaml (128 MB)}. */
  private static String words(List<Path> inputs) {
    List<String> names = inputs.stream().map(input -> input.getFileName().toString()).toList();
    return "%s (%d MB)"
        .formatted(
            String.join(", ", names), Math.round(InputSet.bytes(inputs) / BYTES_PER_MEGABYTE));
  }

  private boolean isPrepared(RunOutcome outcome, Path target, Path log) {
    if (outcome.cause().equals(Optional.of(Cause.BAD_DATA))) {
      throw refused(log);
    }
    boolean prepared = outcome.cause().isEmpty() && isWhole(target);
    if (!prepared && !batch.stop().isTriggered()) {
      tellOf(ending(outcome) + lastLine(log));
    }
    return prepared;
  }

  private UnusableInputsException refused(Path log) {
    String problem =
        WorkerLog.read(log, 0).lastError().orElse("the worker does not say what is wrong");
    batch.notices().say("Bad data: no run with these inputs is started: " + problem);
    return new UnusableInputsException(problem);
  }

  private void clear(Path scratch) {
    try {
      DirectoryTree.delete(scratch);
    } catch (IOException left) {
      // Deleted with what no batch uses any more.
    }
    cache.evict();
  }

  private void tellOf(IOException failure) {
    tellOf(EnvironmentException.of("cannot write", cache.path(), failure).getMessage());
  }

  private void tellOf(String failure) {
    batch
        .notices()
        .say("The inputs cannot be prepared once, so every run reads them itself: " + failure);
  }

  private String ending(RunOutcome outcome) {
    return switch (outcome.ending()) {
      case TIMED_OUT -> "no end after " + timeLimit().toSeconds() + " seconds";
      case EXITED -> "exit code " + outcome.exitCode().orElseThrow();
      case STOPPED, NOT_STARTED, REPORTED -> outcome.problem().orElse("stopped");
    };
  }

  private static String lastLine(Path log) {
    List<String> lines = WorkerLog.read(log, 0).lastLines();
    return lines.isEmpty() ? "" : ": " + lines.get(lines.size() - 1);
  }

  /** Whether all is there that the file names, and nobody else's. */
  private boolean isWhole(Path file) {
    List<Path> files = filesOf(file);
    return !files.isEmpty() && files.stream().allMatch(CacheDirectory::isOwn);
  }

  /** The file itself, and those of the cache that it names; none where it cannot be read. */
  private List<Path> filesOf(Path file) {
    List<Path> files = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file)) {
        String[] words = line.split(" ", FACTOR_NAME + 2);
        if (words[0].equals("panel") && words.length > PANEL_NAME) {
          files.add(cache.path().resolve(words[PANEL_NAME]));
        } else if (words[0].equals("factor") && words.length > FACTOR_NAME) {
          files.add(cache.path().resolve(words[FACTOR_NAME]));
        }
      }
      files.add(file);
      return files;
    } catch (IOException | InvalidPathException damaged) {
      return List.of();
    }
  }
}

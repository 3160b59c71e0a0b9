package org.backtestrunner.orchestrator.launch.handed;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.backtestrunner.orchestrator.file.DirectoryTree;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.execute.RunOutcome;
import org.backtestrunner.orchestrator.launch.execute.RunTask;
import org.backtestrunner.orchestrator.launch.execute.Termination;

/**
 * How an execution of a run has ended, as its exit file tells. Of several executions of one run the
 * first to leave this file is the one that counts.
 *
 * @param execution which one it was
 * @param node where
 */
public record Ending(RunOutcome outcome, String execution, String node) {
  private static final String NOBODY = "-";

  /**
   * Leaves it, unless another execution has ended before.
   *
   * @return whether it counts
   */
  boolean leave(HandedDirectory files, String name) throws IOException {
    return text().putFirst(files.done().resolve(name));
  }

  /** Notes that the execution was told to end, which does not end its run. */
  void noteStop(HandedDirectory files, String name) throws IOException {
    Path file = files.stopped().resolve(name);
    Files.deleteIfExists(file);
    text().putFirst(file);
  }

  private ValueFile text() {
    ValueFile text =
        new ValueFile()
            .put("ending", outcome.ending())
            .put("execution", execution)
            .put("node", node)
            .put("started_at", outcome.startedAt())
            .put("runtime_ms", outcome.runtime().toMillis());
    outcome.exitCode().ifPresent(code -> text.put("exit_code", code));
    outcome.cause().ifPresent(cause -> text.put("reason", cause.label()));
    outcome.pid().ifPresent(pid -> text.put("pid", pid));
    outcome.problem().ifPresent(problem -> text.put("problem", problem));
    outcome.runNumber().ifPresent(number -> text.put("run_number", number));
    return text.put("left_processes", outcome.leftProcesses());
  }

  /** How a run has ended; empty where it has not. */
  public static Optional<Ending> find(HandedDirectory files, String name) throws IOException {
    return read(files.done().resolve(name));
  }

  /** How its execution ended that was told to; empty where none has said so. */
  public static Optional<Ending> findStop(HandedDirectory files, String name) throws IOException {
    return read(files.stopped().resolve(name));
  }

  private static Optional<Ending> read(Path file) throws IOException {
    try {
      ValueFile text = ValueFile.read(file);
      RunOutcome outcome =
          new RunOutcome(
              Termination.valueOf(text.get("ending")),
              text.find("reason").flatMap(Cause::find),
              Instant.parse(text.get("started_at")),
              Duration.ofMillis(Long.parseLong(text.get("runtime_ms"))),
              text.find("pid")
                  .map(Long::parseLong)
                  .map(OptionalLong::of)
                  .orElse(OptionalLong.empty()),
              number(text.find("exit_code")),
              text.find("problem"),
              Boolean.parseBoolean(text.get("left_processes")),
              number(text.find("run_number")));
      return Optional.of(new Ending(outcome, text.get("execution"), text.get("node")));
    } catch (NoSuchFileException notYet) {
      return Optional.empty();
    } catch (IllegalArgumentException | DateTimeException broken) {
      throw new IOException("cannot be read: " + broken.getMessage(), broken);
    }
  }

  private static OptionalInt number(Optional<String> text) {
    return text.map(Integer::parseInt).map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  /**
   * Sees to it that no execution of a run counts any more.
   *
   * @return how it had ended before; empty where it has not, and never will
   */
  public static Optional<Ending> giveUp(HandedDirectory files, String name, RunOutcome instead)
      throws IOException {
    boolean done = new Ending(instead, NOBODY, NOBODY).leave(files, name);
    return done ? Optional.empty() : find(files, name);
  }

  /** Whether this is what {@link #giveUp} has left. */
  public boolean isGivenUp() {
    return execution.equals(NOBODY);
  }

  /** Brings what the execution has written to the run's workplace; may be done again. */
  public void bringResults(Optional<RunTask.Workplace> workplace) throws IOException {
    if (workplace.isEmpty() || isGivenUp()) {
      return;
    }
    Files.deleteIfExists(HandedRun.arguments(workplace.get(), execution));
    Path place = workplace.get().directory();
    Path own = place.resolveSibling(place.getFileName() + "_" + execution);
    if (!Files.isDirectory(own)) {
      return;
    }
    Files.createDirectories(place);
    try (DirectoryStream<Path> left = Files.newDirectoryStream(own)) {
      for (Path file : left) {
        Files.move(file, place.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
      }
    }
    DirectoryTree.delete(own);
  }
}

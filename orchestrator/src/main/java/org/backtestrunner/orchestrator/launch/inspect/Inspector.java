package org.backtestrunner.orchestrator.launch.inspect;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.orchestrator.launch.command.WorkerCommand;
import org.backtestrunner.orchestrator.launch.execute.Dialogue;

/**
 * A worker that is to look at inputs, started while the config is still being read: to start a JVM
 * takes as long as that. It is the worker of most batches; one that names another starts its own.
 */
public final class Inspector implements AutoCloseable {
  private final WorkerCommand command;
  private final Optional<Dialogue> started;

  private Inspector(WorkerCommand command, Optional<Dialogue> started) {
    this.command = command;
    this.started = started;
  }

  /** Starts the worker of this installation. */
  public static Inspector begin(Path workerJar, Path directory) {
    WorkerCommand command = of(workerJar, List.of());
    return new Inspector(command, start(command, directory));
  }

  private static WorkerCommand of(Path jar, List<String> jvmArguments) {
    return new WorkerCommand(WorkerCommand.runningJava(), Optional.empty(), 1, jvmArguments, jar);
  }

  private static Optional<Dialogue> start(WorkerCommand command, Path directory) {
    try {
      return Optional.of(Dialogue.begin(command.forInspection(), directory));
    } catch (IOException toBeToldOnlyIfItIsNeeded) {
      return Optional.empty();
    }
  }

  /**
   * A process of the worker that a batch has.
   *
   * @param strategies a jar with strategies and factors of the user's
   * @throws IOException where it cannot be started
   */
  Dialogue dialogue(
      Path workerJar, List<String> jvmArguments, Optional<Path> strategies, Path directory)
      throws IOException {
    WorkerCommand plain = of(workerJar, jvmArguments);
    WorkerCommand wanted = strategies.map(plain::withStrategies).orElse(plain);
    return wanted.equals(command) && started.isPresent()
        ? started.get()
        : Dialogue.begin(wanted.forInspection(), directory);
  }

  /** Ends the process where nobody has asked it anything. */
  @Override
  public void close() {
    started.ifPresent(Dialogue::close);
  }
}

package org.backtestrunner.orchestrator.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.backtestrunner.orchestrator.exit.ExitCode;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.launch.cache.ProgramArchive;
import org.backtestrunner.orchestrator.launch.cache.WorkerArchive;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes next starts faster; the program calls it itself, and no help names it. */
@Command(
    name = ProgramArchive.COMMAND,
    hidden = true,
    description = "Makes the archive of this program's classes, or of a worker's.")
public final class MakeArchiveCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      description = "the archive of this program; of a worker, its jar in the cache")
  private Path file;

  @Option(names = WorkerArchive.WORKER_OPTION, description = "whether FILE is a worker")
  private boolean worker;

  @Option(
      names = WorkerArchive.JVM_OPTION,
      paramLabel = "WORD",
      description = "an argument of the worker's JVM")
  private List<String> jvmArguments = List.of();

  @Override
  public Integer call() {
    try {
      boolean made =
          worker
              ? WorkerArchive.make(file.toAbsolutePath(), jvmArguments)
              : new ProgramArchive(file.toAbsolutePath()).make();
      return (made ? ExitCode.SUCCESS : ExitCode.ENVIRONMENT).code();
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot make", file, failure);
    }
  }
}

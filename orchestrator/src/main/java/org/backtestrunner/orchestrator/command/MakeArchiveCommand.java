package org.backtestrunner.orchestrator.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.backtestrunner.orchestrator.exit.ExitCode;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.launch.cache.ProgramArchive;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes the program's next starts faster; the program calls it itself, and no help names it. */
@Command(
    name = MakeArchiveCommand.NAME,
    hidden = true,
    description = "Makes the archive of this program's classes.")
public final class MakeArchiveCommand implements Callable<Integer> {
  public static final String NAME = "make_archive";

  @Parameters(paramLabel = "FILE", description = "the archive")
  private Path file;

  @Override
  public Integer call() {
    try {
      boolean made = new ProgramArchive(file.toAbsolutePath()).make();
      return (made ? ExitCode.SUCCESS : ExitCode.ENVIRONMENT).code();
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot make", file, failure);
    }
  }
}

package org.backtestrunner.orchestrator.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.backtestrunner.orchestrator.file.AtomicFile;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.file.RegularFile;
import org.backtestrunner.orchestrator.launch.command.RunCommand;
import org.backtestrunner.orchestrator.launch.contract.ResultFile;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.plan.layout.RunDirectory;

/**
 * What a run's directory holds before the run is executed.
 *
 * @param workingDirectory where relative paths of parameters start; absolute
 * @param outputs which results the workers write
 */
record RunFiles(RunCommand command, Path workingDirectory, Set<ResultFile> outputs) {

  /** The same for runs that leave other results. */
  RunFiles leaving(Set<ResultFile> others) {
    return new RunFiles(command, workingDirectory, others);
  }

  /** Makes the directory; touches nothing that is as it should be. */
  void prepare(RunPlan run, RunDirectory directory) {
    try {
      createDirectory(directory);
      AtomicFile.deleteLeftovers(directory.path());
      String text = arguments(run, directory.backtest(), Optional.empty());
      Path file = directory.workerArguments();
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        // Should this be cut short, the next start writes it again.
        Files.writeString(file, text);
      } else if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          || Files.size(file) != text.getBytes(StandardCharsets.UTF_8).length
          || !Files.readString(file).equals(text)) {
        AtomicFile.write(file, text);
      }
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot write", directory.path(), failure);
    }
  }

  /** Not those above: a batch whose directory somebody deleted does not go on in half of one. */
  static void createDirectory(RunDirectory directory) throws IOException {
    if (!Files.isDirectory(directory.path())) {
      Files.createDirectory(directory.path());
    }
  }

  void writeArguments(RunPlan run, RunDirectory directory, Path out, Optional<Path> store)
      throws IOException {
    RegularFile.makeRoom(directory.workerArguments());
    Files.writeString(directory.workerArguments(), arguments(run, out, store));
  }

  private String arguments(RunPlan run, Path out, Optional<Path> store) {
    return command.argumentText(run.workerParameters(workingDirectory), out, outputs, store);
  }
}

package org.backtestrunner.orchestrator.launch.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.contract.ResultFile;
import org.backtestrunner.orchestrator.launch.contract.Status;
import org.backtestrunner.orchestrator.launch.contract.WorkerExit;

/**
 * How a program of the user's is called that executes runs.
 *
 * @param words the program and its first arguments; relative paths start at the directory
 * @param workingDirectory where it runs, that of the caller; absolute
 * @param parameters the names that it declares; of others it is not told
 */
public record ProgramCommand(List<String> words, Path workingDirectory, Set<String> parameters)
    implements RunCommand {
  private static final int USAGE = 2;
  private static final int BAD_DATA = 65;

  public ProgramCommand {
    words = List.copyOf(words);
    parameters = Set.copyOf(parameters);
    if (words.isEmpty() || !workingDirectory.isAbsolute()) {
      throw new IllegalArgumentException(words + " in " + workingDirectory);
    }
  }

  @Override
  public List<String> forRun(Path workerArgs, boolean prepared) {
    List<String> command = new ArrayList<>(words);
    command.add("@" + workerArgs.toAbsolutePath());
    return List.copyOf(command);
  }

  @Override
  public List<String> forReplay(Path workerArgs) {
    return forRun(workerArgs, false);
  }

  /** How much it takes is its own affair. */
  @Override
  public RunCommand withMoreMemory() {
    return this;
  }

  /** One {@code --name=value} a line, the name as it is declared; last the output directory. */
  @Override
  public List<String> arguments(
      Map<String, String> all, Path out, Set<ResultFile> outputs, Optional<Path> store) {
    List<String> lines = new ArrayList<>();
    all.forEach(
        (name, value) -> {
          if (parameters.contains(name)) {
            lines.add("--" + name + "=" + value);
          }
        });
    lines.add("--out=" + out);
    return lines;
  }

  @Override
  public Path directory(Path runDirectory) {
    return workingDirectory;
  }

  @Override
  public boolean tellsStacks() {
    return false;
  }

  @Override
  public Map<String, String> environment(String runId, Optional<String> seed, Path out) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("BACKTEST_RUN_ID", runId);
    seed.ifPresent(number -> variables.put("BACKTEST_SEED", number));
    variables.put("BACKTEST_OUT", out.toString());
    return variables;
  }

  /** Two codes are agreed upon, signals are the system's; of others only the program knows. */
  @Override
  public Cause cause(
      Cause general, OptionalInt exitCode, boolean byItself, BooleanSupplier saysWhy) {
    if (!byItself) {
      return general.status() == Status.FAILED ? Cause.PROGRAM_ERROR : general;
    }
    int code = exitCode.orElse(0);
    return switch (code) {
      case USAGE -> Cause.USAGE;
      case BAD_DATA -> Cause.BAD_DATA;
      default -> WorkerExit.isSignal(code) ? Cause.KILLED : Cause.PROGRAM_ERROR;
    };
  }
}

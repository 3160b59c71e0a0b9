package org.backtestrunner.orchestrator.launch.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.contract.ResultFile;

/** What executes runs, each as a process of its own: our worker, or a program of the user's. */
public sealed interface RunCommand permits WorkerCommand, ProgramCommand {

  /**
   * The command that executes one run.
   *
   * @param workerArgs the file with the run's options, which the process reads itself
   * @param prepared whether it names prepared inputs
   */
  List<String> forRun(Path workerArgs, boolean prepared);

  /** The command that executes one run, with or without prepared inputs. */
  default List<String> forRun(Path workerArgs) {
    return forRun(workerArgs, false);
  }

  /** The words that repeat one run by hand. */
  List<String> forReplay(Path workerArgs);

  /** The same for a run whose memory did not suffice. */
  RunCommand withMoreMemory();

  /**
   * The lines of the file with a run's options.
   *
   * @param parameters by name, in the order of the lines; input files are absolute
   * @param out where the results go; absolute
   * @param outputs which results are wanted
   * @param store where prepared inputs are; absolute
   */
  List<String> arguments(
      Map<String, String> parameters, Path out, Set<ResultFile> outputs, Optional<Path> store);

  /** The lines as one text, each ended by {@code \n}. */
  default String argumentText(
      Map<String, String> parameters, Path out, Set<ResultFile> outputs, Optional<Path> store) {
    return String.join("\n", arguments(parameters, out, outputs, store)) + "\n";
  }

  /** Whether a file's text is that of these options, wherever prepared inputs are. */
  default boolean isArgumentText(
      String text, Map<String, String> parameters, Path out, Set<ResultFile> outputs) {
    String plain = argumentText(parameters, out, outputs, Optional.empty());
    boolean oneLineMore = text.indexOf('\n', plain.length()) == text.length() - 1;
    return text.startsWith(plain) && (text.length() == plain.length() || oneLineMore);
  }

  /** The working directory of the process: that of its run, where it may leave what it will. */
  default Path directory(Path runDirectory) {
    return runDirectory;
  }

  /** Whether QUIT makes the process say where it is, as a JVM does, and not end. */
  default boolean tellsStacks() {
    return true;
  }

  /** The variables that tell a process of its run, beside its arguments. */
  default Map<String, String> environment(String runId, Optional<String> seed, Path out) {
    return Map.of();
  }

  /**
   * Why a process did not end well.
   *
   * @param general what its end means where nothing is known of it
   * @param exitCode empty where it could not be started
   * @param byItself whether nobody of us has ended it
   * @param saysWhy tells whether its log has an error
   */
  Cause cause(Cause general, OptionalInt exitCode, boolean byItself, BooleanSupplier saysWhy);
}

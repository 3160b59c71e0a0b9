package org.backtestrunner.orchestrator.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a worker JVM is called: the only place that knows its command line.
 *
 * @param java the {@code java} executable
 * @param memory the worker's heap limit in mebibytes as {@code -Xmx} takes it: {@code 512m}
 * @param processors how many processors the worker may think it has, at least 1: each sizes its
 *     pools of threads for garbage collection and compilation by it, as if it were alone
 * @param jvmArguments further JVM arguments; they come last and so win over ours
 * @param workerJar the executable jar
 */
public record WorkerCommand(
    Path java, Optional<String> memory, int processors, List<String> jvmArguments, Path workerJar) {

  private static final List<String> FLAGS =
      List.of(
          // A heap that is exhausted ends the worker with code 3, which no exception has.
          "-XX:+ExitOnOutOfMemoryError",
          // A run is over before the optimising compiler would have paid for itself.
          "-XX:TieredStopAtLevel=1",
          // Nobody watches a worker with jstat; saves a memory-mapped file per process.
          "-XX:-UsePerfData");

  public WorkerCommand {
    java = java.toAbsolutePath();
    workerJar = workerJar.toAbsolutePath();
    jvmArguments = List.copyOf(jvmArguments);
    Objects.requireNonNull(memory, "memory");
    if (processors < 1) {
      throw new IllegalArgumentException("processors: " + processors);
    }
  }

  /** The share of this machine's processors that one of so many workers at once has. */
  public static int processorsPerWorker(int slots) {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / slots);
  }

  /** The executable of the JVM that runs this code: workers run on the same. */
  public static Path runningJava() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** The same with half as much heap again. */
  WorkerCommand withMoreMemory() {
    // What a JVM takes by default depends on the machine alone, so ours tells that of the workers.
    long mebibytes =
        memory.map(WorkerCommand::mebibytes).orElse(Runtime.getRuntime().maxMemory() >> 20);
    return new WorkerCommand(
        java, Optional.of(mebibytes * 3 / 2 + "m"), processors, jvmArguments, workerJar);
  }

  private static long mebibytes(String memory) {
    return Long.parseLong(memory.substring(0, memory.length() - 1));
  }

  /**
   * The command that executes one run.
   *
   * @param workerArgs the file with the run's options, which the worker reads itself
   */
  public List<String> forRun(Path workerArgs) {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    memory.ifPresent(limit -> command.add("-Xmx" + limit));
    command.addAll(FLAGS);
    command.add("-XX:ActiveProcessorCount=" + processors);
    command.addAll(jvmArguments);
    command.add("-jar");
    command.add(workerJar.toString());
    command.add("@" + workerArgs.toAbsolutePath());
    return List.copyOf(command);
  }
}

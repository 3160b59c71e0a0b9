package org.backtestrunner.orchestrator.launch.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.contract.ResultFile;

/**
 * How a worker JVM is called: the only place that knows its command line.
 *
 * @param java the {@code java} executable
 * @param memory the worker's heap limit in mebibytes as {@code -Xmx} takes it: {@code 512m}
 * @param processors how many processors the worker may think it has, at least 1: each sizes its
 *     pools of threads for garbage collection and compilation by it, as if it were alone
 * @param jvmArguments further JVM arguments; they come last and so win over ours
 * @param workerJar the executable jar
 * @param csvSafe whether the worker writes files in which a spreadsheet finds no formula
 * @param archive of the worker's classes, from which the JVM starts faster
 * @param strategies a jar with strategies and factors of the user's
 */
public record WorkerCommand(
    Path java,
    Optional<String> memory,
    int processors,
    List<String> jvmArguments,
    Path workerJar,
    boolean csvSafe,
    Optional<ClassArchive> archive,
    Optional<Path> strategies)
    implements RunCommand {

  /** The argument file that a worker writes for {@link #forTypicalRun}. */
  public static final String TYPICAL_ARGUMENTS = "typical.args";

  static final String HEAP = "-Xmx";

  public WorkerCommand {
    java = java.toAbsolutePath();
    workerJar = workerJar.toAbsolutePath();
    jvmArguments = List.copyOf(jvmArguments);
    Objects.requireNonNull(memory, "memory");
    Objects.requireNonNull(archive, "archive");
    if (processors < 1) {
      throw new IllegalArgumentException("processors: " + processors);
    }
  }

  public WorkerCommand(
      Path java,
      Optional<String> memory,
      int processors,
      List<String> jvmArguments,
      Path workerJar) {
    this(
        java,
        memory,
        processors,
        jvmArguments,
        workerJar,
        false,
        Optional.empty(),
        Optional.empty());
  }

  /** A worker for a short errand, on the JVM that runs this code. */
  public static WorkerCommand alone(Path workerJar) {
    return new WorkerCommand(runningJava(), Optional.empty(), 1, List.of(), workerJar);
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
  @Override
  public WorkerCommand withMoreMemory() {
    // What a JVM takes by default depends on the machine alone, so ours tells that of the workers.
    long mebibytes =
        memory.map(WorkerCommand::mebibytes).orElse(Runtime.getRuntime().maxMemory() >> 20);
    return with(Optional.of(mebibytes * 3 / 2 + "m"), jvmArguments, workerJar, archive);
  }

  private WorkerCommand with(
      Optional<String> heap, List<String> arguments, Path jar, Optional<ClassArchive> from) {
    return new WorkerCommand(java, heap, processors, arguments, jar, csvSafe, from, strategies);
  }

  private static long mebibytes(String memory) {
    return Long.parseLong(memory.substring(0, memory.length() - 1));
  }

  @Override
  public List<String> forRun(Path workerArgs, boolean prepared) {
    return jvm(memory, start(prepared), "@" + workerArgs.toAbsolutePath());
  }

  /**
   * The command that prepares inputs for runs with the same ones, with the heap of a run.
   *
   * @param workerArgs arguments of one such run
   * @param cache takes what is prepared
   * @param set is written when all is prepared, and says where it is
   * @param inputBytes how large all inputs are
   */
  public List<String> forPreparation(Path workerArgs, Path cache, Path set, long inputBytes) {
    List<String> command =
        new ArrayList<>(
            jvm(
                memory,
                start(false),
                "prepare",
                "@" + workerArgs.toAbsolutePath(),
                "--cache-dir=" + cache,
                "--store=" + set));
    // Where the user's own come later, they win.
    command.addAll(
        command.indexOf("-XX:ActiveProcessorCount=" + processors) + 1 + WorkerFlags.ALWAYS.size(),
        WorkerFlags.preparing(inputBytes));
    return List.copyOf(command);
  }

  /** The command that executes one run after another, which it is told on its standard input. */
  public List<String> forService() {
    List<String> command = new ArrayList<>(jvm(memory, start(false), "serve"));
    // What the JVM itself says must not stand between the answers.
    command.add(1, "-XX:+DisplayVMOutputToStderr");
    if (!jvmArguments.contains(WorkerFlags.COLLECTOR)) {
      command.replaceAll(WorkerFlags::ofService);
    }
    return List.copyOf(command);
  }

  /** The command that looks at inputs, which it is told on its standard input. */
  public List<String> forInspection() {
    List<String> command = new ArrayList<>(jvm(Optional.empty(), start(false), "inspect"));
    strategies.ifPresent(jar -> command.add(WorkerArguments.strategies(jar)));
    return List.copyOf(command);
  }

  /**
   * The command that tells what is in a jar of strategies and factors.
   *
   * @param directory takes the answer, as files that belong into the jar
   */
  public List<String> forDeclaration(Path jar, Path directory) {
    return jvm(Optional.empty(), start(false), "declare", jar.toString(), directory.toString());
  }

  /**
   * The command that writes a tiny run which uses the classes of large ones: its inputs, and
   * arguments as {@link #TYPICAL_ARGUMENTS}.
   */
  public List<String> forTypicalRun(Path directory) {
    return jvm(Optional.empty(), start(false), "typical", directory.toString());
  }

  /** The command that makes an archive of listed classes. */
  public List<String> forDump(Path classes, Path target) {
    return jvm(
        Optional.empty(),
        List.of(
            "-Xshare:dump",
            "-XX:SharedClassListFile=" + classes,
            "-XX:SharedArchiveFile=" + target,
            "-jar",
            workerJar.toString()));
  }

  /**
   * The words that repeat one run by hand: what decides about its end and its results, but nothing
   * that only makes it faster.
   *
   * @param workerArgs the file with the run's options
   */
  @Override
  public List<String> forReplay(Path workerArgs) {
    List<String> command = new ArrayList<>(List.of(new JavaProgram(java).word()));
    memory.ifPresent(
        limit -> command.addAll(List.of(WorkerFlags.END_WITHOUT_MEMORY, HEAP + limit)));
    command.addAll(jvmArguments);
    command.addAll(List.of("-jar", workerJar.toString(), "@" + workerArgs.toAbsolutePath()));
    return List.copyOf(command);
  }

  @Override
  public List<String> arguments(
      Map<String, String> parameters, Path out, Set<ResultFile> outputs, Optional<Path> store) {
    return lines(parameters, out, outputs, csvSafe, store);
  }

  /**
   * The lines for {@link #forPreparation} as one text, each ended by {@code \n}.
   *
   * @param out is not written to
   */
  public String argumentsOfPreparation(Map<String, String> parameters, Path out) {
    return String.join("\n", lines(parameters, out, ResultFile.ALL, false, Optional.empty()))
        + "\n";
  }

  private List<String> lines(
      Map<String, String> parameters,
      Path out,
      Set<ResultFile> outputs,
      boolean safe,
      Optional<Path> store) {
    List<String> lines =
        new ArrayList<>(WorkerArguments.lines(parameters, out, outputs, safe, store));
    strategies.ifPresent(jar -> lines.add(WorkerArguments.strategies(jar)));
    return lines;
  }

  /**
   * A worker that refuses its options says so; another program in its JVM, as an agent, does not.
   */
  @Override
  public Cause cause(
      Cause general, OptionalInt exitCode, boolean byItself, BooleanSupplier saysWhy) {
    return general == Cause.USAGE && !saysWhy.getAsBoolean() ? Cause.JVM : general;
  }

  /** The same with another jar, to which no archive belongs yet. */
  public WorkerCommand withJar(Path jar) {
    return with(memory, jvmArguments, jar, Optional.empty());
  }

  /** The same for runs that may use strategies and factors of a jar. */
  public WorkerCommand withStrategies(Path jar) {
    return new WorkerCommand(
        java, memory, processors, jvmArguments, workerJar, csvSafe, archive, Optional.of(jar));
  }

  /** The same, starting from an archive of the worker's classes. */
  public WorkerCommand withArchive(ClassArchive used) {
    return with(memory, jvmArguments, workerJar, Optional.of(used));
  }

  /** The same, writing down which classes the worker loads. */
  public WorkerCommand recording(Path classes) {
    List<String> arguments = new ArrayList<>(jvmArguments);
    arguments.add("-XX:DumpLoadedClassList=" + classes);
    return new WorkerCommand(
        java,
        memory,
        processors,
        arguments,
        workerJar,
        csvSafe,
        Optional.empty(),
        Optional.empty());
  }

  /** Whether the user's arguments leave the choice of an archive to us. */
  public boolean allowsArchive() {
    return WorkerFlags.allowArchive(jvmArguments);
  }

  /** The flags that decide whether a JVM can use an archive. */
  public List<String> flagsOfArchive() {
    return WorkerFlags.with(jvmArguments);
  }

  private List<String> start(boolean prepared) {
    return archive
        .map(from -> from.start(workerJar, prepared))
        .orElse(List.of("-jar", workerJar.toString()));
  }

  private List<String> jvm(Optional<String> heap, List<String> start, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    heap.ifPresent(limit -> command.add(HEAP + limit));
    command.add("-XX:ActiveProcessorCount=" + processors);
    command.addAll(flagsOfArchive());
    command.addAll(start);
    command.addAll(List.of(arguments));
    return List.copyOf(command);
  }
}

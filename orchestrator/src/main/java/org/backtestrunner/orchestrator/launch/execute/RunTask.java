package org.backtestrunner.orchestrator.launch.execute;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One launch of a worker: all that an executor needs to know.
 *
 * @param directory the working directory of the process; it exists
 * @param log the file that takes the process's stdout and stderr, appended to; its directory exists
 * @param command the program and its arguments, passed on as they are, without a shell's reading
 * @param environment variables that the process has beside ours
 * @param tellsStacks whether QUIT makes the process say where it is, as a JVM does, and not end
 * @param service how a worker that executes several runs can execute this one; empty where it is to
 *     have a process of its own
 * @param workplace what of it has to differ where it may be executed twice; empty where it cannot
 *     be
 * @param timeLimit how long the process may run, counted from its start
 * @param grace how long a process that was asked to end may take before it is killed
 */
public record RunTask(
    Path directory,
    Path log,
    List<String> command,
    Map<String, String> environment,
    boolean tellsStacks,
    Optional<Service> service,
    Optional<Workplace> workplace,
    Optional<Duration> timeLimit,
    Duration grace) {

  /**
   * A worker that executes one run after another.
   *
   * @param kind equal for services whose workers may stand for each other
   * @param command that starts such a worker
   * @param arguments the run's argument file
   */
  public record Service(List<String> kind, List<String> command, Path arguments) {
    public Service {
      kind = List.copyOf(kind);
      command = List.copyOf(command);
      arguments = arguments.toAbsolutePath();
    }
  }

  /**
   * Where one launch of a run works. Its directory's name is found nowhere else, so that another
   * name in its place makes another launch of it.
   *
   * @param directory takes the results, in a directory of their own; absolute
   * @param arguments the run's argument file, which names a place below the directory; absolute
   */
  public record Workplace(Path directory, Path arguments) {
    public Workplace {
      directory = directory.toAbsolutePath();
      arguments = arguments.toAbsolutePath();
    }
  }

  /** Long enough for a JVM to run its shutdown hooks, short enough for someone waiting. */
  public static final Duration DEFAULT_GRACE = Duration.ofSeconds(2);

  /** A JVM of its own, without variables of its own. */
  public RunTask(
      Path directory,
      Path log,
      List<String> command,
      Optional<Duration> timeLimit,
      Duration grace) {
    this(
        directory,
        log,
        command,
        Map.of(),
        true,
        Optional.empty(),
        Optional.empty(),
        timeLimit,
        grace);
  }

  public RunTask {
    directory = directory.toAbsolutePath();
    log = log.toAbsolutePath();
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    if (command.isEmpty()) {
      throw new IllegalArgumentException("a command needs a program");
    }
    Objects.requireNonNull(service, "service");
    Objects.requireNonNull(workplace, "workplace");
    Objects.requireNonNull(timeLimit, "timeLimit");
    if (timeLimit.isPresent() && (timeLimit.get().isNegative() || timeLimit.get().isZero())) {
      throw new IllegalArgumentException("time limit is not positive: " + timeLimit.get());
    }
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace is negative: " + grace);
    }
  }
}

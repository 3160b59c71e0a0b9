package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * One call of the packaged program in a JVM of its own, as {@code scripts/cli} makes it, with its
 * output in files. Closing it ends what is left of it.
 */
final class CommandLineRun implements AutoCloseable {
  /** The repository's directory; the tests run in that of the module. */
  static final Path HOME = Path.of("").toAbsolutePath().getParent();

  static final Path WORKER_JAR = HOME.resolve("backtest-worker/target/backtest-worker.jar");

  private static final Path JAR = HOME.resolve("orchestrator/target/orchestrator.jar");
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  /** Far more than anything here takes, for machines that do much else. */
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Process process;
  private final Path out;
  private final Path err;

  /** What is left of a program that has ended. */
  record Result(int exitCode, List<String> out, List<String> err) {
    /** For the message of an assertion that failed. */
    String told() {
      return "exit code " + exitCode + "\n" + String.join("\n", out) + "\n" + errText();
    }

    String outText() {
      return String.join("\n", out);
    }

    String errText() {
      return String.join("\n", err);
    }
  }

  private CommandLineRun(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** The command line of a {@code java} with these arguments, which takes little to start. */
  static List<String> java(String... arguments) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(JAVA.toString(), "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
    command.addAll(List.of(arguments));
    return command;
  }

  /** The command line of the program. */
  static List<String> program(String... arguments) {
    List<String> command = java("-Dbacktest.home=" + HOME, "-jar", JAR.toString());
    command.addAll(List.of(arguments));
    return command;
  }

  /** Starts the program and does not wait for its end. */
  static CommandLineRun start(Path directory, String... arguments) {
    return start(directory, Map.of(), program(arguments));
  }

  /**
   * Starts any command.
   *
   * @param environment variables on top of those of the tests
   */
  static CommandLineRun start(
      Path directory, Map<String, String> environment, List<String> command) {
    try {
      Path out = Files.createTempFile("stdout", ".txt");
      Path err = Files.createTempFile("stderr", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().putAll(environment);
      return new CommandLineRun(builder.start(), out, err);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Calls the program and waits for its end. */
  static Result call(Path directory, String... arguments) {
    return call(directory, Map.of(), program(arguments));
  }

  static Result call(Path directory, Map<String, String> environment, List<String> command) {
    try (CommandLineRun run = start(directory, environment, command)) {
      return run.await();
    }
  }

  Result await() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        fail("the program does not end\n" + read(out) + "\n" + read(err));
      }
      return new Result(process.exitValue(), read(out), read(err));
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Kills the program alone, at once: nothing of it runs any more, not even to say so. */
  void kill() {
    process.destroyForcibly();
    await();
  }

  /** The worker processes that run now. */
  List<ProcessHandle> workers() {
    return process.descendants().filter(child -> isCalledWith(child, "worker.args")).toList();
  }

  /** The processes that run now with all these texts in their command lines, whoever's they are. */
  static List<ProcessHandle> processes(String... texts) {
    return ProcessHandle.allProcesses()
        .filter(process -> List.of(texts).stream().allMatch(text -> isCalledWith(process, text)))
        .toList();
  }

  private static boolean isCalledWith(ProcessHandle process, String text) {
    return process.info().commandLine().orElse("").contains(text);
  }

  /** Sends a signal, by its name without {@code SIG}, to the program alone. */
  void signal(String name) {
    signal(name, pid());
  }

  static void signal(String name, long pid) {
    Result kill = call(HOME, Map.of(), List.of("/bin/sh", "-c", "kill -" + name + " " + pid));
    if (kill.exitCode() != 0) {
      fail("cannot send " + name + " to " + pid + ": " + kill.told());
    }
  }

  /** Waits until something is so that is bound to come. */
  static void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(condition);
  }

  private static List<String> read(Path file) {
    return BatchOutput.text(file).lines().toList();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor();
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    } catch (IOException | InterruptedException unimportant) {
      throw new IllegalStateException(unimportant);
    }
  }
}

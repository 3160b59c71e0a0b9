package org.backtestrunner.orchestrator.launch.execute;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.backtestrunner.orchestrator.launch.command.WorkerCommand;

/** Small programs to launch, and what the tests ask about processes. */
public final class LaunchFixture {
  private LaunchFixture() {}

  static RunTask task(Path directory, String... command) {
    return new RunTask(
        directory,
        directory.resolve("run.log"),
        List.of(command),
        Optional.empty(),
        RunTask.DEFAULT_GRACE);
  }

  public static RunTask shell(Path directory, String script) {
    return task(directory, "/bin/sh", "-c", script);
  }

  static RunTask in(Path directory, RunTask task) {
    return with(directory, task.log(), task, task.timeLimit(), task.grace());
  }

  static RunTask logged(Path log, RunTask task) {
    return with(task.directory(), log, task, task.timeLimit(), task.grace());
  }

  static RunTask limited(RunTask task, Duration timeLimit) {
    return with(task.directory(), task.log(), task, Optional.of(timeLimit), task.grace());
  }

  static RunTask impatient(RunTask task) {
    return with(task.directory(), task.log(), task, task.timeLimit(), Duration.ofMillis(200));
  }

  private static RunTask with(
      Path directory, Path log, RunTask task, Optional<Duration> timeLimit, Duration grace) {
    return new RunTask(
        directory,
        log,
        task.command(),
        task.environment(),
        task.tellsStacks(),
        task.service(),
        task.workplace(),
        timeLimit,
        grace);
  }

  /** A JVM that runs a main class of the tests. */
  public static List<String> java(Class<?> main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                WorkerCommand.runningJava().toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                classPath(),
                main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static String classPath() {
    List<Class<?>> needed =
        List.of(
            LaunchFixture.class,
            LocalExecutor.class,
            org.zeroturnaround.exec.ProcessExecutor.class,
            org.slf4j.Logger.class);
    return String.join(":", needed.stream().map(LaunchFixture::location).toList());
  }

  private static String location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static String log(RunTask task) throws IOException {
    return Files.readString(task.log());
  }

  /** Waits until a program has written a number and a line end into a file, and reads it. */
  public static long awaitPid(Path file) {
    Awaitility.await(file.getFileName().toString())
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> Files.exists(file) && Files.readString(file).endsWith("\n"));
    try {
      return Long.parseLong(Files.readString(file).strip());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static void awaitLog(RunTask task, String text) {
    Awaitility.await(text)
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> Files.exists(task.log()) && log(task).contains(text));
  }

  public static boolean isRunning(long pid) {
    return ProcessHandle.of(pid).filter(ProcessTable::isRunning).isPresent();
  }

  public static void signal(String name, long pid) throws IOException, InterruptedException {
    int code = new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid).start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("cannot send " + name + " to " + pid);
    }
  }

  /** Whether a program started by the tests would find this signal ignored and leave it so. */
  public static boolean isIgnoredHere(int signal) throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    String mask =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> line.substring("SigIgn:".length()).strip())
            .findFirst()
            .orElse("0");
    return (Long.parseUnsignedLong(mask, 16) >>> (signal - 1) & 1) == 1;
  }
}

package org.backtestrunner.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs the packaged worker in a JVM of its own. */
public final class WorkerProcess {
  private static final Path JAR = Path.of("target", "backtest-worker.jar").toAbsolutePath();

  private WorkerProcess() {}

  /** The end of a worker: its code and what it wrote, without the lines on its resources. */
  public record Ended(int code, String out, String err) {}

  /** The jar of this build. */
  public static Path jar() {
    return JAR;
  }

  /** The home of the JVM that runs this code. */
  public static Path runningJdk() {
    return Path.of(System.getProperty("java.home"));
  }

  /**
   * Runs the worker to its end.
   *
   * @param home of the JDK
   * @param jvmArguments before {@code -jar}
   * @param environment set in addition to this process's
   * @param arguments of the worker
   */
  public static Ended run(
      Path home, List<String> jvmArguments, Map<String, String> environment, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/java").toString());
    command.addAll(jvmArguments);
    command.addAll(List.of("-jar", JAR.toString()));
    command.addAll(arguments);
    Path out = Files.createTempFile("worker", ".out");
    Path err = Files.createTempFile("worker", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    // A JVM says on standard error that it took up one of these.
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    builder.environment().putAll(environment);
    int code = builder.start().waitFor();
    Ended ended = new Ended(code, withoutResources(out), withoutResources(err));
    Files.delete(out);
    Files.delete(err);
    return ended;
  }

  private static String withoutResources(Path log) {
    try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
      StringBuilder text = new StringBuilder();
      lines.filter(line -> !line.startsWith("INFO cpu_sec=")).forEach(l -> text.append(l + "\n"));
      return text.toString();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

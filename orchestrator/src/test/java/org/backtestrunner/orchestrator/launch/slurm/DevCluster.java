package org.backtestrunner.orchestrator.launch.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.file.DirectoryTree;

/** A Slurm cluster of this machine alone, of real daemons, below a directory of its own. */
public final class DevCluster implements AutoCloseable {
  private static final Path SCRIPT = Path.of("src/test/sh/slurm-dev-cluster").toAbsolutePath();

  private final Path directory;
  private final Map<String, String> environment = new LinkedHashMap<>();

  private DevCluster(Path directory, String configuration) {
    this.directory = directory;
    environment.put("SLURM_CONF", directory.resolve("slurm.conf").toString());
    environment.put("SLURM_DEV_EXTRA", configuration);
  }

  /**
   * Starts one; without Slurm on this machine, the test is skipped.
   *
   * @param configuration lines of {@code slurm.conf} in place of the usual ones
   */
  public static DevCluster start(int nodes, int cpus, String configuration) {
    List<String> missing =
        Stream.of("slurmctld", "slurmd", "munged", "sbatch")
            .filter(
                program ->
                    Stream.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin")
                        .noneMatch(place -> Files.isExecutable(Path.of(place, program))))
            .toList();
    assumeTrue(missing.isEmpty(), () -> "needs Slurm (slurm-wlm, munge): no " + missing);
    try {
      // Not below the build's own: sockets have short names.
      Path directory = Files.createTempDirectory(Path.of("/tmp"), "slurm");
      DevCluster cluster = new DevCluster(directory, configuration);
      cluster.stopWithThisProcess();
      cluster.control("start", Integer.toString(nodes), Integer.toString(cpus));
      return cluster;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** However the tests end: a small shell outlives them, to stop what they have left. */
  private void stopWithThisProcess() throws IOException {
    String script =
        "trap '' INT TERM HUP; while kill -0 %d 2>/dev/null && [ -d %s ]; do sleep 1; done;"
            + " [ -d %s ] && bash %s stop %s; rm -rf %s";
    ProcessBuilder guard =
        new ProcessBuilder(
            "setsid",
            "bash",
            "-c",
            script.formatted(
                ProcessHandle.current().pid(), directory, directory, SCRIPT, directory, directory));
    guard.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    guard.redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** What programs of Slurm have to know to find it. */
  public Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  /** Starts what does not run. */
  public void startAgain() {
    control("start");
  }

  /** Has a node break down, with all its tasks. */
  public void lose(String node) {
    control("lose", node);
  }

  /** Kills the controller at once. */
  public void killController() {
    try {
      String pid = Files.readString(directory.resolve("pids/slurmctld")).split(" ")[0];
      ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void control(String verb, String... more) {
    List<String> command =
        new ArrayList<>(List.of("bash", SCRIPT.toString(), verb, directory.toString()));
    command.addAll(List.of(more));
    assertEquals(
        "", call(command).replaceAll("(?s).*\\bnodes up\\b.*|lost .*|stopped .*", "").strip());
  }

  /** What a command of Slurm says. */
  public String call(String... command) {
    return call(List.of(command));
  }

  private String call(List<String> command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      Path said = Files.createTempFile("slurm", ".txt");
      builder.redirectOutput(said.toFile());
      builder.start().waitFor();
      String text = Files.readString(said);
      Files.delete(said);
      return text;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  /** The jobs that wait or run. */
  public List<String> queue() {
    return call("squeue", "--noheader", "--array", "--format=%A %j %T").lines().toList();
  }

  @Override
  public void close() {
    call(List.of("bash", SCRIPT.toString(), "stop", directory.toString()));
    try {
      DirectoryTree.delete(directory);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

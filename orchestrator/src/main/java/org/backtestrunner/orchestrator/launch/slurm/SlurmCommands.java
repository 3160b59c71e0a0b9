package org.backtestrunner.orchestrator.launch.slurm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.config.ExecutorPolicy;

/**
 * The cluster by its own programs: {@code sbatch}, {@code squeue}, {@code scancel}, {@code
 * scontrol}.
 *
 * @param directory of the batch, in which the tasks run
 * @param environment variables that the programs have beside ours
 * @param outputs takes what tasks say that is in no run's log; from the directory
 */
public record SlurmCommands(
    ExecutorPolicy policy, Path directory, Map<String, String> environment, Path outputs)
    implements Scheduler {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Within it the program itself tries several times. */
  private static final Duration PATIENCE_OF_SUBMISSION = Duration.ofSeconds(180);

  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  /** Of what may be gone next time; anything else is not. */
  private static final Pattern PASSING =
      Pattern.compile(
          "(?is).*(unable to contact|timed out|temporarily|connection refused|zero bytes|try again"
              + "|communication|submit limit|maxsubmit|job rate|not responding|in standby|slurmctld"
              + "|connection reset|connect failure|munge|authentication).*");

  private static final String NO_SUCH_ARRAY = "Invalid job array specification";

  /** The programs that are missing on this machine, by name. */
  public static List<String> missing() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of("sbatch", "squeue", "scancel", "scontrol")
        .filter(
            program ->
                Stream.of(path.split(":"))
                    .noneMatch(place -> Files.isExecutable(Path.of(place, program))))
        .toList();
  }

  @Override
  public Limits limits() throws IOException {
    String config = answer(PATIENCE, List.of("scontrol", "show", "config"));
    return new Limits(
        Math.max(1, number(config, "MaxArraySize", 1001)), number(config, "MaxJobCount", 10_000));
  }

  private static int number(String config, String name, int otherwise) {
    Matcher line = Pattern.compile("(?m)^" + name + "\\s*=\\s*([0-9]{1,9})\\b").matcher(config);
    return line.find() ? Integer.parseInt(line.group(1)) : otherwise;
  }

  @Override
  public String submit(Request request) throws IOException, RefusedException {
    List<String> command = new ArrayList<>(List.of("sbatch", "--parsable"));
    command.add("--job-name=" + request.name());
    command.add(
        "--array=0-"
            + (request.size() - 1)
            + (request.atOnce().isPresent() ? "%" + request.atOnce().getAsInt() : ""));
    command.addAll(List.of("--no-requeue", "--open-mode=append", "--nodes=1", "--ntasks=1"));
    command.add("--chdir=" + directory);
    // Slurm reads a percent sign in a path as the beginning of a pattern.
    command.add("--output=" + outputs.toString().replace("%", "%%") + "/%A_%a.txt");
    command.add("--cpus-per-task=" + policy.cpus());
    request.mebibytes().ifPresent(size -> command.add("--mem=" + size + "M"));
    request.timeLimit().ifPresent(limit -> command.add("--time=" + (limit.toMinutes() + 1)));
    policy.partition().ifPresent(value -> command.add("--partition=" + value));
    policy.account().ifPresent(value -> command.add("--account=" + value));
    policy.qos().ifPresent(value -> command.add("--qos=" + value));
    policy.constraint().ifPresent(value -> command.add("--constraint=" + value));
    command.addAll(policy.sbatchArguments());
    command.addAll(request.script());
    Said said = call(PATIENCE_OF_SUBMISSION, command);
    if (said.exitCode != 0) {
      if (said.errors.contains(NO_SUCH_ARRAY)) {
        throw new RefusedException(said.complaint(), true);
      }
      if (PASSING.matcher(said.errors).matches()) {
        throw new IOException(said.complaint());
      }
      throw new RefusedException(said.complaint(), false);
    }
    String job = said.output.strip().split(";", 2)[0];
    checkNumber(job);
    return job;
  }

  @Override
  public List<TaskState> states(Collection<String> names) throws IOException {
    if (names.isEmpty()) {
      return List.of();
    }
    String answer =
        answer(
            PATIENCE,
            List.of(
                "squeue",
                "--noheader",
                "--array",
                "--states=all",
                "--user=" + System.getProperty("user.name"),
                "--name=" + String.join(",", names),
                "--format=%j|%F|%K|%T|%r"));
    List<TaskState> states = new ArrayList<>();
    for (String line : answer.lines().toList()) {
      String[] cells = line.split("\\|", 5);
      if (cells.length == 5 && names.contains(cells[0])) {
        int index = NUMBER.matcher(cells[2]).matches() ? Integer.parseInt(cells[2]) : 0;
        states.add(new TaskState(cells[0], cells[1], index, cells[3], cells[4]));
      }
    }
    return states;
  }

  @Override
  public void cancel(String name, String job, Collection<Integer> indexes) throws IOException {
    // Without a number it would be all jobs of the user.
    checkNumber(job);
    List<String> command = new ArrayList<>(List.of("scancel", "--quiet", "--name=" + name));
    if (indexes.isEmpty()) {
      command.add(job);
    } else {
      indexes.forEach(index -> command.add(job + "_" + index));
    }
    call(PATIENCE, command);
  }

  @Override
  public String describe(String job, int index) throws IOException {
    checkNumber(job);
    return answer(PATIENCE, List.of("scontrol", "--oneliner", "show", "job", job + "_" + index));
  }

  private static void checkNumber(String job) throws IOException {
    if (!NUMBER.matcher(job).matches()) {
      throw new IOException("'" + job + "' is no number of a job");
    }
  }

  private String answer(Duration patience, List<String> command) throws IOException {
    Said said = call(patience, command);
    if (said.exitCode != 0) {
      throw new IOException(said.complaint());
    }
    return said.output;
  }

  private record Said(String program, int exitCode, String output, String errors) {
    String complaint() {
      String first = errors.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
      return first.isEmpty() ? program + " ended with exit code " + exitCode : first;
    }
  }

  private Said call(Duration patience, List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectInput(Path.of("/dev/null").toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process
        .onExit()
        .orTimeout(patience.toSeconds(), TimeUnit.SECONDS)
        .exceptionally(
            late -> {
              process.destroyForcibly();
              return process;
            });
    CompletableFuture<String> errors =
        CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
    try {
      String output = text(process.getInputStream());
      return new Said(command.get(0), process.waitFor(), output, errors.join());
    } catch (InterruptedException stop) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException(command.get(0) + " was interrupted", stop);
    }
  }

  private static String text(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException ended) {
      return "";
    }
  }
}

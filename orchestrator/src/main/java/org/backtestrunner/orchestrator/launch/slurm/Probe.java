package org.backtestrunner.orchestrator.launch.slurm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.backtestrunner.orchestrator.file.AtomicFile;
import org.backtestrunner.orchestrator.launch.execute.ShellText;
import org.backtestrunner.orchestrator.launch.handed.HandedDirectory;

/**
 * One small task before all others, which looks whether a node sees the files that the runs need.
 *
 * @param java that a node must have
 * @param paths that a node must see where we do; absolute
 */
record Probe(Scheduler scheduler, HandedDirectory files, Path java, List<Path> paths, Pace pace) {
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /**
   * Waits for what it says.
   *
   * @param name of the job
   * @param stop whether to wait no longer
   * @return a sentence on what a node does not see; empty where it sees all, or is not waited for
   */
  Optional<String> objection(String name, OptionalInt mebibytes, BooleanSupplier stop)
      throws IOException, Scheduler.RefusedException, InterruptedException {
    Path answer = files.path().resolve("probe.txt");
    Path script = files.path().resolve("probe.sh");
    Files.deleteIfExists(answer);
    AtomicFile.write(script, script(answer));
    String job =
        scheduler.submit(
            new Scheduler.Request(
                name,
                1,
                OptionalInt.empty(),
                mebibytes,
                Optional.of(LIMIT),
                List.of(script.toString())));
    long asked = System.nanoTime();
    while (!Files.exists(answer)) {
      if (stop.getAsBoolean()) {
        scheduler.cancel(name, job, List.of());
        return Optional.empty();
      }
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
      if (System.nanoTime() - asked > pace.ask().toNanos()) {
        asked = System.nanoTime();
        Optional<String> end = end(name);
        if (end.isPresent() && !Files.exists(answer)) {
          return end;
        }
      }
    }
    List<String> lines = Files.readAllLines(answer);
    List<String> missing = lines.subList(1, lines.size());
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "node %s of the cluster does not see %s; put it where all nodes see it by this name"
                .formatted(lines.get(0), String.join(", ", missing)));
  }

  private Optional<String> end(String name) throws InterruptedException {
    try {
      List<Scheduler.TaskState> states = scheduler.states(List.of(name));
      boolean over =
          states.isEmpty() || states.stream().allMatch(s -> JobState.of(s.state()).isEnd());
      if (over) {
        // File servers may be slow to show what is new.
        TimeUnit.NANOSECONDS.sleep(pace.look().toNanos());
      }
      return over
          ? Optional.of(
              ("a node of the cluster cannot write into %s (its task: %s); put output_root on a"
                      + " file system that all nodes share")
                  .formatted(
                      files.path(),
                      states.stream().map(Scheduler.TaskState::state).findFirst().orElse("gone")))
          : Optional.empty();
    } catch (IOException noNews) {
      return Optional.empty();
    }
  }

  private String script(Path answer) {
    StringBuilder script = new StringBuilder("#!/bin/sh\n");
    String directory = ShellText.of(List.of(files.path().toString()));
    script.append("cd ").append(directory).append(" || exit 72\n");
    script.append("{\n  echo \"${SLURMD_NODENAME:-$(hostname)}\"\n");
    List<Path> needed = new ArrayList<>(List.of(java));
    paths.stream().filter(Files::exists).forEach(needed::add);
    for (Path path : needed) {
      String word = ShellText.of(List.of(path.toString()));
      script.append("  [ -e ").append(word).append(" ] || echo ").append(word).append('\n');
    }
    script.append("} >probe.new && mv probe.new ").append(answer.getFileName()).append('\n');
    return script.toString();
  }
}

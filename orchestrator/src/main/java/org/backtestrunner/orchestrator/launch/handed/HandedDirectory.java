package org.backtestrunner.orchestrator.launch.handed;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The files by which runs are handed over: lists of tasks in chunks, what each run is, and who has
 * begun and ended it.
 *
 * @param path in the batch's directory; absolute
 */
public record HandedDirectory(Path path) {
  private static final Pattern LIST = Pattern.compile("tasks-([0-9]{1,9})\\.tsv");
  private static final String NO_WORKPLACE = "-";

  /** Makes the directories that are missing. */
  public void create() throws IOException {
    for (Path each : List.of(path, runs(), started(), done(), stopped())) {
      Files.createDirectories(each);
    }
  }

  /** A line a task: the workplaces of its runs, from the batch's directory, between tabs. */
  public Path list(int chunk) {
    return path.resolve("tasks-" + chunk + ".tsv");
  }

  /** What is known of a chunk as a whole. */
  public Path chunk(int chunk) {
    return path.resolve("chunk-" + chunk + ".json");
  }

  /** What each run is, for whoever executes it. */
  Path runs() {
    return path.resolve("runs");
  }

  /** A file for each execution that was begun, named by run and execution. */
  public Path started() {
    return path.resolve("started");
  }

  /** A file for each run that has ended, however. */
  public Path done() {
    return path.resolve("done");
  }

  /** A file for each run whose executor was told to end, and did. */
  Path stopped() {
    return path.resolve("stopped");
  }

  /** The name of a run's files. */
  public static String name(int chunk, int task, int run) {
    return chunk + "." + task + "." + run;
  }

  /** The numbers of the chunks that are listed, in order. */
  public List<Integer> chunks() throws IOException {
    List<Integer> chunks = new ArrayList<>();
    if (Files.isDirectory(path)) {
      for (String name : names(path)) {
        Matcher list = LIST.matcher(name);
        if (list.matches()) {
          chunks.add(Integer.valueOf(list.group(1)));
        }
      }
    }
    chunks.sort(Integer::compare);
    return chunks;
  }

  /** Which runs have ended. */
  public Set<String> ended() throws IOException {
    return names(done());
  }

  /** Which of the runs somebody has begun. */
  public Set<String> begun() throws IOException {
    return names(started()).stream()
        .map(name -> name.substring(0, Math.max(0, name.indexOf('_'))))
        .collect(Collectors.toSet());
  }

  private static Set<String> names(Path directory) throws IOException {
    Set<String> names = new HashSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (!name.startsWith(".")) {
          names.add(name);
        }
      }
    }
    return names;
  }

  /** A line of the list. */
  String line(Collection<HandedRun> runs) {
    return runs.stream()
        .map(
            run ->
                run.task()
                    .workplace()
                    .map(place -> path.getParent().relativize(place.directory()).toString())
                    .orElse(NO_WORKPLACE))
        .collect(Collectors.joining("\t"));
  }

  /** How many runs a task of a chunk has; 0 where there is no such task. */
  int runsOf(int chunk, int task) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(list(chunk))) {
      for (int line = 1; line < task; line++) {
        if (lines.readLine() == null) {
          return 0;
        }
      }
      String line = lines.readLine();
      return line == null ? 0 : line.split("\t").length;
    }
  }

  /** The workplaces of a chunk's runs, a list a task; where a run has none, the batch itself. */
  public List<List<Path>> workplaces(int chunk) throws IOException {
    List<List<Path>> tasks = new ArrayList<>();
    for (String line : Files.readAllLines(list(chunk))) {
      tasks.add(List.of(line.split("\t")).stream().map(path.getParent()::resolve).toList());
    }
    return tasks;
  }
}

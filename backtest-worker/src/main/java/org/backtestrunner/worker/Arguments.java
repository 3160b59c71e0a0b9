package org.backtestrunner.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.worker.engine.Outputs;
import org.backtestrunner.worker.parameter.Parameter;
import org.backtestrunner.worker.parameter.ParameterList;
import org.backtestrunner.worker.parameter.UsageException;

/**
 * The arguments of one run.
 *
 * <p>An orchestrator's argument file begins with {@link #MARKER} and holds one {@code --name=value}
 * a line, as it is: no quotes, no escapes. Such arguments are read here by a few lines of code.
 * Everything else that a person may type is {@link WorkerOptions}'s.
 *
 * @param values parameter texts by name with underscores
 * @param out directory of the output files; a preparation has none
 * @param outputs which of these a run leaves, and in which form
 * @param store set file of what was prepared for the run
 * @param cacheDirectory where a preparation puts what it prepares
 */
record Arguments(
    Map<String, String> values,
    Optional<Path> out,
    Outputs outputs,
    Optional<Path> store,
    Optional<Path> cacheDirectory) {
  static final String MARKER = "# backtest-worker arguments, one a line";

  static final String OUT = "--out";
  static final String OUTPUTS = "--outputs";
  static final String CSV_SAFE = "--csv-safe";
  static final String STORE = "--store";
  static final String STRATEGY_JAR = "--strategy-jar";
  static final String CACHE_DIRECTORY = "--cache-dir";

  /** What an argument file may hold beside parameters. */
  private static final List<String> OPTIONS =
      List.of(OUT, OUTPUTS, CSV_SAFE, STORE, CACHE_DIRECTORY);

  /**
   * Replaces argument files of an orchestrator by their lines; other {@code @file} arguments stay.
   * The output directory is below the file's own: where that was moved or copied, it is there too.
   *
   * @throws UsageException where a file cannot be read
   */
  static List<String> expanded(List<String> args) {
    List<String> expanded = new ArrayList<>();
    for (String arg : args) {
      if (arg.length() > 1 && arg.charAt(0) == '@') {
        List<String> lines = lines(arg);
        if (!lines.isEmpty() && lines.get(0).equals(MARKER)) {
          for (String line : lines.subList(1, lines.size())) {
            expanded.add(
                line.startsWith(OUT + "=")
                    ? besideFile(arg, line)
                    : line.startsWith(STRATEGY_JAR + "=") ? inBatch(arg, line) : line);
          }
          continue;
        }
      }
      expanded.add(arg);
    }
    return expanded;
  }

  private static String besideFile(String arg, String line) {
    Path out = Parameter.path(OUT, line.substring(OUT.length() + 1));
    Path home = Parameter.path(arg, arg.substring(1)).toAbsolutePath().getParent();
    return isBelow(out, home) || out.getFileName() == null
        ? line
        : OUT + "=" + home.resolve(out.getFileName());
  }

  /** Of a batch that was moved or copied, its strategies are there too. */
  private static String inBatch(String arg, String line) {
    Path jar = Parameter.path(STRATEGY_JAR, line.substring(STRATEGY_JAR.length() + 1));
    Path runs = Parameter.path(arg, arg.substring(1)).toAbsolutePath().getParent().getParent();
    if (Files.exists(jar) || runs == null || runs.getParent() == null) {
      return line;
    }
    int names = jar.getNameCount();
    Path there = runs.getParent().resolve(jar.subpath(Math.max(0, names - 2), names));
    return Files.exists(there) ? STRATEGY_JAR + "=" + there : line;
  }

  /** The jar with strategies of the user's that arguments name; the last of them. */
  static Optional<Path> strategyJar(List<String> args) {
    Optional<Path> jar = Optional.empty();
    for (String arg : args) {
      if (arg.startsWith(STRATEGY_JAR + "=")) {
        jar = Optional.of(Parameter.path(STRATEGY_JAR, arg.substring(STRATEGY_JAR.length() + 1)));
      }
    }
    return jar;
  }

  /** The same arguments without any that names such a jar. */
  static List<String> withoutStrategyJar(List<String> args) {
    List<String> others = new ArrayList<>(args);
    others.removeIf(arg -> arg.startsWith(STRATEGY_JAR + "="));
    return others;
  }

  /** Links followed, since a directory has as many names as lead to it. */
  private static boolean isBelow(Path out, Path home) {
    if (out.startsWith(home)) {
      return true;
    }
    for (Path above = out.toAbsolutePath(); above != null; above = above.getParent()) {
      try {
        if (Files.isSameFile(above, home)) {
          return true;
        }
      } catch (IOException notThere) {
        // Then it is not the same.
      }
    }
    return false;
  }

  private static List<String> lines(String arg) {
    Path file = Parameter.path(arg, arg.substring(1));
    try {
      return Files.readAllLines(file);
    } catch (IOException failure) {
      throw new UsageException(
          arg + ": the argument file " + file.toAbsolutePath() + " cannot be read");
    }
  }

  /**
   * Reads the parameters of several runs, each of which begins with {@link #MARKER}.
   *
   * @throws UsageException for anything but known {@code --name=value}
   */
  static List<Map<String, String>> ofInspection(ParameterList list, String requests) {
    List<Map<String, String>> runs = new ArrayList<>();
    for (String line : requests.split("\n")) {
      if (line.equals(MARKER)) {
        runs.add(new HashMap<>());
      } else if (!line.isEmpty()) {
        int equals = line.indexOf('=');
        String name = equals < 0 || runs.isEmpty() ? "" : nameOf(list, line.substring(0, equals));
        if (!list.has(name)) {
          throw new UsageException("inspect: no parameter of a run: " + line);
        }
        runs.get(runs.size() - 1).put(name, line.substring(equals + 1));
      }
    }
    return runs;
  }

  /**
   * Reads arguments that all are known {@code --name=value}, each once; else empty.
   *
   * @param preparation whether they are those of {@code prepare} instead of a run's
   */
  static Optional<Arguments> plain(ParameterList list, List<String> args, boolean preparation) {
    Map<String, String> values = new HashMap<>();
    for (String arg : args) {
      int equals = arg.indexOf('=');
      if (equals < 0 || !arg.startsWith("--")) {
        return Optional.empty();
      }
      String name = nameOf(list, arg.substring(0, equals));
      if (name.isEmpty() || values.put(name, arg.substring(equals + 1)) != null) {
        return Optional.empty();
      }
    }
    Optional<Path> out = path(OUT, values.remove(OUT));
    String named = values.remove(OUTPUTS);
    Outputs outputs = named == null ? Outputs.ALL : Outputs.of(OUTPUTS, named);
    String csvSafe = values.remove(CSV_SAFE);
    if (csvSafe != null) {
      outputs = outputs.csvSafe(CSV_SAFE, csvSafe);
    }
    Optional<Path> store = path(STORE, values.remove(STORE));
    Optional<Path> cache = path(CACHE_DIRECTORY, values.remove(CACHE_DIRECTORY));
    boolean complete =
        preparation ? store.isPresent() && cache.isPresent() : out.isPresent() && cache.isEmpty();
    return complete
        ? Optional.of(new Arguments(values, out, outputs, store, cache))
        : Optional.empty();
  }

  private static Optional<Path> path(String option, String text) {
    return text == null ? Optional.empty() : Optional.of(Parameter.path(option, text));
  }

  private static String nameOf(ParameterList list, String option) {
    if (OPTIONS.contains(option)) {
      return option;
    }
    if (option.indexOf('_') < 0) {
      String name = option.substring(2).replace('-', '_');
      if (list.has(name)) {
        return name;
      }
    }
    return "";
  }
}

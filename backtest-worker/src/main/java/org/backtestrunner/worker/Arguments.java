package org.backtestrunner.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.worker.parameter.Parameter;
import org.backtestrunner.worker.parameter.Parameters;
import org.backtestrunner.worker.parameter.UsageException;

/**
 * The arguments of one run.
 *
 * <p>An orchestrator's argument file begins with {@link #MARKER} and holds one {@code --name=value}
 * a line, as it is: no quotes, no escapes. Such arguments are read here by a few lines of code.
 * Everything else that a person may type is {@link CommandLineFace}'s.
 *
 * @param values parameter texts by name with underscores
 * @param out directory of the output files
 */
record Arguments(Map<String, String> values, Path out) {
  static final String MARKER = "# backtest-worker arguments, one a line";

  private static final String OUT = "--out=";

  /**
   * Replaces argument files of an orchestrator by their lines; other {@code @file} arguments stay.
   *
   * @throws UsageException where a file cannot be read
   */
  static List<String> expanded(String[] args) {
    List<String> expanded = new ArrayList<>();
    for (String arg : args) {
      if (arg.length() > 1 && arg.charAt(0) == '@') {
        List<String> lines = lines(arg);
        if (!lines.isEmpty() && lines.get(0).equals(MARKER)) {
          expanded.addAll(lines.subList(1, lines.size()));
          continue;
        }
      }
      expanded.add(arg);
    }
    return expanded;
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

  /** Reads arguments that all are known {@code --name=value}, each once; else empty. */
  static Optional<Arguments> plain(List<String> args) {
    Map<String, String> values = new HashMap<>();
    String out = "";
    for (String arg : args) {
      if (arg.startsWith(OUT) && out.isEmpty()) {
        out = arg.substring(OUT.length());
        continue;
      }
      int equals = arg.indexOf('=');
      if (equals < 0 || !arg.startsWith("--")) {
        return Optional.empty();
      }
      String name = nameOf(arg.substring(0, equals));
      if (name.isEmpty() || values.put(name, arg.substring(equals + 1)) != null) {
        return Optional.empty();
      }
    }
    return out.isEmpty()
        ? Optional.empty()
        : Optional.of(new Arguments(values, Parameter.path("--out", out)));
  }

  private static String nameOf(String option) {
    for (Parameter parameter : Parameters.ALL) {
      if (parameter.option().equals(option)) {
        return parameter.name();
      }
    }
    return "";
  }
}

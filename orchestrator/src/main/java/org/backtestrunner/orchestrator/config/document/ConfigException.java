package org.backtestrunner.orchestrator.config.document;

import java.util.List;
import java.util.stream.Collectors;

/** A config that cannot be run (exit code 2). The message is all problems, one a line. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  ConfigException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  ConfigException(Problem problem) {
    this(List.of(problem));
  }

  /** Every problem found, in the order of the lines; never empty. */
  public List<Problem> problems() {
    return problems;
  }
}

package org.backtestrunner.orchestrator.config.document;

import java.util.List;
import java.util.stream.Collectors;
import org.backtestrunner.orchestrator.exit.ExitCode;
import org.backtestrunner.orchestrator.exit.UserFault;

/** A config that cannot be run. The message is all problems, one a line. */
public final class ConfigException extends UserFault {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  ConfigException(List<Problem> problems) {
    super(
        ExitCode.USAGE, problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  ConfigException(Problem problem) {
    this(List.of(problem));
  }

  /** Every problem found, in the order of the lines; never empty. */
  public List<Problem> problems() {
    return problems;
  }

  @Override
  public List<String> details() {
    return problems.stream().map(Problem::toString).toList();
  }

  @Override
  public String sentence() {
    return "the config has "
        + problems.size()
        + (problems.size() == 1 ? " problem" : " problems")
        + "; nothing was started";
  }
}

package org.backtestrunner.orchestrator.launch.shared;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A worker's line after a run: exit code, CPU seconds, peak memory in MB, and whether it is its
 * last one. The numbers between stand in the run's log too, where we read them.
 *
 * @param last whether the worker executes no further run, and ends
 */
record RunAnswer(int exitCode, boolean last) {
  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,3}) [0-9]+[.][0-9]+ [0-9]+[.][0-9]+( last)?");

  /** Reads a line; empty if it is not one of a worker of this program. */
  static Optional<RunAnswer> of(String line) {
    Matcher form = FORM.matcher(line);
    return form.matches()
        ? Optional.of(new RunAnswer(Integer.parseInt(form.group(1)), form.group(2) != null))
        : Optional.empty();
  }
}

package org.backtestrunner.orchestrator;

import java.util.List;
import java.util.Map;
import org.backtestrunner.orchestrator.CommandLineRun.Result;

/**
 * What a batch leaves that must not depend on which JVM has executed which run.
 *
 * @param summary the rows, without what differs between two executions
 * @param attempts of each run
 * @param results the files of every run that has ended well, by its id
 * @param counts how many of them there are, as the program says it
 */
record LeftBehind(
    List<Map<String, String>> summary,
    List<String> attempts,
    Map<String, Map<String, String>> results,
    String counts) {
  /** A run that is ended for its time has taken some tenths of a second more or less. */
  private static final String SECONDS = "[0-9]+[.][0-9] s$";

  static LeftBehind of(BatchOutput output, Result result) {
    List<Map<String, String>> summary = WholeResults.summary(output);
    summary.forEach(
        row -> row.computeIfPresent("error", (k, text) -> text.replaceAll(SECONDS, "")));
    return new LeftBehind(
        summary,
        output.column("attempts"),
        WholeResults.of(output).byId(),
        result.out().stream().filter(line -> line.contains(" runs succeeded")).toList().toString());
  }
}

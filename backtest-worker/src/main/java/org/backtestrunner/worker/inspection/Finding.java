package org.backtestrunner.worker.inspection;

import java.util.List;

/**
 * What one input of a run shows.
 *
 * @param parameter that names the input, or says how it is written
 * @param file its value
 * @param readAs how it is read, in words; empty where nothing is to be said
 * @param problems why a run would refuse it, each with its place; mostly none
 */
public record Finding(String parameter, String file, String readAs, List<String> problems) {
  public Finding {
    problems = List.copyOf(problems);
  }
}

package org.backtestrunner.orchestrator.config.axis;

import java.util.List;

/**
 * Files that a pattern has found.
 *
 * @param pattern as written
 * @param files relative ones are relative to the working directory; in the order of their names
 */
public record GlobbedFiles(String parameter, String pattern, List<String> files) {
  public GlobbedFiles {
    files = List.copyOf(files);
  }
}

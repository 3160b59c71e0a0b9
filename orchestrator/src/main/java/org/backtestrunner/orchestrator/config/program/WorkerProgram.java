package org.backtestrunner.orchestrator.config.program;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.backtestrunner.orchestrator.config.parameter.WorkerParameters;

/**
 * A program that executes runs instead of our worker.
 *
 * @param command its words as written; relative paths start at the working directory
 * @param executable the file that the first word means; absolute
 * @param files what its results depend on beside the inputs: absolute paths by what to call them,
 *     which always has a slash, as no parameter's name has
 * @param declared the names of the parameters that it is told
 * @param lookaheadFiles of these, the ones that name files with dates
 * @param parameters those, and what a batch itself needs to know of a run
 */
public record WorkerProgram(
    List<String> command,
    Path executable,
    SortedMap<String, Path> files,
    Set<String> declared,
    List<String> lookaheadFiles,
    WorkerParameters parameters) {

  public WorkerProgram {
    command = List.copyOf(command);
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    declared = Set.copyOf(declared);
    lookaheadFiles = List.copyOf(lookaheadFiles);
  }
}

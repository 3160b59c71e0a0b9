package org.backtestrunner.orchestrator.config.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.backtestrunner.orchestrator.config.document.Problems;
import org.backtestrunner.orchestrator.config.parameter.EffectiveParameters;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;

/**
 * A single run: an entry of the config's {@code runs}, or a row of its file of runs.
 *
 * @param source where it comes from: {@code runs}, or {@code runs_file:12}
 * @param path where it is written in the config, such as {@code runs[0]}; empty for a row
 * @param line where it starts
 * @param file the file that has the row; empty for an entry of the config
 * @param own the parameters written beside the id, by name
 * @param overrides the parameters written in {@code overrides}, by name; they stand above {@code
 *     own}
 */
public record RunDeclaration(
    String source,
    String id,
    String path,
    int line,
    String file,
    List<String> tags,
    Map<String, ParameterValue> own,
    Map<String, ParameterValue> overrides) {

  public RunDeclaration {
    tags = List.copyOf(tags);
    own = Collections.unmodifiableMap(new LinkedHashMap<>(own));
    overrides = Collections.unmodifiableMap(new LinkedHashMap<>(overrides));
  }

  /** Where it is, in a sentence. */
  String place() {
    return file.isEmpty() ? path + " in line " + line : file + ":" + line;
  }

  /** Where a problem of it belongs. */
  Problems in(Problems problems) {
    return file.isEmpty() ? problems : problems.in(file);
  }

  /** Whether it sets the parameter. */
  boolean sets(String parameter) {
    return own.containsKey(parameter) || overrides.containsKey(parameter);
  }

  /** The run's parameters over those that all runs share. */
  public EffectiveParameters over(EffectiveParameters common) {
    return common.with(own).with(overrides);
  }
}

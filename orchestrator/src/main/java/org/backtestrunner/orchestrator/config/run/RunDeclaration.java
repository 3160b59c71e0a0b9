package org.backtestrunner.orchestrator.config.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.backtestrunner.orchestrator.config.parameter.EffectiveParameters;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;

/**
 * One entry of the config's {@code runs}.
 *
 * @param path where it is written, such as {@code runs[0]}
 * @param line where it starts
 * @param own the parameters written beside the id, by name
 * @param overrides the parameters written in {@code overrides}, by name; they stand above {@code
 *     own}
 */
public record RunDeclaration(
    String id,
    String path,
    int line,
    List<String> tags,
    Map<String, ParameterValue> own,
    Map<String, ParameterValue> overrides) {

  public RunDeclaration {
    tags = List.copyOf(tags);
    own = Collections.unmodifiableMap(new LinkedHashMap<>(own));
    overrides = Collections.unmodifiableMap(new LinkedHashMap<>(overrides));
  }

  /** The run's parameters over those that all runs share. */
  public EffectiveParameters over(EffectiveParameters common) {
    return common.with(own).with(overrides);
  }
}

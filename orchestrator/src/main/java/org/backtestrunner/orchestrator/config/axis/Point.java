package org.backtestrunner.orchestrator.config.axis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;

/**
 * A place on an axis.
 *
 * @param idPart what stands for it in the ids of runs; empty where nothing does
 * @param values what it sets, by parameter
 * @param label its name, if it has one
 */
public record Point(String idPart, Map<String, ParameterValue> values, Optional<String> label) {
  public Point {
    // Of the many points of long axes each has one value.
    values =
        values.size() == 1
            ? Map.copyOf(values)
            : Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}

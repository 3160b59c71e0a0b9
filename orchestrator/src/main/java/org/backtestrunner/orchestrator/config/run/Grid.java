package org.backtestrunner.orchestrator.config.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;

/**
 * The cartesian product of axes. Its runs are counted from 0, the last axis changing fastest.
 *
 * @param line where it is written
 * @param axes at least one; the product of their lengths fits an int
 */
public record Grid(int line, List<Axis> axes) {
  private static final Pattern NOT_IN_ID = Pattern.compile("[^A-Za-z0-9]");

  public Grid {
    axes = List.copyOf(axes);
    if (axes.isEmpty()) {
      throw new IllegalArgumentException("a grid without axes");
    }
  }

  /** One parameter with the values it takes, at least one. */
  public record Axis(Parameter parameter, int line, List<ParameterValue> values) {
    public Axis {
      values = List.copyOf(values);
      if (values.isEmpty()) {
        throw new IllegalArgumentException("an axis without values");
      }
    }
  }

  /** The number of runs. */
  public int size() {
    return axes.stream().mapToInt(axis -> axis.values().size()).reduce(1, Math::multiplyExact);
  }

  /** The value of each axis for one run, in the order of the axes. */
  public Map<String, ParameterValue> overrides(int index) {
    Map<String, ParameterValue> overrides = new LinkedHashMap<>();
    int block = size();
    for (Axis axis : axes) {
      block /= axis.values().size();
      int position = index / block % axis.values().size();
      overrides.put(axis.parameter().name(), axis.values().get(position));
    }
    return overrides;
  }

  /** The run's id: {@code name_value} for each axis, joined by {@code _}. */
  public static String id(Map<String, ParameterValue> overrides) {
    StringJoiner id = new StringJoiner("_");
    overrides.forEach((name, value) -> id.add(name).add(idPart(value.text())));
    return id.toString();
  }

  /** A value's text in an id: what is neither an ASCII letter nor a digit becomes {@code _}. */
  static String idPart(String text) {
    return NOT_IN_ID.matcher(text).replaceAll("_");
  }
}

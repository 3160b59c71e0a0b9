package org.backtestrunner.orchestrator.config.axis;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;

/**
 * An ordered list of points, at least one.
 *
 * @param name of the one parameter that it sets, or its own
 * @param line where it is written
 * @param isFixed whether it is a value that all runs of the grid have, and so no axis to choose on
 * @param notes a sentence for each value that a number tells apart from another one in ids
 * @param globs which files patterns have found
 */
public record Axis(
    String name,
    int line,
    boolean isFixed,
    List<Point> points,
    List<String> notes,
    List<GlobbedFiles> globs) {

  /** More points an axis must not have. */
  public static final int MOST_POINTS = 100_000;

  public Axis {
    points = List.copyOf(points);
    notes = List.copyOf(notes);
    globs = List.copyOf(globs);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("an axis without points");
    }
  }

  /** One value for all runs, which is not in their ids. */
  static Axis fixed(String parameter, ParameterValue value, int line) {
    Point point = new Point("", Map.of(parameter, value), Optional.empty());
    return new Axis(parameter, line, true, List.of(point), List.of(), List.of());
  }

  /** The axis of one parameter. */
  static Axis of(ValueList values, int line) {
    return new Axis(
        values.parameter().name(),
        line,
        false,
        values.points(),
        values.notes(),
        values.glob().stream().toList());
  }

  /** The number of points. */
  public int size() {
    return points.size();
  }

  /** Everything that one of its points sets at least. */
  public Set<String> parameters() {
    Set<String> names = new LinkedHashSet<>();
    points.forEach(point -> names.addAll(point.values().keySet()));
    return names;
  }

  /** The labels of its points, each once; none where they have none. */
  public List<String> labels() {
    return points.stream().flatMap(point -> point.label().stream()).distinct().toList();
  }

  /** Whether none of its values was refused. */
  public boolean isReadable() {
    return points.stream()
        .allMatch(p -> p.values().values().stream().noneMatch(ParameterValue::isRefused));
  }
}

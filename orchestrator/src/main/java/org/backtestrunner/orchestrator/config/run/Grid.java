package org.backtestrunner.orchestrator.config.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.config.document.Problem;
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

  /**
   * One parameter with the values it takes, at least one.
   *
   * @param idParts what stands for each value in the ids of runs, all different
   */
  public record Axis(
      Parameter parameter, int line, List<ParameterValue> values, List<String> idParts) {
    public Axis(Parameter parameter, int line, List<ParameterValue> values) {
      this(parameter, line, values, idParts(values));
    }

    public Axis {
      values = List.copyOf(values);
      idParts = List.copyOf(idParts);
      if (values.isEmpty()) {
        throw new IllegalArgumentException("an axis without values");
      }
    }

    /** Of values that would have equal parts the later ones get {@code _2}, {@code _3}. */
    private static List<String> idParts(List<ParameterValue> values) {
      List<String> plain = plainParts(values);
      Set<String> taken = new HashSet<>(plain);
      Map<String, Integer> counts = new HashMap<>();
      List<String> parts = new ArrayList<>();
      for (String part : plain) {
        int number = counts.merge(part, 1, Integer::sum);
        while (number > 1 && !taken.add(part + "_" + number)) {
          number++;
        }
        parts.add(number == 1 ? part : part + "_" + number);
      }
      return parts;
    }

    /** Each value's text with {@code _} for what is neither an ASCII letter nor a digit. */
    private static List<String> plainParts(List<ParameterValue> values) {
      return values.stream().map(value -> NOT_IN_ID.matcher(value.text()).replaceAll("_")).toList();
    }

    private Stream<String> numbered() {
      List<String> plain = plainParts(values);
      return IntStream.range(0, values.size())
          .filter(i -> !idParts.get(i).equals(plain.get(i)))
          .mapToObj(
              i ->
                  "%s %s is %1$s_%s in ids, since %s is %1$s_%s"
                      .formatted(
                          parameter.name(),
                          Problem.quote(values.get(i).text()),
                          idParts.get(i),
                          Problem.quote(values.get(plain.indexOf(plain.get(i))).text()),
                          plain.get(i)));
    }
  }

  /** The number of runs. */
  public int size() {
    return axes.stream().mapToInt(axis -> axis.values().size()).reduce(1, Math::multiplyExact);
  }

  /** The value of each axis for one run, in the order of the axes. */
  public Map<String, ParameterValue> overrides(int index) {
    Map<String, ParameterValue> overrides = new LinkedHashMap<>();
    for (Point point : points(index)) {
      overrides.put(point.axis().parameter().name(), point.axis().values().get(point.position()));
    }
    return overrides;
  }

  /** The run's id: {@code name_value} for each axis, joined by {@code _}. */
  public String id(int index) {
    StringJoiner id = new StringJoiner("_");
    for (Point point : points(index)) {
      id.add(point.axis().parameter().name()).add(point.axis().idParts().get(point.position()));
    }
    return id.toString();
  }

  /** A place on an axis. */
  private record Point(Axis axis, int position) {}

  private List<Point> points(int index) {
    List<Point> points = new ArrayList<>();
    int block = size();
    for (Axis axis : axes) {
      block /= axis.values().size();
      points.add(new Point(axis, index / block % axis.values().size()));
    }
    return points;
  }

  /** A sentence for each value that a number tells apart from another one in the ids of runs. */
  public List<String> numbered() {
    return axes.stream().flatMap(Axis::numbered).toList();
  }
}

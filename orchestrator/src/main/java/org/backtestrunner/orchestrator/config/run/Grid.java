package org.backtestrunner.orchestrator.config.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;

/**
 * The cartesian product of axes, less what conditions leave out. Its runs are counted from 0, the
 * last axis changing fastest.
 */
public final class Grid {
  private static final Pattern NOT_IN_ID = Pattern.compile("[^A-Za-z0-9]");

  private final int line;
  private final List<Axis> axes;
  private final int combinations;

  /** The places of the runs in the whole product; empty: all of it. */
  private final Optional<int[]> kept;

  private final List<LeftOut> leftOut;

  private Grid(int line, List<Axis> axes, Optional<int[]> kept, List<LeftOut> leftOut) {
    this.line = line;
    this.axes = List.copyOf(axes);
    this.combinations =
        axes.stream().mapToInt(axis -> axis.values().size()).reduce(1, Math::multiplyExact);
    this.kept = kept;
    this.leftOut = List.copyOf(leftOut);
    if (axes.isEmpty()) {
      throw new IllegalArgumentException("a grid without axes");
    }
  }

  /**
   * The whole product.
   *
   * @param line where it is written
   * @param axes at least one; the product of their lengths fits an int
   */
  Grid(int line, List<Axis> axes) {
    this(line, axes, Optional.empty(), List.of());
  }

  /**
   * Some runs of this whole product.
   *
   * @param kept their places in it, in the order in which they are run
   * @param leftOut what became of the others
   */
  Grid keeping(int[] kept, List<LeftOut> leftOut) {
    return new Grid(line, axes, Optional.of(kept.clone()), leftOut);
  }

  /**
   * How many combinations a condition has left out, of those that the conditions before it left.
   *
   * @param where the condition as written
   */
  public record LeftOut(String where, int count) {}

  /**
   * One parameter with the values it takes, at least one.
   *
   * @param idParts what stands for each value in the ids of runs, all different
   */
  record Axis(Parameter parameter, int line, List<ParameterValue> values, List<String> idParts) {
    Axis(Parameter parameter, int line, List<ParameterValue> values) {
      this(parameter, line, values, idParts(values));
    }

    Axis {
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

  /** Where it is written. */
  public int line() {
    return line;
  }

  /** Whether it has an axis of the parameter. */
  boolean varies(String parameter) {
    return axes.stream().anyMatch(axis -> axis.parameter().name().equals(parameter));
  }

  /** Whether none of its values was refused. */
  boolean isReadable() {
    return axes.stream()
        .allMatch(axis -> axis.values().stream().noneMatch(ParameterValue::isRefused));
  }

  /** The number of runs. */
  public int size() {
    return kept.map(places -> places.length).orElse(combinations);
  }

  /** The number of runs that there would be without conditions. */
  public int combinations() {
    return combinations;
  }

  /** What each condition has left out, in written order. */
  public List<LeftOut> leftOut() {
    return leftOut;
  }

  /** The value of each axis for one run, in the order of the axes. */
  public Map<String, ParameterValue> overrides(int index) {
    Map<String, ParameterValue> overrides = new LinkedHashMap<>();
    for (Point point : points(index)) {
      overrides.put(point.axis().parameter().name(), point.axis().values().get(point.position()));
    }
    return overrides;
  }

  /** The value of one axis for one run; empty where the grid has no axis of the parameter. */
  Optional<ParameterValue> find(int index, String parameter) {
    int place = kept.map(places -> places[index]).orElse(index);
    int block = combinations;
    for (Axis axis : axes) {
      block /= axis.values().size();
      if (axis.parameter().name().equals(parameter)) {
        return Optional.of(axis.values().get(place / block % axis.values().size()));
      }
    }
    return Optional.empty();
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
    List<Point> points = new ArrayList<>(axes.size());
    int place = kept.map(places -> places[index]).orElse(index);
    int block = combinations;
    for (Axis axis : axes) {
      block /= axis.values().size();
      points.add(new Point(axis, place / block % axis.values().size()));
    }
    return points;
  }

  /** A sentence for each value that a number tells apart from another one in the ids of runs. */
  public List<String> numbered() {
    return axes.stream().flatMap(Axis::numbered).toList();
  }
}

package org.backtestrunner.orchestrator.config.grid;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.backtestrunner.orchestrator.config.axis.Axis;
import org.backtestrunner.orchestrator.config.axis.GlobbedFiles;
import org.backtestrunner.orchestrator.config.axis.Point;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;
import org.backtestrunner.orchestrator.config.sample.Draws;
import org.backtestrunner.orchestrator.config.sample.Sample;

/**
 * What axes span, less what conditions leave out, or a sample of it. Its runs are counted from 0.
 */
public final class Grid {
  /** The key of the grid without a name. */
  public static final String UNNAMED = "grid";

  private final Head head;
  private final List<Axis> axes;
  private final Map<String, List<Integer>> setBy = new HashMap<>();
  private final BigInteger combinations;
  private final Places places;
  private final Exclusion exclusion;

  private Grid(
      Head head, List<Axis> axes, BigInteger combinations, Places places, Exclusion exclusion) {
    this.head = head;
    this.axes = List.copyOf(axes);
    this.combinations = combinations;
    this.places = places;
    this.exclusion = exclusion;
    for (int i = 0; i < axes.size(); i++) {
      for (String parameter : axes.get(i).parameters()) {
        setBy.computeIfAbsent(parameter, name -> new ArrayList<>()).add(i);
      }
    }
  }

  /**
   * What a grid is called and has apart from its axes.
   *
   * @param source its key: {@code grid}, or {@code grids.NAME}
   * @param name what its ids begin with; empty for {@code grid}
   * @param line where it is written
   * @param tags of its runs
   */
  record Head(String source, String name, int line, List<String> tags) {}

  /**
   * How many combinations a condition has left out, of those that the conditions before it left.
   *
   * @param where the condition as written
   */
  public record LeftOut(String where, int count) {}

  /**
   * Why the runs are fewer than the combinations.
   *
   * @param isCounted whether all combinations were looked at, and not only those that were drawn
   */
  private record Exclusion(List<LeftOut> leftOut, boolean isCounted, Optional<Sample> sample) {
    Exclusion {
      leftOut = List.copyOf(leftOut);
    }
  }

  /** The grid of all combinations; their number fits an int. */
  static Grid all(Head head, List<Axis> axes) {
    List<Integer> lengths = axes.stream().map(Axis::size).toList();
    return spanned(head, axes, Draws.product(lengths), Places.product(lengths));
  }

  /** The grid of all points of each axis alone. */
  static Grid each(Head head, List<Axis> axes) {
    Places places =
        Places.each(
            axes.stream().map(Axis::size).toList(), axes.stream().map(Axis::isFixed).toList());
    return spanned(head, axes, BigInteger.valueOf(places.size()), places);
  }

  /** A grid too large to be spanned, of which {@link #drawing} takes some. */
  static Grid unspanned(Head head, List<Axis> axes) {
    List<Integer> lengths = axes.stream().map(Axis::size).toList();
    return spanned(head, axes, Draws.product(lengths), Places.of(new int[0][]));
  }

  private static Grid spanned(Head head, List<Axis> axes, BigInteger combinations, Places places) {
    return new Grid(
        head, axes, combinations, places, new Exclusion(List.of(), true, Optional.empty()));
  }

  /**
   * Some runs of this grid.
   *
   * @param kept which, in the order in which they are run
   * @param leftOut what became of the others
   */
  Grid keeping(int[] kept, List<LeftOut> leftOut) {
    return new Grid(
        head,
        axes,
        combinations,
        places.some(kept),
        new Exclusion(leftOut, true, Optional.empty()));
  }

  /** This grid, all of which is less than the sample asks for. */
  Grid takingAll(Sample sample) {
    return new Grid(
        head, axes, combinations, places, new Exclusion(leftOut(), true, Optional.of(sample)));
  }

  /**
   * The points of a sample.
   *
   * @param leftOut what conditions have left out of all combinations, or of those drawn
   * @param isCounted whether it is of all
   */
  Grid drawing(int[][] drawn, Sample sample, List<LeftOut> leftOut, boolean isCounted) {
    return new Grid(
        head,
        axes,
        combinations,
        Places.of(drawn),
        new Exclusion(leftOut, isCounted, Optional.of(sample)));
  }

  /** Its key in the config: {@code grid}, or {@code grids.NAME}. */
  public String source() {
    return head.source();
  }

  /** Where it is written. */
  public int line() {
    return head.line();
  }

  /** What its runs are tagged with. */
  public List<String> tags() {
    return head.tags();
  }

  List<Axis> axes() {
    return axes;
  }

  /** Whether conditions can choose among several values of the parameter. */
  public boolean varies(String parameter) {
    return setBy.getOrDefault(parameter, List.of()).stream()
        .anyMatch(axis -> !axes.get(axis).isFixed());
  }

  /** Whether none of its values was refused. */
  public boolean isReadable() {
    return axes.stream().allMatch(Axis::isReadable);
  }

  /** The number of runs. */
  public int size() {
    return places.size();
  }

  /** The number of runs that there would be without conditions and sample. */
  public BigInteger combinations() {
    return combinations;
  }

  /**
   * What each condition has left out, in written order: of all combinations, or, where {@link
   * #isCounted} says so, of those that a sample has drawn.
   */
  public List<LeftOut> leftOut() {
    return exclusion.leftOut();
  }

  /** Whether conditions were asked about every combination. */
  public boolean isCounted() {
    return exclusion.isCounted();
  }

  /** The sample that it is, or would be if it were larger. */
  public Optional<Sample> sample() {
    return exclusion.sample();
  }

  /** The files that patterns of its axes have found. */
  public List<GlobbedFiles> globs() {
    return axes.stream().flatMap(axis -> axis.globs().stream()).toList();
  }

  /** What one run sets, in written order. */
  public Map<String, ParameterValue> overrides(int index) {
    return overrides(places.at(index));
  }

  Map<String, ParameterValue> overrides(int[] place) {
    Map<String, ParameterValue> overrides = new LinkedHashMap<>();
    points(place).forEach((axis, point) -> overrides.putAll(point.values()));
    return overrides;
  }

  /** The labels of one run, by the name of their axis. */
  public Map<String, String> labels(int index) {
    Map<String, String> labels = new LinkedHashMap<>();
    points(places.at(index))
        .forEach((axis, point) -> point.label().ifPresent(label -> labels.put(axis, label)));
    return labels;
  }

  /** What stands in the id of one run for each of its axes, by the name of the axis. */
  public Map<String, String> idParts(int index) {
    return idParts(places.at(index));
  }

  private Map<String, String> idParts(int[] place) {
    Map<String, String> parts = new LinkedHashMap<>();
    points(place).forEach((axis, point) -> parts.put(axis, point.idPart()));
    parts.values().removeIf(String::isEmpty);
    return parts;
  }

  /** The run's id: the grid's name and what its points are called, joined by {@code _}. */
  public String id(int index) {
    return id(places.at(index));
  }

  String id(int[] place) {
    StringJoiner id = new StringJoiner("_");
    if (!head.name().isEmpty()) {
      id.add(head.name());
    }
    idParts(place).values().forEach(id::add);
    return id.toString();
  }

  int[] place(int index) {
    return places.at(index);
  }

  /** The points of a place, by the name of their axis. */
  private Map<String, Point> points(int[] place) {
    Map<String, Point> points = new LinkedHashMap<>();
    for (int i = 0; i < place.length; i++) {
      if (place[i] != Places.NOWHERE) {
        points.put(axes.get(i).name(), axes.get(i).points().get(place[i]));
      }
    }
    return points;
  }

  /** The value that the run of a place sets; empty where it sets none. */
  Optional<ParameterValue> find(int[] place, String parameter) {
    for (int axis : setBy.getOrDefault(parameter, List.of())) {
      if (place[axis] != Places.NOWHERE) {
        ParameterValue value = axes.get(axis).points().get(place[axis]).values().get(parameter);
        if (value != null) {
          return Optional.of(value);
        }
      }
    }
    return Optional.empty();
  }

  /** The label that the run of a place has; empty where it has none. */
  Optional<String> label(int[] place, String axis) {
    for (int i = 0; i < place.length; i++) {
      if (axes.get(i).name().equals(axis) && place[i] != Places.NOWHERE) {
        return axes.get(i).points().get(place[i]).label();
      }
    }
    return Optional.empty();
  }

  /** What a user should know of it, a sentence each. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    axes.forEach(axis -> notes.addAll(axis.notes()));
    Optional<Sample> asked = exclusion.sample();
    if (asked.isPresent() && asked.get().n() > size()) {
      notes.add("%s: sample n %d takes all %d".formatted(source(), asked.get().n(), size()));
    } else {
      asked.flatMap(Sample::note).ifPresent(note -> notes.add(source() + ": " + note));
    }
    return notes;
  }
}

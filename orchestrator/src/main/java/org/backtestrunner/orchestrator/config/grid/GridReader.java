package org.backtestrunner.orchestrator.config.grid;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.config.axis.Axis;
import org.backtestrunner.orchestrator.config.axis.AxisReader;
import org.backtestrunner.orchestrator.config.condition.Variable;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Mapping;
import org.backtestrunner.orchestrator.config.document.Section;
import org.backtestrunner.orchestrator.config.key.Values;
import org.backtestrunner.orchestrator.config.parameter.EffectiveParameters;
import org.backtestrunner.orchestrator.config.parameter.ParameterReader;
import org.backtestrunner.orchestrator.config.parameter.WorkerParameters;
import org.backtestrunner.orchestrator.config.sample.Draws;
import org.backtestrunner.orchestrator.config.sample.Sample;

/** Reads a grid. */
public final class GridReader {
  /** The keys of a grid that are no parameters. */
  public static final GridKeys KEYS = new GridKeys();

  /** Above this, a grid is not counted out. */
  private static final int MOST_COUNTED = 1_000_000;

  private final AxisReader axes;
  private final List<Variable> variables;
  private final Optional<EffectiveParameters> common;

  /**
   * @param common what all runs share, if that could be read
   */
  public GridReader(
      WorkerParameters worker,
      ParameterReader parameters,
      Path workingDirectory,
      Optional<EffectiveParameters> common) {
    this.axes = new AxisReader(parameters, workingDirectory);
    this.variables = Where.variables(worker);
    this.common = common;
  }

  /**
   * @param above the section that has the grid
   * @param entry the grid
   * @param name of the grid; empty: it has none
   * @return absent if there is none that could be spanned, which is reported
   */
  public Optional<Grid> read(Section above, Entry entry, String name) {
    Optional<Section> section = above.section(entry.key());
    if (section.isEmpty()) {
      return Optional.empty();
    }
    Values values = new Values(section.get());
    Grid.Head head =
        new Grid.Head(above.path(entry.key()), name, entry.line(), values.get(KEYS.tags()));
    GridKeys.Vary vary = values.get(KEYS.vary());
    Body body = new Body(above, entry, section.get(), head, vary);
    return body.read();
  }

  private final class Body {
    private final Section above;
    private final Entry entry;
    private final Section section;
    private final Grid.Head head;
    private final GridKeys.Vary vary;
    private final List<Axis> read = new ArrayList<>();

    /** Axes of cases that were refused, which is no second mistake of a condition. */
    private final List<Variable> unreadable = new ArrayList<>();

    private boolean refused;

    Body(Section above, Entry entry, Section section, Grid.Head head, GridKeys.Vary vary) {
      this.above = above;
      this.entry = entry;
      this.section = section;
      this.head = head;
      this.vary = vary;
    }

    Optional<Grid> read() {
      readAxes();
      Optional<Entry> conditions = section.find(KEYS.where().name());
      Optional<Where> where = conditions.flatMap(e -> Where.read(section, e, names()));
      Optional<Entry> asked = section.find(KEYS.sample().name());
      Optional<Sample> sample = asked.flatMap(e -> GridKeys.SAMPLE.read(section, e));
      refused |= conditions.isPresent() != where.isPresent();
      refused |= asked.isPresent() != sample.isPresent();
      if (asked.isPresent() && vary == GridKeys.Vary.EACH) {
        refuse(asked.get(), "vary: each tries every value once; it takes no sample");
      }
      sample.ifPresent(s -> s.refusal(lengths()).ifPresent(why -> refuse(asked.get(), why)));
      BigInteger size = size();
      boolean isLarge = size.compareTo(BigInteger.valueOf(MOST_COUNTED)) > 0;
      if (isLarge && asked.isEmpty()) {
        above.refuse(
            entry,
            "spans %s combinations; above %d a grid needs a sample".formatted(size, MOST_COUNTED));
        refused = true;
      }
      if (refused) {
        return Optional.empty();
      }
      Grid all =
          vary == GridKeys.Vary.EACH
              ? Grid.each(head, read)
              : isLarge ? Grid.unspanned(head, read) : Grid.all(head, read);
      if (sample.isPresent()) {
        return common.flatMap(
            shared ->
                new Sampling(section, asked.get(), sample.get(), where, shared).of(all, isLarge));
      }
      return where.isEmpty() ? Optional.of(all) : common.flatMap(c -> where.get().filter(all, c));
    }

    private void refuse(Entry where, String why) {
      section.refuse(where, why);
      refused = true;
    }

    private void readAxes() {
      Map<String, Axis> setBy = new HashMap<>();
      boolean hasAxis = false;
      for (Entry each : section.entries()) {
        if (KEYS.names().contains(each.key())) {
          continue;
        }
        Optional<Axis> axis = axes.read(section, each);
        refused |= axis.isEmpty();
        hasAxis |= axis.isEmpty() || !axis.get().isFixed();
        if (axis.isEmpty() && each.value() instanceof Mapping) {
          unreadable.add(new Variable(each.key(), Variable.Kind.TEXT, List.of()));
        }
        axis.ifPresent(read::add);
        axis.ifPresent(a -> refuseRepeated(a, setBy));
      }
      if (!hasAxis && head.name().isEmpty()) {
        above.refuse(entry, "has no axis: give one parameter a list of values, or use runs");
        refused = true;
      }
    }

    private void refuseRepeated(Axis axis, Map<String, Axis> setBy) {
      for (String parameter : axis.parameters()) {
        Axis first = setBy.putIfAbsent(parameter, axis);
        if (first != null) {
          section.refuse(
              section.path(axis.name()),
              axis.line(),
              "%s is set by %s (line %d) and by %s (line %d); one grid sets a parameter once"
                  .formatted(parameter, first.name(), first.line(), axis.name(), axis.line()));
          refused = true;
        }
      }
    }

    /** What the grid's conditions may name. */
    private List<Variable> names() {
      Stream<Variable> labelled =
          read.stream()
              .filter(axis -> !axis.labels().isEmpty())
              .map(axis -> new Variable(axis.name(), Variable.Kind.TEXT, axis.labels()));
      return Stream.of(unreadable.stream(), variables.stream(), labelled)
          .flatMap(each -> each)
          .toList();
    }

    private List<Integer> lengths() {
      return read.stream().filter(axis -> !axis.isFixed()).map(Axis::size).toList();
    }

    private BigInteger size() {
      return vary == GridKeys.Vary.EACH
          ? BigInteger.valueOf(lengths().stream().mapToLong(length -> length).sum())
          : Draws.product(lengths());
    }
  }
}

package org.backtestrunner.orchestrator.config.run;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.condition.Variable;
import org.backtestrunner.orchestrator.config.document.ConfigNode;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Sequence;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.document.Section;
import org.backtestrunner.orchestrator.config.parameter.EffectiveParameters;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.config.parameter.ParameterReader;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;
import org.backtestrunner.orchestrator.config.parameter.WorkerParameters;
import org.backtestrunner.orchestrator.config.run.Grid.Axis;

/** Reads the config's {@code grid}. */
final class GridReader {
  /** What does not fit an {@code int[]}, or the patience of a user, need not be counted out. */
  private static final int MOST_COMBINATIONS = 1_000_000;

  private final ParameterReader parameters;
  private final List<Variable> variables;
  private final Optional<EffectiveParameters> common;

  /**
   * @param common what all runs share, if that could be read
   */
  GridReader(
      WorkerParameters worker, ParameterReader parameters, Optional<EffectiveParameters> common) {
    this.parameters = parameters;
    this.variables = Where.variables(worker);
    this.common = common;
  }

  /**
   * @param runs how many single runs the config has
   * @param maxRuns how many runs a batch may have
   * @return absent where there is no grid, or none that could be spanned
   */
  Optional<Grid> read(Section root, int runs, int maxRuns) {
    Optional<Section> section = root.section("grid");
    if (section.isEmpty() || section.get().entries().isEmpty()) {
      return Optional.empty();
    }
    Entry grid = root.find("grid").orElseThrow();
    List<Axis> axes = new ArrayList<>();
    int written = 0;
    for (Entry entry : section.get().entries()) {
      if (!RunSetKeys.GRID.names().contains(entry.key())) {
        written++;
        parameters
            .find(section.get(), entry)
            .flatMap(parameter -> axis(parameter, section.get(), entry))
            .ifPresent(axes::add);
      }
    }
    Optional<Entry> conditions = section.get().find(RunSetKeys.GRID.where().name());
    Optional<Where> where =
        conditions.flatMap(entry -> Where.read(section.get(), entry, variables));
    if (written == 0) {
      root.refuse(grid, "has no axis: give one parameter a list of values, or use runs");
    }
    BigInteger size = size(axes);
    BigInteger most =
        BigInteger.valueOf(conditions.isPresent() ? MOST_COMBINATIONS : maxRuns - (long) runs);
    if (size.compareTo(most) > 0) {
      root.refuse(
          grid,
          conditions.isPresent()
              ? "spans %s combinations, more than conditions choose from (%d); shorten an axis"
                  .formatted(size, MOST_COMBINATIONS)
              : tooMany(size.add(BigInteger.valueOf(runs)), maxRuns));
      return Optional.empty();
    }
    if (axes.isEmpty() || axes.size() < written || conditions.isPresent() != where.isPresent()) {
      return Optional.empty();
    }
    Grid all = new Grid(grid.line(), axes);
    Optional<Grid> left =
        where.isEmpty() ? Optional.of(all) : common.flatMap(c -> where.get().filter(all, c));
    if (left.isPresent() && left.get().size() > maxRuns - runs) {
      root.refuse(grid, tooMany(BigInteger.valueOf(left.get().size() + (long) runs), maxRuns));
      return Optional.empty();
    }
    return left;
  }

  private static BigInteger size(List<Axis> axes) {
    return axes.stream()
        .map(axis -> BigInteger.valueOf(axis.values().size()))
        .reduce(BigInteger.ONE, BigInteger::multiply);
  }

  private static String tooMany(BigInteger runs, int maxRuns) {
    return "the batch would have %s runs, more than max_runs (%d); if that is meant, set max_runs"
        .formatted(runs, maxRuns);
  }

  private Optional<Axis> axis(Parameter parameter, Section section, Entry entry) {
    if (!(entry.value() instanceof Sequence sequence)) {
      section.refuse(
          entry, "an axis is a list of values, such as [a, b], not " + entry.value().kind());
      return Optional.empty();
    }
    if (sequence.items().isEmpty()) {
      section.refuse(entry, "an axis without values spans no runs; give it one at least");
      return Optional.empty();
    }
    List<ParameterValue> values = new ArrayList<>();
    Map<String, ParameterValue> distinct = new HashMap<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      ConfigNode item = sequence.items().get(i);
      String path = section.path(entry.key()) + "[" + i + "]";
      ParameterValue value = parameters.read(parameter, section, item, path, item.line());
      values.add(value);
      if (!value.isRefused()) {
        refuseRepeated(section, value, distinct);
      }
    }
    return Optional.of(new Axis(parameter, entry.line(), values));
  }

  private static void refuseRepeated(
      Section section, ParameterValue value, Map<String, ParameterValue> distinct) {
    ParameterValue same = distinct.putIfAbsent(value.normalised(), value);
    if (same != null) {
      section.refuse(
          value.path(),
          value.line(),
          "%s is the same value as %s in line %d"
              .formatted(Problem.quote(value.text()), Problem.quote(same.text()), same.line()));
    }
  }
}

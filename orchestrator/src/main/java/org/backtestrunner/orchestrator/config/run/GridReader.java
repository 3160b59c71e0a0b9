package org.backtestrunner.orchestrator.config.run;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.document.ConfigNode;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Sequence;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.document.Section;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.config.parameter.ParameterReader;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;
import org.backtestrunner.orchestrator.config.run.Grid.Axis;

/** Reads the config's {@code grid}. */
final class GridReader {
  private final ParameterReader parameters;

  GridReader(ParameterReader parameters) {
    this.parameters = parameters;
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
    for (Entry entry : section.get().entries()) {
      parameters
          .find(section.get(), entry)
          .flatMap(parameter -> axis(parameter, section.get(), entry))
          .ifPresent(axes::add);
    }
    BigInteger size = BigInteger.ONE;
    for (Axis axis : axes) {
      size = size.multiply(BigInteger.valueOf(axis.values().size()));
    }
    BigInteger all = size.add(BigInteger.valueOf(runs));
    if (all.compareTo(BigInteger.valueOf(maxRuns)) > 0) {
      root.refuse(
          grid,
          "the batch would have %s runs, more than max_runs (%d); if that is meant, set max_runs"
              .formatted(all, maxRuns));
      return Optional.empty();
    }
    return axes.size() < section.get().entries().size()
        ? Optional.empty()
        : Optional.of(new Grid(grid.line(), axes));
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

package org.backtestrunner.orchestrator.config.axis;

import java.nio.file.Path;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.document.ConfigNode;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Mapping;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Scalar;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Sequence;
import org.backtestrunner.orchestrator.config.document.Section;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.config.parameter.ParameterReader;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;

/** Reads an axis of a grid, or a value that all of its runs have. */
public final class AxisReader {
  /** The keys of a range. */
  public static final RangeKeys RANGE = new RangeKeys();

  private final ParameterReader parameters;
  private final ValueListReader lists;
  private final CasesReader cases;

  /**
   * @param workingDirectory where patterns of files start; absolute
   */
  public AxisReader(ParameterReader parameters, Path workingDirectory) {
    this.parameters = parameters;
    this.lists = new ValueListReader(parameters, workingDirectory);
    this.cases = new CasesReader(parameters, lists);
  }

  /** The axis; absent if there is none, which is reported. */
  public Optional<Axis> read(Section section, Entry entry) {
    Optional<Parameter> parameter = parameters.find(entry.key());
    if (parameter.isEmpty()) {
      return cases.read(section, entry);
    }
    if (areCases(entry.value())) {
      section.refuse(entry, "is a parameter; an axis of cases needs a name of its own");
      return Optional.empty();
    }
    if (entry.value() instanceof Scalar scalar && !scalar.isNull()) {
      ParameterValue value = parameters.read(parameter.get(), section, entry);
      return Optional.of(Axis.fixed(entry.key(), value, entry.line()));
    }
    return lists.read(parameter.get(), section, entry).map(list -> Axis.of(list, entry.line()));
  }

  /** What stands for a value in the id of a run: {@code name_value}. */
  public static String idPart(String parameter, ParameterValue value) {
    return parameter + "_" + IdText.of(value.text());
  }

  private static boolean areCases(ConfigNode node) {
    return (node instanceof Sequence sequence
            && sequence.items().stream().anyMatch(Mapping.class::isInstance))
        || (node instanceof Mapping mapping
            && !mapping.entries().isEmpty()
            && mapping.entries().stream().allMatch(each -> each.value() instanceof Mapping));
  }
}

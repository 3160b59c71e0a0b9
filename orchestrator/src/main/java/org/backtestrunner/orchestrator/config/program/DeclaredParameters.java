package org.backtestrunner.orchestrator.config.program;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Mapping;
import org.backtestrunner.orchestrator.config.document.Problems;
import org.backtestrunner.orchestrator.config.document.Section;
import org.backtestrunner.orchestrator.config.key.SchemaNode;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.config.parameter.ParameterType;
import org.backtestrunner.orchestrator.config.parameter.Range;
import org.backtestrunner.orchestrator.config.parameter.WorkerParameters;

/** The parameters that a config declares for a program of the user's, by name. */
final class DeclaredParameters {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
  private static final int LONGEST_NAME = 60;
  private static final String OUT = "out";
  private static final Range POSITIVE =
      new Range(Optional.of(BigDecimal.ZERO), false, Optional.empty(), false);

  private final Map<String, Parameter> byName = new LinkedHashMap<>();
  private final Problems problems;

  private DeclaredParameters(Problems problems) {
    this.problems = problems;
  }

  /**
   * Reads all declarations; what is wrong with one is reported, and it counts as a text of any kind
   * then, so that its values are not refused as well.
   *
   * @param taken names that no parameter can have
   */
  static DeclaredParameters read(Section section, Set<String> taken, Problems problems) {
    DeclaredParameters declared = new DeclaredParameters(problems);
    for (Entry entry : section.entries()) {
      declared.read(section, entry, taken);
    }
    return declared;
  }

  private void read(Section section, Entry entry, Set<String> taken) {
    String name = entry.key();
    if (!NAME.matcher(name).matches() || name.length() > LONGEST_NAME) {
      section.refuse(
          entry,
          "the name of a parameter has lower-case letters, digits and _, begins with a letter, and"
              + " is no longer than "
              + LONGEST_NAME);
      return;
    }
    if (name.equals(OUT) || taken.contains(name)) {
      section.refuse(entry, "means something else already; give the parameter another name");
      return;
    }
    Parameter parameter = parameter(name, ParameterType.TEXT, List.of(), Optional.empty());
    if (entry.value() instanceof Mapping mapping) {
      try {
        parameter =
            new Declaration(new Section(mapping, section.path(name), problems), name).parameter();
      } catch (WrongDeclarationException e) {
        section.refuse(
            section.path(name) + e.key, e.line > 0 ? e.line : entry.line(), e.getMessage());
      }
    } else {
      section.refuse(entry, "must say its type, such as {type: integer, default: 20}");
    }
    byName.put(name, parameter);
  }

  private static Parameter parameter(
      String name, ParameterType type, List<String> choices, Optional<String> standard) {
    return parameter(name, type, choices, Optional.empty(), standard, false, "");
  }

  static Parameter parameter(
      String name,
      ParameterType type,
      List<String> choices,
      Optional<Range> range,
      Optional<String> standard,
      boolean required,
      String description) {
    return new Parameter(
        name,
        type,
        choices,
        range,
        standard,
        Optional.empty(),
        required,
        List.of(),
        Optional.empty(),
        false,
        Declaration.ASSUMPTIONS.contains(name),
        List.of(),
        description);
  }

  /** Whether it is a parameter that names a file. */
  boolean isFile(String name) {
    return byName.containsKey(name) && byName.get(name).type() == ParameterType.FILE;
  }

  /** Of what the program is told. */
  Set<String> names() {
    return byName.keySet();
  }

  /**
   * These, and behind them what a batch needs to know of each run and the program need not: how
   * often a year has a bar, and a seed.
   *
   * @param executable stands for the worker's jar
   */
  WorkerParameters all(Path executable) {
    Map<String, Parameter> all = new LinkedHashMap<>(byName);
    all.putIfAbsent(
        "freq", parameter("freq", ParameterType.CHOICE, List.of("1d"), Optional.of("1d")));
    all.putIfAbsent(
        Declaration.BARS_PER_YEAR,
        parameter(
            Declaration.BARS_PER_YEAR,
            ParameterType.NUMBER,
            List.of(),
            Optional.of(POSITIVE),
            Optional.of("252"),
            false,
            "What yearly figures count with."));
    all.putIfAbsent("seed", parameter("seed", ParameterType.INTEGER, List.of(), Optional.of("42")));
    try {
      return WorkerParameters.declared(executable, new ArrayList<>(all.values()));
    } catch (InvalidValueException impossible) {
      throw new IllegalStateException("each default was checked", impossible);
    }
  }

  static SchemaNode schema() {
    SchemaNode scalar = SchemaNode.ofTypes("string", "number", "boolean");
    SchemaNode properties =
        new SchemaNode()
            .with("type", SchemaNode.ofTypes("string").with("enum", Declaration.TYPES))
            .with("min", SchemaNode.ofTypes("number", "string"))
            .with("max", SchemaNode.ofTypes("number", "string"))
            .with("choices", SchemaNode.ofTypes("array").with("items", scalar).with("minItems", 1))
            .with("default", scalar)
            .with("required", SchemaNode.ofTypes("boolean", "string"))
            .with("description", scalar);
    SchemaNode declaration =
        SchemaNode.ofTypes("object")
            .with("properties", properties)
            .with("required", List.of("type"))
            .with("additionalProperties", false);
    return SchemaNode.ofTypes("object", "null")
        .with("propertyNames", new SchemaNode().with("pattern", "^" + NAME.pattern() + "$"))
        .with("additionalProperties", declaration);
  }
}

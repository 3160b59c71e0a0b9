package org.backtestrunner.orchestrator.config.axis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;

/**
 * Several values of one parameter, at least one.
 *
 * @param idParts what stands for each value in the ids of runs after the parameter's name, all
 *     different
 * @param notes a sentence for each value that a number tells apart from another one
 * @param glob what has found the values, if they are files that match a pattern
 */
record ValueList(
    Parameter parameter,
    List<ParameterValue> values,
    List<String> idParts,
    List<String> notes,
    Optional<GlobbedFiles> glob) {

  ValueList {
    values = List.copyOf(values);
    idParts = List.copyOf(idParts);
    notes = List.copyOf(notes);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no values");
    }
  }

  /** Values that the user or a range gives. */
  static ValueList of(Parameter parameter, List<ParameterValue> values) {
    return of(parameter, values, Optional.empty());
  }

  /**
   * Files, which are called by their names without directory and last extension if these differ.
   */
  static ValueList of(Parameter parameter, List<ParameterValue> values, GlobbedFiles glob) {
    List<String> stems = values.stream().map(value -> IdText.of(stem(value.text()))).toList();
    return Set.copyOf(stems).size() == stems.size()
        ? new ValueList(parameter, values, stems, List.of(), Optional.of(glob))
        : of(parameter, values, Optional.of(glob));
  }

  private static ValueList of(
      Parameter parameter, List<ParameterValue> values, Optional<GlobbedFiles> glob) {
    List<String> plain = values.stream().map(value -> IdText.of(value.text())).toList();
    List<String> parts = IdText.numbered(plain);
    List<String> notes =
        IntStream.range(0, values.size())
            .filter(i -> !parts.get(i).equals(plain.get(i)))
            .mapToObj(
                i ->
                    "%s %s is %1$s_%s in ids, since %s is %1$s_%s"
                        .formatted(
                            parameter.name(),
                            Problem.quote(values.get(i).text()),
                            parts.get(i),
                            Problem.quote(values.get(plain.indexOf(plain.get(i))).text()),
                            plain.get(i)))
            .toList();
    return new ValueList(parameter, values, parts, notes, glob);
  }

  private static String stem(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /** A point for each value, called {@code name_value} in ids. */
  List<Point> points() {
    String name = parameter.name();
    return IntStream.range(0, values.size())
        .mapToObj(
            i ->
                new Point(
                    name + "_" + idParts.get(i), Map.of(name, values.get(i)), Optional.empty()))
        .toList();
  }
}

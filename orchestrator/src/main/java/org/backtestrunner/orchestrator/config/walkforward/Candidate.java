package org.backtestrunner.orchestrator.config.walkforward;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.axis.IdText;
import org.backtestrunner.orchestrator.config.grid.Grid;
import org.backtestrunner.orchestrator.config.parameter.EffectiveParameters;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;
import org.backtestrunner.orchestrator.config.run.RunDeclaration;
import org.backtestrunner.orchestrator.config.run.RunSet;

/**
 * A run that may be chosen.
 *
 * @param index its place in the plan
 * @param labels its cases, by axis
 * @param idParts what stands in its id for each axis of its grid that has several points
 */
record Candidate(
    int index,
    String id,
    boolean isOfGrid,
    EffectiveParameters parameters,
    Map<String, String> labels,
    Map<String, String> idParts) {

  /** All runs, in the order of the plan. */
  static List<Candidate> all(RunSet runs, EffectiveParameters common) {
    List<Candidate> all = new ArrayList<>();
    for (RunDeclaration run : runs.single()) {
      all.add(new Candidate(all.size(), run.id(), false, run.over(common), Map.of(), Map.of()));
    }
    for (Grid grid : runs.grids()) {
      for (int i = 0; i < grid.size(); i++) {
        all.add(
            new Candidate(
                all.size(),
                grid.id(i),
                true,
                common.with(grid.overrides(i)),
                grid.labels(i),
                grid.idParts(i)));
      }
    }
    return all;
  }

  /** The value of a parameter that counts for the run. */
  Optional<ParameterValue> find(Parameter parameter) {
    return parameters.counts(parameter) ? parameters.find(parameter) : Optional.empty();
  }

  /** The value of a parameter as it is written, in a sentence. */
  String text(Parameter parameter) {
    return find(parameter).map(ParameterValue::text).orElse("none");
  }

  /** The date from which on it has bars, if it says that. */
  Optional<LocalDate> startDate() {
    return date("start_date");
  }

  /** The date up to which it has bars, if it says that. */
  Optional<LocalDate> endDate() {
    return date("end_date");
  }

  private Optional<LocalDate> date(String parameter) {
    return parameters.find(parameter).map(value -> LocalDate.parse(value.normalised()));
  }

  /** After how many bars the slowest of them trades what it has decided. */
  static int largestExecutionLag(List<Candidate> candidates) {
    return candidates.stream()
        .flatMap(run -> run.parameters().find("execution_lag").stream())
        .map(ParameterValue::normalised)
        // A program of the user's may mean something else by the name.
        .filter(lag -> lag.matches("[0-9]{1,9}"))
        .mapToInt(Integer::parseInt)
        .max()
        .orElse(0);
  }

  /** Its label on an axis of cases, or the one spelling of a parameter; empty where it has none. */
  Optional<String> value(String member) {
    return labels.containsKey(member)
        ? Optional.of(labels.get(member))
        : parameters.find(member).map(ParameterValue::normalised);
  }

  /** The same, as the user wrote it. */
  String written(String member) {
    return labels.containsKey(member)
        ? labels.get(member)
        : parameters.find(member).map(ParameterValue::text).orElse("");
  }

  /** What stands for such a value in ids. */
  String idPart(String member) {
    return labels.containsKey(member)
        ? member + "_" + labels.get(member)
        : idParts.getOrDefault(member, member + "_" + IdText.of(written(member)));
  }
}

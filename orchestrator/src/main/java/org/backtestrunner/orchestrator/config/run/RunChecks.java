package org.backtestrunner.orchestrator.config.run;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.backtestrunner.orchestrator.config.document.Problems;
import org.backtestrunner.orchestrator.config.grid.Grid;
import org.backtestrunner.orchestrator.config.parameter.CrossRules;
import org.backtestrunner.orchestrator.config.parameter.EffectiveParameters;
import org.backtestrunner.orchestrator.config.parameter.InputPath;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.config.parameter.ParameterReader;
import org.backtestrunner.orchestrator.config.parameter.ParameterType;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;

/** Checks the merged parameters of every run; a cause that many runs share is reported once. */
public final class RunChecks {
  private final InputPlaces places;
  private final ParameterReader parameters;
  private final Problems problems;
  private final CrossRules rules;
  private final Map<String, Missing> missing = new LinkedHashMap<>();
  private final Set<ParameterValue> seenFiles = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Path> checkedFiles = new HashSet<>();
  private final Set<Path> checkedTables = new HashSet<>();
  private int runs;

  public RunChecks(InputPlaces places, ParameterReader parameters, Problems problems) {
    this.places = places;
    this.parameters = parameters;
    this.problems = problems;
    this.rules = new CrossRules(problems);
  }

  /** A parameter that runs require and do not have; the place is the first such run's. */
  private record Missing(Problems problems, int line, String path, String strategy, int runs) {
    Missing oneMore() {
      return new Missing(problems, line, path, strategy, runs + 1);
    }
  }

  /** Checks a single run. */
  void check(EffectiveParameters run, RunDeclaration written) {
    rules.check(run);
    checkValues(run, written.in(problems), written.line(), written.path());
  }

  /** Checks one run of a grid. */
  void check(EffectiveParameters run, Grid grid) {
    rules.check(run, grid::varies);
    checkValues(run, problems, grid.line(), grid.source());
  }

  private void checkValues(EffectiveParameters run, Problems place, int line, String path) {
    runs++;
    for (Parameter parameter : run.parameters()) {
      if (!run.isUsed(parameter)) {
        continue;
      }
      Optional<ParameterValue> value = run.find(parameter);
      if (value.isPresent() && parameter.type() == ParameterType.FILE) {
        checkFile(parameter, value.get());
      } else if (value.isEmpty() && parameter.required()) {
        String strategy = parameter.strategies().isEmpty() ? "" : run.strategy();
        Missing here = new Missing(place, line, path, strategy, 1);
        missing.merge(parameter.name(), here, (first, one) -> first.oneMore());
      }
    }
  }

  /**
   * Checks what the runs of a grid have in common that cannot be spanned.
   *
   * @param shared without the parameters that the grid was to vary
   */
  public void checkShared(EffectiveParameters shared) {
    rules.check(shared);
    for (Parameter parameter : shared.parameters()) {
      if (parameter.type() == ParameterType.FILE
          && shared.isUsed(parameter)
          && !parameters.wasMistyped(parameter.name())) {
        shared.find(parameter).ifPresent(value -> checkFile(parameter, value));
      }
    }
  }

  /** Reports what all the runs checked so far are missing. */
  public void finish() {
    missing.forEach(
        (name, cause) -> {
          if (!parameters.wasMistyped(name)) {
            cause.problems().add(cause.line(), cause.path(), sentence(name, cause));
          }
        });
  }

  private String sentence(String name, Missing cause) {
    String whom = cause.strategy().isEmpty() ? "" : " by strategy " + cause.strategy();
    String others = "";
    if (cause.runs() == runs && runs > 1) {
      others = ", and so for all " + runs + " runs; write it into base_args";
    } else if (cause.runs() > 1) {
      others = ", and so for " + (cause.runs() - 1) + " more";
    }
    return name + " is missing (required" + whom + ")" + others;
  }

  private void checkFile(Parameter parameter, ParameterValue value) {
    if (value.isRefused() || !parameter.isPath(value.text()) || !seenFiles.add(value)) {
      return;
    }
    try {
      Path file = places.resolve(value.text());
      if (parameter.mayBeDirectory()) {
        if (checkedTables.add(file)) {
          InputPath.checkReadableTables(file);
        }
      } else if (checkedFiles.add(file)) {
        InputPath.checkReadable(file);
      }
    } catch (InvalidValueException e) {
      value.in(problems).add(value.line(), value.path(), e.getMessage() + advice(value));
    }
  }

  private String advice(ParameterValue value) {
    try {
      return places.advice(value.text());
    } catch (InvalidValueException alreadySaid) {
      return "";
    }
  }
}

package org.backtestrunner.orchestrator.harvest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.backtestrunner.orchestrator.config.parameter.EffectiveParameters;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;
import org.backtestrunner.orchestrator.harvest.RunResult.Success;
import org.backtestrunner.orchestrator.launch.contract.RunWarning;
import org.backtestrunner.shared.warning.WarningKind;

/**
 * Warns of runs with different parameters and the same equity curve, byte for byte: the parameters
 * that set them apart have changed nothing. Only a whole batch can know it.
 */
public final class IdenticalCurves {
  private IdenticalCurves() {}

  /** The same results, each with the warning that it deserves now, whatever it had before. */
  public static List<RunResult> warned(List<RunResult> results) {
    Map<String, List<RunResult>> byCurve = new HashMap<>();
    for (RunResult result : results) {
      curve(result)
          .ifPresent(sha256 -> byCurve.computeIfAbsent(sha256, s -> new ArrayList<>()).add(result));
    }
    Map<String, Alike> alike = new HashMap<>();
    byCurve.forEach((curve, runs) -> alike.put(curve, new Alike(runs)));
    List<RunResult> warned = new ArrayList<>();
    for (RunResult result : results) {
      List<RunWarning> warnings =
          curve(result).map(alike::get).flatMap(runs -> runs.warning(result)).stream().toList();
      warned.add(result.withoutWarnings(WarningKind.IDENTICAL_EQUITY).withWarnings(warnings));
    }
    return warned;
  }

  private static Optional<String> curve(RunResult result) {
    return result.success().map(Success::equity).map(equity -> equity.sha256());
  }

  /** The runs with one curve. */
  private static final class Alike {
    /** By the hash of their parameters; those with equal ones are expected to be alike. */
    private final Map<String, List<RunResult>> byHash;

    private final List<RunResult> runs;
    private final List<String> differing;

    Alike(List<RunResult> runs) {
      this.runs = runs;
      this.byHash = runs.stream().collect(Collectors.groupingBy(Alike::hash));
      this.differing = byHash.size() > 1 ? differing(runs) : List.of();
    }

    private static String hash(RunResult result) {
      return result.plan().paramsHash();
    }

    Optional<RunWarning> warning(RunResult run) {
      int others = runs.size() - byHash.get(hash(run)).size();
      if (others == 0) {
        return Optional.empty();
      }
      RunResult first =
          runs.stream().filter(other -> !hash(other).equals(hash(run))).findFirst().orElseThrow();
      String text =
          "the equity curve is the same as that of run %s%s, although the runs differ in %s"
              .formatted(
                  first.plan().id(),
                  others == 1 ? "" : " and " + (others - 1) + " more",
                  String.join(", ", differing));
      return Optional.of(RunWarning.of(WarningKind.IDENTICAL_EQUITY, text));
    }

    /** The parameters that count and are not the same in all of them, in the worker's order. */
    private static List<String> differing(List<RunResult> runs) {
      List<String> names = new ArrayList<>();
      for (Parameter parameter : runs.get(0).plan().effective().parameters()) {
        long values = runs.stream().map(run -> counted(run, parameter)).distinct().limit(2).count();
        if (values > 1) {
          names.add(parameter.name());
        }
      }
      return names;
    }

    private static Optional<String> counted(RunResult run, Parameter parameter) {
      EffectiveParameters parameters = run.plan().effective();
      return parameters.counts(parameter)
          ? parameters.find(parameter).map(ParameterValue::normalised)
          : Optional.empty();
    }
  }
}

package org.backtestrunner.orchestrator.analysis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.backtestrunner.orchestrator.analysis.set.Sets;
import org.backtestrunner.orchestrator.analysis.statistic.Overfitting;

/**
 * What a batch says about its best candidate, in one sentence.
 *
 * @param standsOut whether nothing speaks against it
 * @param candidates among how many it was chosen
 * @param parts which of the questions were asked, and whether they were passed
 * @param undefined those that could not be asked
 */
public record Verdict(
    String sentence,
    boolean standsOut,
    int candidates,
    Map<Part, Boolean> parts,
    List<Part> undefined) {

  private static final double SURE = 0.95;
  private static final double MOST_OVERFITTING = 0.2;

  public Verdict {
    parts = Map.copyOf(parts);
    undefined = List.copyOf(undefined);
  }

  /** A question to the best candidate, in the order of the sentence. */
  public enum Part {
    LUCK,
    BENCHMARK,
    CHOOSING,
    NEIGHBOURS,
    ASSUMPTIONS
  }

  static Verdict of(Sets sets, Optional<Contender> best, Optional<Overfitting> overfitting) {
    int candidates = sets.candidates().size();
    if (sets.runs().stream().allMatch(run -> run.result().success().isEmpty())) {
      return nothing("No run succeeded.", candidates);
    }
    if (best.isEmpty()) {
      return nothing(
          "There is no candidate: no run beside the benchmark has orders and a Sharpe ratio.",
          candidates);
    }
    if (!(best.get().run().sharpe() > 0)) {
      return nothing("No candidate made money.", candidates);
    }
    if (candidates == 1) {
      return nothing(
          "One candidate: nothing was chosen, so only its own record can be judged.", candidates);
    }
    return asked(candidates, best.get(), overfitting);
  }

  private static Verdict nothing(String sentence, int candidates) {
    return new Verdict(sentence, false, candidates, Map.of(), List.of());
  }

  private static Verdict asked(int candidates, Contender best, Optional<Overfitting> overfitting) {
    Map<Part, Boolean> parts = new EnumMap<>(Part.class);
    parts.put(Part.LUCK, best.run().metric("deflated_sharpe").orElse(0) >= SURE);
    if (best.benchmark().isEmpty()) {
      parts.put(Part.BENCHMARK, false);
    } else {
      OptionalDouble above = best.comparison().orElseThrow().probabilityAbove();
      above.ifPresent(probability -> parts.put(Part.BENCHMARK, probability >= SURE));
    }
    overfitting.ifPresent(
        found -> parts.put(Part.CHOOSING, found.probability() <= MOST_OVERFITTING));
    List<BatchWarning.Kind> warnings = best.warnings().stream().map(BatchWarning::kind).toList();
    best.neighbourhood()
        .filter(around -> around.isTelling())
        .ifPresent(
            around ->
                parts.put(Part.NEIGHBOURS, !warnings.contains(BatchWarning.Kind.ISOLATED_PEAK)));
    parts.put(Part.ASSUMPTIONS, !warnings.contains(BatchWarning.Kind.ASSUMPTION_AXIS));
    List<Part> undefined =
        List.of(Part.values()).stream().filter(part -> !parts.containsKey(part)).toList();
    boolean standsOut = !parts.containsValue(false);
    String benchmark = best.benchmark().map(run -> run.id()).orElse("");
    String sentence =
        standsOut
            ? "The best of " + candidates + " candidates stands out: " + good(parts, benchmark)
            : "The best of " + candidates + " candidates " + bad(parts, benchmark);
    return new Verdict(sentence + ".", standsOut, candidates, parts, undefined);
  }

  private static String good(Map<Part, Boolean> parts, String benchmark) {
    List<String> clauses = new ArrayList<>();
    clauses.add(
        parts.containsKey(Part.BENCHMARK) ? "it beats luck and " + benchmark : "it beats luck");
    if (parts.containsKey(Part.CHOOSING)) {
      clauses.add("choosing it carried over to unseen days");
    }
    if (parts.containsKey(Part.NEIGHBOURS)) {
      clauses.add("its neighbours agree");
    }
    int last = clauses.size() - 1;
    return switch (clauses.size()) {
      case 1 -> clauses.get(0);
      case 2 -> clauses.get(0) + ", and " + clauses.get(1);
      default -> String.join(", ", clauses.subList(0, last)) + ", and " + clauses.get(last);
    };
  }

  private static String bad(Map<Part, Boolean> parts, String benchmark) {
    List<String> failing = new ArrayList<>();
    for (Part part : Part.values()) {
      if (Boolean.FALSE.equals(parts.get(part))) {
        failing.add(
            switch (part) {
              case LUCK -> "does not clearly beat luck";
              case BENCHMARK ->
                  benchmark.isEmpty()
                      ? "has no benchmark to beat"
                      : "does not clearly beat " + benchmark;
              case CHOOSING -> "does not carry over to unseen days";
              case NEIGHBOURS -> "stands alone in the grid";
              case ASSUMPTIONS -> "owes its place to an assumption";
            });
      }
    }
    return String.join(" and ", failing);
  }
}

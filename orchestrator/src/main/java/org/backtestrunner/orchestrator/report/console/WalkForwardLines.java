package org.backtestrunner.orchestrator.report.console;

import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.StringJoiner;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.report.Rounding;
import org.backtestrunner.orchestrator.walkforward.Fold;
import org.backtestrunner.orchestrator.walkforward.WalkForward;
import org.backtestrunner.orchestrator.walkforward.WalkForwardWarning;
import org.backtestrunner.orchestrator.walkforward.WalkForwardWarning.Kind;
import org.backtestrunner.orchestrator.walkforward.WalkForwards;

/** A sentence for each walk-forward. */
final class WalkForwardLines {
  /** Why there may be no number. */
  private static final Set<Kind> WHY_NOT =
      EnumSet.of(Kind.CANDIDATES_FAILED, Kind.NOT_SELECTED, Kind.DIFFERENT_BARS, Kind.NO_CHOICE);

  private WalkForwardLines() {}

  static List<String> of(WalkForwards walkForwards) {
    return walkForwards.all().stream().map(WalkForwardLines::of).toList();
  }

  private static String of(WalkForward each) {
    String name = "walk-forward " + each.plan().id() + ": ";
    if (each.measure("sharpe").isEmpty()) {
      return name
          + each.warnings().stream()
              .filter(warning -> WHY_NOT.contains(warning.kind()))
              .map(WalkForwardWarning::text)
              .reduce((earlier, later) -> later)
              .orElse("its returns do not vary");
    }
    StringJoiner beside = new StringJoiner(", ", " (", ")").setEmptyValue("");
    ratio(each.measure("is_sharpe")).forEach(value -> beside.add(value + " in sample"));
    ratio(each.measure("no_choice_sharpe"))
        .forEach(value -> beside.add(value + " without choosing"));
    int switches = (int) each.measure("switches").orElse(0);
    return name
        + "Sharpe "
        + ratio(each.measure("sharpe")).get(0)
        + " out of sample"
        + beside
        + ", %d of %d folds traded, %d %s"
            .formatted(
                each.traded(), each.folds().size(), switches, switches == 1 ? "switch" : "switches")
        + each.next().flatMap(Fold::chosen).map(RunPlan::id).map(id -> "; next: " + id).orElse("");
  }

  /** None of what is undefined. */
  private static List<String> ratio(OptionalDouble value) {
    return value.isPresent() ? List.of(Rounding.fixed(value.getAsDouble(), 2)) : List.of();
  }
}

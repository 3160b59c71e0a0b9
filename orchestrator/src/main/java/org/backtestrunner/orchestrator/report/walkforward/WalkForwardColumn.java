package org.backtestrunner.orchestrator.report.walkforward;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.backtestrunner.orchestrator.harvest.metric.DeflatedSharpe;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.walkforward.Fold;
import org.backtestrunner.orchestrator.walkforward.Fold.Span;
import org.backtestrunner.orchestrator.walkforward.StitchedCurve;
import org.backtestrunner.orchestrator.walkforward.WalkForward;
import org.backtestrunner.orchestrator.walkforward.WalkForwardWarning;
import org.backtestrunner.orchestrator.walkforward.WalkForwardWarning.Kind;

/**
 * A column of a file.
 *
 * @param value of a row: a text, a number or a truth value; empty where it is undefined
 */
record WalkForwardColumn<T>(String name, Function<T, Optional<?>> value) {

  /** The name of the column of what all trials on the same data deflate. */
  private static final String DEFLATED_EVER = "deflated_sharpe_ever";

  /** Of a walk-forward, those that all have. */
  static final List<WalkForwardColumn<WalkForward>> OF_WALK_FORWARDS =
      List.of(
          of("walk_forward", each -> Optional.of(each.plan().id())),
          of("in_sample", each -> Optional.of(each.plan().inSample().toString())),
          of("out_of_sample", each -> Optional.of(each.plan().outOfSample().toString())),
          of("anchored", each -> Optional.of(each.plan().anchored())),
          of("purge", each -> Optional.of(each.plan().purge())),
          of("select", each -> Optional.of(each.plan().select().label())),
          of("candidates", each -> Optional.of(each.plan().candidates().size())),
          of("folds", each -> each.next().map(next -> each.folds().size())),
          of("folds_traded", each -> each.next().map(next -> each.traded())),
          of("start_date", each -> each.curve().map(curve -> date(curve, curve.first()))),
          of("end_date", each -> each.curve().map(curve -> date(curve, curve.days().length - 1))),
          measure("sharpe"),
          of(DeflatedSharpe.NAME, each -> boxed(each.deflatedSharpe())),
          of(DEFLATED_EVER, each -> boxed(each.deflatedSharpeEver())),
          measure("cagr"),
          measure("volatility"),
          measure("max_dd_pct"),
          measure("total_return"),
          measure("final_equity"),
          measure("no_choice_sharpe"),
          measure("is_sharpe"),
          measure("efficiency"),
          measure("oos_rank"),
          measure("below_median_pct"),
          measure("profitable_folds_pct"),
          measure("largest_fold_share"),
          measure("switches"),
          measure("switch_cost_pct"),
          of("next_run_id", each -> each.next().flatMap(Fold::chosen).map(RunPlan::id)));

  private static <T> WalkForwardColumn<T> of(String name, Function<T, Optional<?>> value) {
    return new WalkForwardColumn<>(name, value);
  }

  private static WalkForwardColumn<WalkForward> measure(String name) {
    return of(name, each -> Optional.ofNullable(each.measures().get(name)));
  }

  private static String date(StitchedCurve curve, int row) {
    return LocalDate.ofEpochDay(curve.days()[row]).toString();
  }

  private static Optional<?> boxed(OptionalDouble value) {
    return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
  }

  private static Optional<?> boxed(OptionalInt value) {
    return value.isPresent() ? Optional.of(value.getAsInt()) : Optional.empty();
  }

  /**
   * All of walk-forwards.
   *
   * @param members what their candidates have in common
   * @param parameters whose stability is told
   */
  static List<WalkForwardColumn<WalkForward>> ofWalkForwards(
      List<String> members, List<String> parameters) {
    List<WalkForwardColumn<WalkForward>> all = new ArrayList<>(OF_WALK_FORWARDS);
    all.add(of("warnings", each -> Optional.of(kinds(each))));
    members.forEach(
        name -> all.add(of(name, each -> Optional.ofNullable(each.plan().forEach().get(name)))));
    parameters.forEach(
        name ->
            all.add(
                of("stability." + name, each -> Optional.ofNullable(each.stability().get(name)))));
    return all;
  }

  private static String kinds(WalkForward each) {
    return each.warnings().stream()
        .map(WalkForwardWarning::kind)
        .map(Kind::label)
        .collect(Collectors.joining(" "));
  }

  /** Of a fold, behind the id of its walk-forward. */
  static List<WalkForwardColumn<Fold>> ofFolds(List<String> parameters) {
    List<WalkForwardColumn<Fold>> all =
        new ArrayList<>(
            List.of(
                of("fold", fold -> boxed(fold.number())),
                of("status", fold -> Optional.of(fold.status().label())),
                of("is_start", fold -> fold.in().first()),
                of("is_end", fold -> fold.in().last()),
                of("oos_start", fold -> fold.out().flatMap(Span::first)),
                of("oos_end", fold -> fold.out().flatMap(Span::last)),
                of("is_bars", fold -> Optional.of(fold.in().bars())),
                of("oos_bars", fold -> fold.out().map(Span::bars)),
                of("eligible", fold -> boxed(fold.eligible())),
                of("run_id", fold -> fold.chosen().map(RunPlan::id))));
    parameters.forEach(
        name ->
            all.add(
                of(
                    "param." + name,
                    fold -> fold.chosen().map(run -> run.parameters().getOrDefault(name, "")))));
    all.add(of("is_value", fold -> fold.choice().map(Fold.Choice::value)));
    all.add(of("is_sharpe", fold -> fold.choice().flatMap(choice -> boxed(choice.sharpe()))));
    all.add(of("is_return", fold -> fold.choice().flatMap(choice -> boxed(choice.totalReturn()))));
    all.add(result("oos_sharpe", result -> boxed(result.sharpe())));
    all.add(result("oos_return", result -> boxed(result.totalReturn())));
    all.add(result("oos_max_dd_pct", result -> boxed(result.maxDrawdownPercent())));
    all.add(result("oos_rank", result -> boxed(result.rank())));
    all.add(result("switch_cost", result -> Optional.of(result.switchCost())));
    return all;
  }

  private static WalkForwardColumn<Fold> result(
      String name, Function<Fold.Result, Optional<?>> value) {
    return of(name, fold -> fold.result().flatMap(value));
  }
}

package org.backtestrunner.orchestrator.config.parameter;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.document.Problems;

/** Rules between the parameters of one run; a run that breaks one would end with exit code 2. */
public final class CrossRules {
  private final Problems problems;

  public CrossRules(Problems problems) {
    this.problems = problems;
  }

  /** Reports every rule that the run breaks, at the last written of the values that break it. */
  public void check(EffectiveParameters run) {
    check(run, "start_date", "end_date", (start, end) -> start.compareTo(end) > 0, "is after");
    check(
        run,
        "fill_price",
        "execution_lag",
        (price, lag) -> price.equals("open") && lag.equals("0"),
        "would fill before the decision at the close; it cannot stand with");
    if (run.strategy().equals("trend_baseline")) {
      check(
          run,
          "ema_fast",
          "ema_slow",
          (fast, slow) -> new BigDecimal(fast).compareTo(new BigDecimal(slow)) >= 0,
          "must be less than");
    }
    if (run.strategy().equals("multifactor_long_short")) {
      check(
          run,
          "top_quantile",
          "bottom_quantile",
          (top, bottom) -> top.equals("0") && bottom.equals("0"),
          "leaves nothing to trade together with");
    }
  }

  /** Whether two normalised values break a rule. */
  private interface Conflict {
    boolean between(String first, String second);
  }

  private void check(
      EffectiveParameters run, String first, String second, Conflict conflict, String words) {
    Optional<ParameterValue> one = run.find(first).filter(value -> !value.isRefused());
    Optional<ParameterValue> other = run.find(second).filter(value -> !value.isRefused());
    if (one.isPresent()
        && other.isPresent()
        && conflict.between(one.get().normalised(), other.get().normalised())) {
      ParameterValue last =
          Stream.of(one.get(), other.get())
              .max(Comparator.comparingInt(ParameterValue::line))
              .orElseThrow();
      problems.add(
          last.line(),
          last.path(),
          text(first, one.get()) + " " + words + " " + text(second, other.get()));
    }
  }

  private static String text(String name, ParameterValue value) {
    String place = value.isDefault() ? "the default" : "line " + value.line();
    return name + " " + Problem.cut(value.text()) + " (" + place + ")";
  }
}

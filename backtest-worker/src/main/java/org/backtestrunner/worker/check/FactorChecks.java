package org.backtestrunner.worker.check;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.shared.warning.WarningKind;
import org.backtestrunner.worker.api.Column;
import org.backtestrunner.worker.data.FactorBundle;
import org.backtestrunner.worker.data.FactorCoverage;
import org.backtestrunner.worker.factor.formulas.Factors;
import org.backtestrunner.worker.factor.formulas.Formula;
import org.backtestrunner.worker.panel.FaultyRows;
import org.backtestrunner.worker.panel.Lookalikes;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.panel.Warnings;
import org.backtestrunner.worker.parameter.RunParameters;
import org.backtestrunner.worker.table.cell.BadDataException;

/** Whether the factors of a run can say anything about its symbols at its bars. */
public final class FactorChecks {
  private final RunParameters run;
  private final Panel panel;

  private FactorChecks(RunParameters run, Panel panel) {
    this.run = run;
    this.panel = panel;
  }

  /**
   * Makes all checks.
   *
   * @param formulas all that can be computed
   * @param coverage of the columns of the factor file that the bundle uses
   * @throws BadDataException where a factor file is of other symbols or dates than the run, or the
   *     prices that a factor uses cannot be
   */
  public static void run(
      RunParameters run,
      Panel panel,
      Factors formulas,
      FactorBundle bundle,
      List<FactorCoverage> coverage,
      Warnings warnings) {
    FactorChecks checks = new FactorChecks(run, panel);
    checks.refuseImpossibleBars(formulas, bundle);
    for (FactorCoverage covered : coverage) {
      checks.refuseOtherTimes(covered);
      checks.check(covered, warnings);
    }
  }

  private void refuseImpossibleBars(Factors formulas, FactorBundle bundle) {
    FaultyPrices impossible = new FaultyPrices(run, panel, FaultyRows.Kind.IMPOSSIBLE);
    if (!impossible.areTooMany()) {
      return;
    }
    for (FactorBundle.Member member : bundle.members()) {
      Optional<Formula> factor = formulas.find(member.name());
      if (factor.isPresent() && factor.get().looksAt().contains(Column.HIGH)) {
        throw impossible.refusal("factor '" + member.name() + "' uses high and low");
      }
    }
  }

  private void refuseOtherTimes(FactorCoverage covered) {
    if (covered.isTimed(panel.firstBar(), panel.lastBar())) {
      return;
    }
    long age = run.integer("factor_max_age_days");
    throw new BadDataException(
        factorFile(),
        "no timestamp is a bar of the run"
            + (age == 0 ? "" : " or at most " + age + " days before one")
            + " (factor_max_age_days: "
            + age
            + "): timestamps go from "
            + panel.frequency().format(covered.firstTime())
            + " to "
            + panel.frequency().format(covered.lastTime())
            + ", the bars from "
            + panel.format(panel.firstBar())
            + " to "
            + panel.format(panel.lastBar()));
  }

  private void check(FactorCoverage covered, Warnings warnings) {
    MissingSymbols missing = new MissingSymbols(panel);
    for (int s : missing.observed()) {
      if (!covered.isValued(s, panel.firstBar(), panel.lastBar())) {
        String symbol = panel.universe().symbol(s);
        String listed = covered.lookalikes().get(s);
        missing.add(
            symbol,
            listed.isEmpty() ? Optional.empty() : Optional.of(Lookalikes.words(listed, symbol)));
      }
    }
    String what = "value of '" + covered.factor() + "'";
    if (missing.areAll()) {
      throw new BadDataException(factorFile(), missing.none(what + " at a bar of the run"));
    }
    missing.warn(WarningKind.FACTORS_MISSING, what, "factor_file", warnings);
  }

  private Path factorFile() {
    return run.file("factor_file");
  }
}

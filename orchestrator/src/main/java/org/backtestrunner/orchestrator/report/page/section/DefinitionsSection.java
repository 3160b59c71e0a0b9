package org.backtestrunner.orchestrator.report.page.section;

import java.util.List;
import org.backtestrunner.orchestrator.report.page.html.Html;

/** What each number is, in one line. */
final class DefinitionsSection {
  private record Definition(String name, String meaning) {}

  private static final List<Definition> DEFINITIONS =
      List.of(
          new Definition(
              "Sharpe",
              "mean over standard deviation of the returns of bars, annualised; risk-free rate 0"),
          new Definition(
              "deflated",
              "probability that the true Sharpe ratio is above what the best of N unskilled trials"
                  + " would show (Bailey and L\u00f3pez de Prado 2014); no p-value"),
          new Definition(
              "luck only",
              "the same where the trials differ only as much as luck would make them; our own"
                  + " measure, published nowhere"),
          new Definition(
              "PBO",
              "probability of backtest overfitting: how often the best run on half of the days is"
                  + " in the lower half on the others (Bailey, Borwein, L\u00f3pez de Prado, Zhu 2017)"),
          new Definition(
              "return/yr", "growth a year, compounded; volatility: standard deviation, annualised"),
          new Definition("worst loss", "deepest fall from a running peak"),
          new Definition("turnover", "traded notional a year over mean equity"),
          new Definition(
              "excess", "information ratio: Sharpe ratio of the daily difference to the benchmark"),
          new Definition("1st half, 2nd half", "Sharpe ratio of either half of the daily returns"),
          new Definition("neighbours", "mean Sharpe ratio of the runs one step away in the grid"),
          new Definition("smooth", "mean Sharpe ratio of a run and its neighbours"),
          new Definition("10 days", "share of the ten best days in the growth (sum of logarithms)"),
          new Definition(
              "\u03b7\u00b2",
              "share of the variation that lies between the values of one parameter (Fisher 1925)"),
          new Definition(
              "P(> 0)",
              "probabilistic Sharpe ratio: probability that the true one is above 0, no search"
                  + " counted (Bailey and L\u00f3pez de Prado 2012)"),
          new Definition(
              "minimum track record",
              "days from which on a Sharpe ratio is above 0 at 95 % (Bailey and L\u00f3pez de Prado"
                  + " 2012)"),
          new Definition(
              "minimum backtest length",
              "years in which the best of N unskilled trials shows such a Sharpe ratio (Bailey et"
                  + " al. 2014)"),
          new Definition(
              "Sortino, Calmar", "mean over downside deviation; return a year over worst loss"),
          new Definition("ulcer index", "root mean square drawdown (Martin and McCann 1989)"),
          new Definition("VaR 95, CVaR 95", "5 % quantile of returns, and the mean of those below"),
          new Definition("cost drag", "costs a year as a share of mean equity"),
          new Definition(
              "alpha, beta", "regression on the benchmark's daily returns (Jensen 1968)"),
          new Definition(
              "walk-forward",
              "the best run of each window in sample, held in the window after it, out of sample"),
          new Definition(
              "rank out of sample",
              "share of the other runs that were worse in that window, and half of the equal ones;"
                  + " 0.5 is luck"),
          new Definition(
              "efficiency", "growth a bar out of sample over that in sample (Pardo 1992)"),
          new Definition(
              "up, down",
              "growth in the months in which the benchmark gains or loses, over the benchmark's"));

  private DefinitionsSection() {}

  static void write(Html html) {
    Sections.open(html, "definitions", "Definitions");
    html.open("dl", "class", "definitions").newline();
    for (Definition definition : DEFINITIONS) {
      html.element("dt", definition.name()).element("dd", definition.meaning()).newline();
    }
    html.close("dl").newline();
    Sections.note(
        html,
        "The bars (0.95 for luck and benchmark, 0.2 for PBO, and those of the warnings) are"
            + " conventions.");
    Sections.close(html);
  }
}

package org.backtestrunner.orchestrator.report.page.section;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.backtestrunner.orchestrator.analysis.Contender;
import org.backtestrunner.orchestrator.analysis.TrialFacts;
import org.backtestrunner.orchestrator.analysis.TrialFacts.Spread;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.analysis.statistic.Overfitting;
import org.backtestrunner.orchestrator.harvest.metric.ReturnMoments;
import org.backtestrunner.orchestrator.report.page.html.Html;
import org.backtestrunner.orchestrator.report.page.model.PageModel;
import org.backtestrunner.orchestrator.report.statistics.Figures;

/** What choosing among the runs is worth, and how the deflated Sharpe ratio comes about. */
final class LuckSection {
  private static final int MOST_CHOSEN = 5;
  private static final int DECIMALS = 4;

  private final Html html;
  private final PageModel page;

  private LuckSection(Html html, PageModel page) {
    this.html = html;
    this.page = page;
  }

  static void write(Html html, PageModel page) {
    Sections.open(html, "luck", "Skill or luck?");
    new LuckSection(html, page).write();
    Sections.close(html);
  }

  private void write() {
    html.open("div", "class", "halves").newline().open("div").newline();
    page.analysis()
        .overfitting()
        .ifPresentOrElse(
            found -> {
              histogram(found);
              chosen(found);
            },
            () ->
                Sections.note(
                    html,
                    page.analysis().sets().columns().size() < 2
                        ? "Fewer than two different candidates: nothing was chosen."
                        : "Fewer than 80 days: choosing cannot be judged."));
    html.close("div").newline().open("div").newline();
    page.analysis().overfitting().ifPresent(this::scatter);
    page.analysis().best().ifPresent(this::deflation);
    html.close("div").newline().close("div").newline();
  }

  private void histogram(Overfitting found) {
    int[] bins = found.histogram();
    int most = IntStream.of(bins).max().orElse(1);
    Sections.note(
        html,
        "Rank of the chosen run on the unseen half, %s splits into halves of %d days"
            .formatted(
                Figures.grouped(found.splits()), found.cut().length() * found.cut().blocks() / 2));
    html.open(
        "div",
        "class",
        "histogram",
        "role",
        "img",
        "aria-label",
        "Of %d splits the chosen run was in the lower half in %d."
            .formatted(found.splits(), found.lowerHalf()));
    for (int bin = 0; bin < bins.length; bin++) {
      html.open(
              "i",
              "class",
              bin < bins.length / 2 ? "low" : "high",
              "title",
              Figures.grouped(bins[bin]),
              "style",
              "height:" + ParametersSection.percent((double) bins[bin] / most))
          .close("i");
    }
    html.close("div").newline().open("div", "class", "ends");
    html.element("span", "worst of " + found.curves()).element("span", "median");
    html.element("span", "best").close("div").newline();
    html.open("p").text("In ").element("b", Figures.percent(found.probability()));
    html.text(
        " of the splits the run that was best on one half ended in the lower half on the other"
            + " (PBO). Choosing blindly gives 50 %.");
    html.close("p").newline();
  }

  private void chosen(Overfitting found) {
    Sections.note(html, "Which run was chosen");
    html.open("table", "class", "bars").open("tbody").newline();
    int[] counts = found.chosen();
    List<Integer> columns =
        IntStream.range(0, counts.length)
            .filter(column -> counts[column] > 0)
            .boxed()
            .sorted(Comparator.comparingInt((Integer column) -> counts[column]).reversed())
            .toList();
    for (int column : columns.subList(0, Math.min(MOST_CHOSEN, columns.size()))) {
      AnalysedRun run = page.analysis().sets().columns().get(column);
      double share = (double) counts[column] / found.splits();
      ParametersSection.bar(html, page.label(run), false, OptionalDouble.of(share), "bar");
    }
    html.close("tbody").close("table").newline();
    html.element(
            "p",
            Sections.count(columns.size(), "run was", "different runs were")
                + " chosen in at least one split.")
        .newline();
  }

  private void scatter(Overfitting found) {
    Sections.note(html, "Sharpe ratio of the chosen run: seen half \u2192 unseen half");
    String benchmark =
        found
            .benchmark()
            .map(
                beside ->
                    " %s on the same unseen halves: %s."
                        .formatted(
                            page.analysis().sets().usableBenchmark().orElseThrow().id(),
                            Figures.ratio(beside.unseenMedian())))
            .orElse("");
    String sentence =
        "Median %s \u2192 %s; below zero in %s of the splits.%s"
            .formatted(
                Figures.ratio(found.seenMedian()),
                Figures.ratio(found.unseenMedian()),
                Figures.percent(found.unseenBelowZero()),
                benchmark);
    CurvesSection.chart(html, "scatter-chart", sentence);
    html.element("p", sentence, "class", "scripted").newline();
  }

  private void deflation(Contender best) {
    TrialFacts trials = page.analysis().trials().orElseThrow();
    AnalysedRun run = best.run();
    Sections.note(html, "How the deflated Sharpe ratio comes about");
    html.open("table", "class", "pairs").open("tbody").newline();
    row("Sharpe ratio of the best run", precise(OptionalDouble.of(run.sharpe())));
    row("trials (different runs), N", Integer.toString(trials.trials().count()));
    row("spread of their Sharpe ratios, \u221aV", precise(trials.sharpeDeviation()));
    row("spread that luck alone would give", precise(trials.luckDeviation()));
    row(
        "expected best of N without skill, SR\u2080",
        precise(OptionalDouble.of(trials.expectedMaximumSharpe())));
    run.equity().moments().ifPresent(this::moments);
    row("P(true Sharpe > 0), no search counted", precise(run.metric("psr")));
    html.open("tr").element("th", "P(true Sharpe > SR\u2080): deflated", "scope", "row");
    html.open("td").element("b", precise(run.metric("deflated_sharpe"))).close("td").close("tr");
    row("the same with the spread of luck alone (our own measure)", precise(best.luckOnly()));
    row("mean correlation of the trials", Figures.ratio(trials.meanCorrelation()));
    row(
        "as if independent, N\u0302",
        trials.effective().isPresent()
            ? Figures.fixed(trials.effective().getAsDouble(), 1)
                + " \u2192 "
                + precise(best.atEffectiveNumber())
            : Figures.UNDEFINED);
    row("best of N unskilled runs over these years", Figures.ratio(trials.bestUnskilledSharpe()));
    row(
        "days needed to believe Sharpe > 0 at 95 %",
        best.record().minimumReturns().isPresent()
            ? Figures.whole(Math.ceil(best.record().minimumReturns().getAsDouble()))
                + " of "
                + best.record().returns()
            : Figures.UNDEFINED);
    row(
        "minimum backtest length, years",
        best.minimumBacktestYears().isPresent()
            ? Figures.fixed(best.minimumBacktestYears().getAsDouble(), 1)
            : Figures.UNDEFINED);
    html.close("tbody").close("table").newline();
    trials.spread().filter(spread -> spread != Spread.AS_LUCK).ifPresent(this::spread);
  }

  private void moments(ReturnMoments moments) {
    row(
        "skewness, kurtosis of its returns",
        Figures.ratio(moments.skewness()) + ", " + Figures.ratio(moments.kurtosis()));
  }

  private void spread(Spread spread) {
    html.element(
            "p",
            spread == Spread.DIFFER_IN_KIND
                ? "\u221aV is large here because the runs differ in kind, not only by luck: the"
                    + " deflated value is strict."
                : "\u221aV is small here because the runs hardly differ: the deflated value is"
                    + " generous.")
        .newline();
  }

  private void row(String name, String value) {
    html.open("tr").element("th", name, "scope", "row").element("td", value).close("tr").newline();
  }

  private static String precise(OptionalDouble value) {
    return value.isPresent() ? Figures.fixed(value.getAsDouble(), DECIMALS) : Figures.UNDEFINED;
  }
}

package org.backtestrunner.orchestrator.report.page.section;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.harvest.metric.Drawdown;
import org.backtestrunner.orchestrator.report.page.curve.RunSheet;
import org.backtestrunner.orchestrator.report.page.html.Html;
import org.backtestrunner.orchestrator.report.page.model.PageModel;
import org.backtestrunner.orchestrator.report.page.model.RunColumn;
import org.backtestrunner.orchestrator.report.statistics.Figures;

/**
 * One run in full: the best one, until a script puts another in its place. What a script fills has
 * an id.
 */
final class RunSection {
  /** The ten figures. */
  private static final List<String> FIGURES =
      List.of(
          "sharpe",
          "deflated_sharpe",
          "cagr",
          "volatility",
          "max_dd_pct",
          "sortino",
          "calmar",
          "turnover",
          "orders",
          "cost_drag");

  private final Html html;
  private final PageModel page;
  private final AnalysedRun run;
  private final RunSheet sheet;

  private RunSection(Html html, PageModel page, AnalysedRun run) {
    this.html = html;
    this.page = page;
    this.run = run;
    this.sheet = page.curves().sheets().get(run.index());
  }

  static void write(Html html, PageModel page) {
    Sections.open(html, "one-run", "One run");
    page.shown()
        .ifPresentOrElse(
            run -> new RunSection(html, page, run).write(),
            () -> Sections.note(html, "No run has a curve."));
    Sections.close(html);
  }

  /** The command that executes a run again. */
  static void replay(Html html, AnalysedRun run) {
    html.open("p", "class", "replay").text("Again, alone: ");
    html.element("code", replay(run)).close("p").newline();
  }

  private static String replay(AnalysedRun run) {
    return "scripts/cli replay BATCH_DIR " + run.index();
  }

  private void write() {
    html.open("div", "class", "tools scripted").open("label").text("Run ");
    html.open("select", "id", "run-chooser").close("select").close("label").close("div").newline();
    html.element("h3", page.label(run), "id", "run-name").newline();
    html.element("p", "", "class", "note", "id", "run-note").newline();
    html.open("div", "id", "run-body").newline();
    figures();
    html.open("div", "class", "halves of-curve").newline();
    boolean isCompared = page.benchmark().filter(page::hasCurve).isPresent();
    String both = isCompared ? ": this run and the benchmark" : "";
    chart("Growth of 1" + both, "run-growth", CurvesSection.growth(page, run));
    chart("Drawdown", "run-drawdown", CurvesSection.drawdown(page, run));
    chart("Rolling Sharpe ratio, 252 days", "run-rolling", rolling());
    chart("Exposure at month ends: long, short", "run-exposure", exposure());
    html.close("div").newline();
    html.open("div", "class", "of-curve").newline();
    months();
    html.close("div").newline();
    html.open("div", "class", "halves").newline();
    html.open("div").newline().open("div", "class", "of-curve").newline();
    drawdowns();
    turnover();
    html.close("div").newline();
    metrics();
    html.close("div").newline();
    html.open("div", "class", "of-curve").newline();
    parameters();
    files();
    html.close("div").newline().close("div").newline();
    html.close("div").newline();
  }

  private void figures() {
    html.open("dl", "class", "figures", "id", "run-figures").newline();
    for (String name : FIGURES) {
      RunColumn column = RunColumn.find(name).orElseThrow();
      html.open("div").element("dt", heading(column));
      html.element("dd", column.text(page.analysis(), run), "data-column", name);
      html.close("div").newline();
    }
    html.close("dl").newline();
  }

  private static String heading(RunColumn column) {
    return switch (column.name()) {
      case "cagr" -> "Return a year";
      case "volatility" -> "Volatility";
      case "turnover" -> "Turnover a year";
      default -> Character.toUpperCase(column.heading().charAt(0)) + column.heading().substring(1);
    };
  }

  private void chart(String caption, String id, String sentence) {
    html.open("figure").element("figcaption", caption);
    CurvesSection.chart(html, id, sentence);
    html.close("figure").newline();
  }

  private String rolling() {
    return sheet.rollingSharpe().isEmpty()
        ? "Fewer than 252 returns."
        : "Rolling Sharpe ratio: " + range(sheet.rollingSharpe()) + ".";
  }

  private static String range(SortedMap<?, Double> values) {
    double lowest = values.values().stream().mapToDouble(value -> value).min().orElseThrow();
    double highest = values.values().stream().mapToDouble(value -> value).max().orElseThrow();
    return "%s in %s, %s in %s; highest %s, lowest %s"
        .formatted(
            Figures.ratio(values.get(values.firstKey())),
            values.firstKey(),
            Figures.ratio(values.get(values.lastKey())),
            values.lastKey(),
            Figures.ratio(highest),
            Figures.ratio(lowest));
  }

  private String exposure() {
    return sheet
        .exposure()
        .filter(values -> !values.isEmpty())
        .map(
            values ->
                "Exposure at the last month end: %s long, %s short."
                    .formatted(
                        Figures.ratio(values.get(values.lastKey()).longShare()),
                        Figures.ratio(values.get(values.lastKey()).shortShare())))
        .orElse("Not recorded.");
  }

  private void months() {
    html.element("h3", "Monthly returns, %").newline();
    html.open("div", "class", "scroll").open("table", "class", "months", "id", "run-months");
    html.open("thead").open("tr").open("td").close("td");
    for (String month : MonthCells.NAMES) {
      html.element("th", month, "scope", "col");
    }
    html.close("tr").close("thead").open("tbody").newline();
    sheet.years().forEach((year, value) -> MonthCells.row(html, year, sheet.months(), value));
    html.close("tbody").close("table").close("div").newline();
  }

  private void drawdowns() {
    html.element("h3", "Worst drawdowns").newline();
    html.open("div", "class", "scroll").open("table", "class", "pairs", "id", "run-drawdowns");
    html.open("tbody").newline();
    for (Drawdown drawdown : sheet.drawdowns()) {
      html.open("tr");
      html.element(
          "th", date(drawdown.start()) + " \u2192 " + date(drawdown.bottom()), "scope", "row");
      html.element("td", Figures.percent(drawdown.depth()));
      html.element(
          "td",
          drawdown.recovery().isPresent()
              ? "back on " + date(drawdown.recovery().getAsInt())
              : "not recovered");
      html.close("tr").newline();
    }
    html.close("tbody").close("table").close("div").newline();
  }

  private static String date(int day) {
    return LocalDate.ofEpochDay(day).toString();
  }

  private void turnover() {
    html.element("h3", "Turnover by year").newline();
    html.open("div", "class", "scroll").open("table", "class", "pairs", "id", "run-turnover");
    html.open("tbody").newline();
    Optional<SortedMap<Integer, Double>> turnover = sheet.turnover();
    if (turnover.isEmpty()) {
      html.open("tr").element("td", "not recorded").close("tr");
    } else {
      turnover
          .get()
          .forEach(
              (year, value) -> {
                html.open("tr").element("th", year.toString(), "scope", "row");
                html.element("td", Figures.fixed(value, 1)).close("tr").newline();
              });
    }
    html.close("tbody").close("table").close("div").newline();
  }

  private void metrics() {
    html.element("h3", "Further metrics").newline();
    html.open("div", "class", "scroll").open("table", "class", "pairs", "id", "run-metrics");
    html.open("tbody").newline();
    for (RunColumn column : RunColumn.all()) {
      if (!FIGURES.contains(column.name())) {
        html.open("tr").element("th", column.meaning(), "scope", "row");
        html.element("td", column.text(page.analysis(), run), "data-column", column.name());
        html.close("tr").newline();
      }
    }
    html.close("tbody").close("table").close("div").newline();
  }

  private void parameters() {
    html.element("h3", "Parameters").newline();
    html.open("div", "class", "scroll").open("table", "class", "pairs", "id", "run-parameters");
    html.open("tbody").newline();
    for (Map.Entry<String, String> parameter : run.plan().parameters().entrySet()) {
      html.open("tr").open("th", "scope", "row").element("code", parameter.getKey()).close("th");
      html.element("td", parameter.getValue(), "class", "text").close("tr").newline();
    }
    html.close("tbody").close("table").close("div").newline();
  }

  private void files() {
    String directory = page.origin().path(run);
    html.element("h3", "Files").newline();
    html.open("p", "class", "note").element("code", directory + "/", "id", "run-directory");
    html.close("p").open("ul", "class", "files", "id", "run-files");
    for (String file : page.files(run)) {
      html.open("li");
      if (page.isLinked()) {
        html.element("a", file, "href", PageModel.link(directory + "/" + file));
      } else {
        html.text(file);
      }
      html.close("li").newline();
    }
    html.close("ul").newline();
    html.open("p", "class", "replay").text("Again, alone: ");
    html.element("code", replay(run), "id", "run-replay").close("p").newline();
  }
}

package org.backtestrunner.orchestrator.report.page.section;

import java.time.LocalDate;
import java.util.Optional;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.report.page.html.Html;
import org.backtestrunner.orchestrator.report.page.model.PageModel;
import org.backtestrunner.orchestrator.report.statistics.Figures;

/** The places of the charts of all curves, with sentences that tell the same without them. */
final class CurvesSection {
  private CurvesSection() {}

  static void write(Html html, PageModel page) {
    Sections.open(html, "curves", "Equity and drawdown");
    if (page.curves().samples().isEmpty()) {
      Sections.note(html, "No run has a curve.");
      Sections.close(html);
      return;
    }
    Sections.note(
        html,
        page.curves()
            .bands()
            .map(
                bands ->
                    ("Growth of 1. Bands: the middle 50 %% and 90 %% of the %d runs that could be"
                            + " chosen, on each day by itself; no single run has gone along their"
                            + " edges.")
                        .formatted(bands.runs()))
            .orElse("Growth of 1, of every run."));
    html.open("div", "class", "tools scripted");
    if (page.curves().bands().isPresent()) {
      html.open("label").open("input", "type", "checkbox", "id", "every-run");
      html.text(" every run").close("label").newline();
    }
    html.open("label").open("input", "type", "checkbox", "id", "log-scale", "checked", "");
    html.text(" log scale").close("label").newline();
    html.open("span", "class", "legend", "id", "curve-legend").close("span");
    html.close("div").newline();
    Optional<AnalysedRun> first = page.shown();
    chart(html, "equity-chart", first.map(run -> growth(page, run)).orElse(""));
    chart(html, "drawdown-chart", first.map(run -> drawdown(page, run)).orElse(""));
    html.element("p", " ", "class", "note scripted", "id", "cursor-text").newline();
    if (page.curves().samples().size() < successes(page)) {
      Sections.note(
          html,
          "This page has the curves of %d of %d runs; report --run ID puts others into it."
              .formatted(page.curves().samples().size(), successes(page)));
    }
    Sections.close(html);
  }

  private static long successes(PageModel page) {
    return page.ranking().stream().filter(run -> run.result().success().isPresent()).count();
  }

  /** The place of a chart; its sentence stands there until a script draws it. */
  static void chart(Html html, String id, String sentence) {
    html.open("div", "class", "chart", "id", id, "role", "img", "aria-label", sentence)
        .element("p", sentence)
        .close("div")
        .newline();
  }

  private static String date(PageModel page, int place) {
    return LocalDate.ofEpochDay(page.curves().dates()[place]).toString();
  }

  static String growth(PageModel page, AnalysedRun run) {
    return growth(page, page.label(run), page.curves().samples().get(run.index()).growth());
  }

  /** A sentence that tells of a curve what its chart shows. */
  static String growth(PageModel page, String name, float[] growth) {
    int first = -1;
    int last = -1;
    int highest = -1;
    int lowest = -1;
    for (int i = 0; i < growth.length; i++) {
      if (!Float.isNaN(growth[i])) {
        first = first < 0 ? i : first;
        last = i;
        highest = highest < 0 || growth[i] > growth[highest] ? i : highest;
        lowest = lowest < 0 || growth[i] < growth[lowest] ? i : lowest;
      }
    }
    return first < 0
        ? name + " has no growth."
        : "Growth of 1 of %s: %s on %s, %s on %s; highest %s on %s, lowest %s on %s."
            .formatted(
                name,
                multiple(growth[first]),
                date(page, first),
                multiple(growth[last]),
                date(page, last),
                multiple(growth[highest]),
                date(page, highest),
                multiple(growth[lowest]),
                date(page, lowest));
  }

  private static String multiple(float growth) {
    return Figures.ratio(Math.exp(growth));
  }

  static String drawdown(PageModel page, AnalysedRun run) {
    float[] drawdown = page.curves().samples().get(run.index()).drawdown();
    int last = 0;
    int deepest = 0;
    for (int i = 0; i < drawdown.length; i++) {
      if (!Float.isNaN(drawdown[i])) {
        last = i;
        deepest = drawdown[i] < drawdown[deepest] || Float.isNaN(drawdown[deepest]) ? i : deepest;
      }
    }
    return "Drawdown of %s: deepest %s on %s, %s on %s."
        .formatted(
            page.label(run),
            Figures.percent(drawdown[deepest]),
            date(page, deepest),
            Figures.percent(drawdown[last]),
            date(page, last));
  }
}

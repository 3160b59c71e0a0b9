package org.backtestrunner.orchestrator.report.page.section;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.backtestrunner.orchestrator.analysis.Sensitivity.AxisEffect;
import org.backtestrunner.orchestrator.analysis.Sensitivity.Effect;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.analysis.set.Axis;
import org.backtestrunner.orchestrator.report.page.html.Html;
import org.backtestrunner.orchestrator.report.page.model.GridView;
import org.backtestrunner.orchestrator.report.page.model.PageModel;
import org.backtestrunner.orchestrator.report.page.model.RunColumn;
import org.backtestrunner.orchestrator.report.statistics.Figures;

/** How results depend on the axes of each grid. */
final class ParametersSection {
  private static final int MOST_FOR_EVERY_RUN = 3;

  private final Html html;
  private final PageModel page;
  private final GridView grid;
  private final int number;

  private ParametersSection(Html html, PageModel page, int number) {
    this.html = html;
    this.page = page;
    this.grid = page.grids().get(number);
    this.number = number;
  }

  static void write(Html html, PageModel page) {
    if (page.grids().isEmpty()) {
      return;
    }
    Sections.open(html, "parameters", "Parameters");
    for (int number = 0; number < page.grids().size(); number++) {
      new ParametersSection(html, page, number).write();
    }
    Sections.close(html);
  }

  private void write() {
    html.open("div", "class", "grid", "data-grid", Integer.toString(number)).newline();
    if (page.grids().size() > 1) {
      html.element("h3", grid.name()).newline();
    }
    importance();
    HeatMap map = new HeatMap(html, page, grid);
    if (!grid.axes().isEmpty()) {
      chooser(map.metric());
      everyRun(map);
      pairs(map);
      slices(map.metric());
    }
    html.close("div").newline();
  }

  private void importance() {
    Effect effect = grid.effect();
    Sections.note(
        html,
        "How much of the variation of the Sharpe ratio over the grid each parameter explains on its"
            + " own (main effect, \u03b7\u00b2). "
            + (effect.complete()
                ? "What is left is interaction and noise."
                : "The grid is not complete: the shares are unbalanced and may overlap."));
    html.open("table", "class", "bars").open("tbody").newline();
    effect.axes().stream()
        .sorted(
            Comparator.comparingDouble(
                (AxisEffect axis) -> -axis.etaSquared().orElse(Double.NEGATIVE_INFINITY)))
        .forEach(axis -> bar(html, axis.axis().name(), true, axis.etaSquared(), "bar"));
    if (effect.rest().isPresent()) {
      bar(html, "together only", false, effect.rest(), "bar rest");
    }
    html.close("tbody").close("table").newline();
  }

  /** A row with a bar as long as a share of 1. */
  static void bar(Html html, String name, boolean isCode, OptionalDouble share, String kind) {
    html.open("tr").open("th", "scope", "row");
    html.element(isCode ? "code" : "span", name).close("th");
    html.open("td", "class", "track");
    double width = Math.max(0, Math.min(1, share.orElse(0)));
    html.open("i", "class", kind, "style", "width:" + percent(width)).close("i");
    html.close("td").element("td", Figures.percent(share)).close("tr").newline();
  }

  /** A length in CSS. */
  static String percent(double share) {
    return Figures.fixed(100 * share, 2) + "%";
  }

  private void chooser(RunColumn shown) {
    html.open("div", "class", "tools scripted").open("label").text("Maps and lines show ");
    html.open("select", "class", "metric");
    for (RunColumn column : RunColumn.OF_HEAT_MAPS) {
      if (column.equals(shown)) {
        html.element("option", column.meaning(), "value", column.name(), "selected", "");
      } else {
        html.element("option", column.meaning(), "value", column.name());
      }
    }
    html.close("select").close("label").close("div").newline();
  }

  private void everyRun(HeatMap map) {
    int axes = grid.axes().size();
    if (axes < 2 || axes > MOST_FOR_EVERY_RUN) {
      return;
    }
    heading(map.metric(), ", every run");
    legend(
        map.metric(),
        "Rows `%s`, columns `%s`. "
            .formatted(
                Html.escaped(grid.axes().get(0).name()), Html.escaped(grid.axes().get(1).name())));
    html.open("div", "class", "maps").newline();
    List<Integer> still = new ArrayList<>(Collections.nCopies(axes, 0));
    if (axes == 2) {
      map.write(0, 1, still, false);
    } else {
      for (int facet = 0; facet < grid.axes().get(2).values().size(); facet++) {
        still.set(2, facet);
        map.write(0, 1, still, false);
      }
    }
    html.close("div").newline();
  }

  private void heading(RunColumn metric, String rest) {
    String meaning = metric.meaning();
    html.open("h3");
    html.element(
        "span",
        Character.toUpperCase(meaning.charAt(0)) + meaning.substring(1),
        "class",
        "metric-name");
    html.text(rest).close("h3").newline();
  }

  private void legend(RunColumn metric, String axes) {
    html.open("p", "class", "note").prose(axes).text("Darker is larger, which is ");
    html.element("span", metric.isSmallerBetter() ? "worse" : "better", "class", "direction");
    page.analysis()
        .sets()
        .usableBenchmark()
        .ifPresent(run -> html.text("; \u25b2 beats " + run.id()));
    html.text("; the frame marks the best run; \u00d7 has no result.");
    if (grid.seeds() > 1) {
      html.text(" A cell is the median of up to " + grid.seeds() + " seeds.");
    }
    html.close("p").newline();
  }

  private void pairs(HeatMap map) {
    int axes = grid.axes().size();
    if (axes < MOST_FOR_EVERY_RUN || grid.best().isEmpty()) {
      return;
    }
    heading(map.metric(), ", two parameters at a time");
    if (axes > MOST_FOR_EVERY_RUN) {
      legend(map.metric(), "");
    }
    html.open("fieldset", "class", "tools pair-mode scripted");
    html.element("legend", "The other parameters:");
    for (String mode : List.of("as in the best run", "median", "best")) {
      html.open("label");
      if (mode.startsWith("as")) {
        html.open("input", "type", "radio", "name", "pairs" + number, "value", mode, "checked", "");
      } else {
        html.open("input", "type", "radio", "name", "pairs" + number, "value", mode);
      }
      html.text(" " + mode).close("label").newline();
    }
    html.close("fieldset").newline();
    html.open("div", "class", "maps").newline();
    List<Integer> best = grid.place(grid.best().get());
    for (int rows = 0; rows < axes; rows++) {
      for (int columns = rows + 1; columns < axes; columns++) {
        map.write(rows, columns, best, true);
      }
    }
    html.close("div").newline();
  }

  private void slices(RunColumn metric) {
    if (grid.best().isEmpty()) {
      return;
    }
    heading(metric, ", one parameter at a time");
    Sections.note(
        html,
        "Line: the best run with only this parameter moved. Dashed: the median of all runs with that"
            + " value; band: the middle half of them. Dotted: the benchmark.");
    html.open("div", "class", "slices").newline();
    for (int axis = 0; axis < grid.axes().size(); axis++) {
      html.open("figure").open("figcaption");
      html.element("code", grid.axes().get(axis).name()).close("figcaption");
      CurvesSection.chart(html, "slice-" + number + "-" + axis, slice(axis, metric));
      html.close("figure").newline();
    }
    html.close("div").newline();
  }

  private String slice(int axis, RunColumn metric) {
    Axis moved = grid.axes().get(axis);
    List<Integer> place = new ArrayList<>(grid.place(grid.best().orElseThrow()));
    List<String> parts = new ArrayList<>();
    for (int value = 0; value < moved.values().size(); value++) {
      place.set(axis, value);
      String at = moved.values().get(value);
      grid.point(place)
          .flatMap(GridView.Point::run)
          .ifPresent(run -> parts.add(at + ": " + text(metric, run)));
    }
    return "The best run with only %s moved, %s: %s."
        .formatted(
            moved.name(), metric.meaning(), parts.stream().collect(Collectors.joining(", ")));
  }

  private String text(RunColumn metric, AnalysedRun run) {
    return metric.text(page.analysis(), run);
  }
}

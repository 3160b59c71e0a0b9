package org.backtestrunner.orchestrator.report.page.section;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.analysis.set.Axis;
import org.backtestrunner.orchestrator.report.page.html.Html;
import org.backtestrunner.orchestrator.report.page.html.Shade;
import org.backtestrunner.orchestrator.report.page.model.GridView;
import org.backtestrunner.orchestrator.report.page.model.GridView.Point;
import org.backtestrunner.orchestrator.report.page.model.PageModel;
import org.backtestrunner.orchestrator.report.page.model.RunColumn;

/** Two axes of a grid as a table; the other axes stand still. */
final class HeatMap {
  private static final int MOST_WITH_TEXT = 20;
  private static final int MOST_LABELS = 60;

  private final Html html;
  private final PageModel page;
  private final GridView grid;
  private final RunColumn metric;
  private final double smallest;
  private final double largest;

  HeatMap(Html html, PageModel page, GridView grid) {
    this.html = html;
    this.page = page;
    this.grid = grid;
    this.metric =
        RunColumn.OF_HEAT_MAPS.contains(page.metric())
            ? page.metric()
            : RunColumn.OF_HEAT_MAPS.get(0);
    double[] values =
        grid.pointRuns().stream()
            .map(run -> metric.value(page.analysis(), run))
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .sorted()
            .toArray();
    this.smallest = values.length == 0 ? 0 : values[0];
    this.largest = values.length == 0 ? 0 : values[values.length - 1];
  }

  /** What the maps show. */
  RunColumn metric() {
    return metric;
  }

  /**
   * @param rows place of the axis whose values are rows
   * @param columns place of that whose values are columns
   * @param still places of the values on all axes, of which those of rows and columns do not count
   * @param isPair whether a script may let the other axes go
   */
  void write(int rows, int columns, List<Integer> still, boolean isPair) {
    Axis down = grid.axes().get(rows);
    Axis across = grid.axes().get(columns);
    boolean hasText =
        across.values().size() <= MOST_WITH_TEXT && down.values().size() <= MOST_WITH_TEXT;
    List<String> attributes = new ArrayList<>(List.of("class", hasText ? "heat" : "heat dense"));
    if (isPair) {
      attributes.addAll(List.of("data-pair", rows + "," + columns));
    }
    html.open("table", attributes.toArray(String[]::new));
    html.open("caption").prose(caption(rows, columns, still, isPair)).close("caption");
    html.open("thead").open("tr").open("td").close("td");
    labels(across).forEach(label -> html.element("th", label, "scope", "col"));
    html.close("tr").close("thead").open("tbody").newline();
    List<String> downLabels = labels(down);
    for (int row = 0; row < downLabels.size(); row++) {
      html.open("tr").element("th", downLabels.get(row), "scope", "row");
      for (int column = 0; column < across.values().size(); column++) {
        List<Integer> place = new ArrayList<>(still);
        place.set(rows, row);
        place.set(columns, column);
        cell(grid.point(place), hasText);
      }
      html.close("tr").newline();
    }
    html.close("tbody").close("table").newline();
  }

  /** In a row of facets the axes of rows and columns are told once, above them. */
  private String caption(int rows, int columns, List<Integer> still, boolean isPair) {
    List<String> others = new ArrayList<>();
    for (int axis = 0; axis < grid.axes().size(); axis++) {
      if (axis != rows && axis != columns) {
        String name = Html.escaped(grid.axes().get(axis).name());
        String value = Html.escaped(value(grid.axes().get(axis), still.get(axis)));
        others.add(name + (isPair ? " <b>" : " = <b>") + value + "</b>");
      }
    }
    String rest = String.join(", ", others);
    return isPair
        ? "<code>%s</code> by <code>%s</code><span class=\"still\">; %s</span>"
            .formatted(
                Html.escaped(grid.axes().get(rows).name()),
                Html.escaped(grid.axes().get(columns).name()),
                rest)
        : rest;
  }

  private static String value(Axis axis, int place) {
    return place < 0 ? "not used" : axis.values().get(place);
  }

  /** Every one, or so many that they do not touch. */
  private static List<String> labels(Axis axis) {
    int step = (axis.values().size() + MOST_LABELS - 1) / MOST_LABELS;
    List<String> labels = new ArrayList<>(axis.values());
    for (int i = 0; i < labels.size(); i++) {
      if (i % step != 0) {
        labels.set(i, "");
      }
    }
    return labels;
  }

  private void cell(Optional<Point> point, boolean hasText) {
    if (point.isEmpty()) {
      html.open("td", "class", "empty").close("td");
    } else if (point.get().run().isEmpty()) {
      missing(point.get().planned().get(0));
    } else {
      value(point.get().run().get(), hasText);
    }
  }

  private void missing(AnalysedRun run) {
    String why =
        run.result()
            .failure()
            .map(failure -> failure.status().label() + ": " + failure.error())
            .orElse("no Sharpe ratio");
    boolean isFailure = run.result().failure().isPresent();
    html.open("td", "class", "missing", "title", why);
    if (page.isLinked() && isFailure && !run.result().trace().attempts().isEmpty()) {
      html.element("a", "\u00d7", "href", PageModel.link(page.origin().path(run) + "/run.log"));
    } else if (isFailure) {
      html.element("a", "\u00d7", "href", "#fail-" + PageModel.number(run));
    } else {
      html.text("\u00d7");
    }
    html.close("td");
  }

  private void value(AnalysedRun run, boolean hasText) {
    OptionalDouble value = metric.value(page.analysis(), run);
    double share =
        value.isPresent() && largest > smallest
            ? (value.getAsDouble() - smallest) / (largest - smallest)
            : 0;
    List<String> kinds = new ArrayList<>();
    if (Shade.isDark(share)) {
      kinds.add("dark");
    }
    if (grid.best().map(AnalysedRun::index).equals(Optional.of(run.index()))) {
      kinds.add("best");
    }
    List<String> attributes = new ArrayList<>();
    Collections.addAll(attributes, "data-row", Integer.toString(page.row(run)));
    if (!kinds.isEmpty()) {
      Collections.addAll(attributes, "class", String.join(" ", kinds));
    }
    Collections.addAll(attributes, "style", "background:" + Shade.of(share));
    String text = metric.text(page.analysis(), run);
    html.open("td", attributes.toArray(String[]::new));
    String address = "#run=" + PageModel.number(run);
    if (hasText) {
      html.open("a", "href", address).text(text);
      if (beats(value)) {
        html.element("sup", "\u25b2");
      }
    } else {
      html.open("a", "href", address, "title", page.label(run) + ": " + text).text("\u00a0");
    }
    html.close("a").close("td");
  }

  private boolean beats(OptionalDouble value) {
    OptionalDouble other =
        page.analysis()
            .sets()
            .usableBenchmark()
            .map(run -> metric.value(page.analysis(), run))
            .orElse(OptionalDouble.empty());
    return value.isPresent()
        && other.isPresent()
        && (metric.isSmallerBetter()
            ? value.getAsDouble() < other.getAsDouble()
            : value.getAsDouble() > other.getAsDouble());
  }
}

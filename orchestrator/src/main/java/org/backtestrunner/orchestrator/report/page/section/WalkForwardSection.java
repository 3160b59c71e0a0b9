package org.backtestrunner.orchestrator.report.page.section;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.report.page.curve.CurveSample;
import org.backtestrunner.orchestrator.report.page.html.Html;
import org.backtestrunner.orchestrator.report.page.model.PageModel;
import org.backtestrunner.orchestrator.report.page.model.WalkForwardColumns;
import org.backtestrunner.orchestrator.report.statistics.Figures;
import org.backtestrunner.orchestrator.report.walkforward.WrittenWalkForward;

/** What choosing window by window would have earned. */
final class WalkForwardSection {
  /** Of the others the table alone tells. */
  static final int MOST_SHOWN = 12;

  private static final String ID = "walk_forward";
  private static final double PERCENT = 100;

  private final Html html;
  private final PageModel page;
  private final Map<String, AnalysedRun> runs = new HashMap<>();

  private WalkForwardSection(Html html, PageModel page) {
    this.html = html;
    this.page = page;
    page.analysis().sets().runs().forEach(run -> runs.put(run.id(), run));
  }

  static boolean isNeeded(PageModel page) {
    return !page.origin().walkForwards().isEmpty();
  }

  static void write(Html html, PageModel page) {
    if (!isNeeded(page)) {
      return;
    }
    Sections.open(html, "walk-forward", "Walk-forward");
    new WalkForwardSection(html, page).write(page.origin().walkForwards());
    Sections.close(html);
  }

  private void write(List<WrittenWalkForward> all) {
    Sections.note(
        html,
        "In each window in sample the best run is chosen, and held in the window after it, out of"
            + " sample: what choosing would have earned, each choice made before its returns."
            + " Windows are slices of the runs over all dates; the cost of switching is an upper"
            + " bound, as if the whole book were exchanged.");
    table(all);
    for (int i = 0; i < Math.min(all.size(), MOST_SHOWN); i++) {
      one(all.get(i), i);
    }
    if (all.size() > MOST_SHOWN) {
      Sections.note(
          html, (all.size() - MOST_SHOWN) + " more in walk_forward_folds.csv and walk_forward/.");
    }
  }

  /** The columns in which one of them has a value, results first. */
  private void table(List<WrittenWalkForward> all) {
    List<String> columns =
        all.get(0).cells().keySet().stream()
            .filter(column -> !column.equals(ID))
            .filter(column -> all.stream().anyMatch(each -> !cell(each, column).isEmpty()))
            .sorted(Comparator.comparing(WalkForwardColumns::isSetting))
            .toList();
    beginTable("Walk-forwards");
    html.open("thead").open("tr").element("th", "walk-forward", "scope", "col");
    columns.forEach(
        column -> heading(WalkForwardColumns.heading(column), WalkForwardColumns.isNumber(column)));
    html.close("tr").close("thead").newline().open("tbody").newline();
    for (WrittenWalkForward each : all) {
      html.open("tr").element("th", each.id(), "scope", "row");
      columns.forEach(column -> value(column, cell(each, column)));
      html.close("tr").newline();
    }
    endTable();
  }

  private void beginTable(String name) {
    html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", name);
    html.open("table", "class", "plain walks").newline();
  }

  private void endTable() {
    html.close("tbody").close("table").close("div").newline();
  }

  private void heading(String text, boolean isNumber) {
    if (isNumber) {
      html.element("th", text, "scope", "col", "class", "number");
    } else {
      html.element("th", text, "scope", "col");
    }
  }

  private static String cell(WrittenWalkForward each, String column) {
    return each.cells().getOrDefault(column, "");
  }

  private void value(String column, String cell) {
    if (column.equals("next_run_id")) {
      html.open("td", "class", "text");
      run(cell);
      html.close("td");
    } else if (WalkForwardColumns.isNumber(column)) {
      html.element("td", WalkForwardColumns.text(column, cell));
    } else {
      html.element("td", cell, "class", "text");
    }
  }

  /** A link to a run, by what it is called here. */
  private void run(String id) {
    Optional<AnalysedRun> run = Optional.ofNullable(runs.get(id));
    if (run.isPresent()) {
      html.element("a", page.label(run.get()), "href", "#run=" + PageModel.number(run.get()));
    } else {
      html.text(id.isEmpty() ? Figures.UNDEFINED : id);
    }
  }

  private void one(WrittenWalkForward each, int number) {
    html.element("h3", each.id()).newline();
    if (each.folds().isEmpty()) {
      Sections.note(html, "It has no folds: " + cell(each, "warnings").replace('_', ' ') + ".");
      return;
    }
    if (each.days().length > 0 && page.curves().dates().length > 0) {
      CurveSample sample = page.curves().sample(each.days(), each.equity());
      CurvesSection.chart(
          html,
          "walk-chart-" + number,
          CurvesSection.growth(page, "the choices of " + each.id(), sample.growth()));
    }
    folds(each);
  }

  private void folds(WrittenWalkForward each) {
    Timeline timeline = Timeline.of(each.folds());
    beginTable("Folds of " + each.id());
    html.open("thead").open("tr");
    heading("fold", false);
    heading("in sample, out of sample", false);
    heading("chosen run", false);
    boolean isBySharpe = cell(each, "select").equals("sharpe");
    if (!isBySharpe) {
      heading(cell(each, "select") + " in sample", true);
    }
    heading("Sharpe in sample", true);
    heading("out of sample", true);
    heading("return", true);
    heading("worst loss", true);
    heading("rank", true);
    heading("cost of switching", true);
    html.close("tr").close("thead").newline().open("tbody").newline();
    for (Map<String, String> fold : each.folds()) {
      Function<String, String> cell = name -> fold.getOrDefault(name, "");
      boolean isNext = cell.apply("status").equals("next");
      html.open("tr").element("th", isNext ? "next" : cell.apply("fold"), "scope", "row");
      strip(timeline, fold);
      html.open("td", "class", "text");
      switch (cell.apply("status")) {
        case "no_history" -> html.text("data begin too late");
        case "no_candidate" -> html.text("none: in cash");
        default -> run(cell.apply("run_id"));
      }
      html.close("td");
      if (!isBySharpe) {
        html.element("td", figure(cell.apply("is_value"), Figures::ratio));
      }
      html.element("td", figure(cell.apply("is_sharpe"), Figures::ratio));
      html.element("td", figure(cell.apply("oos_sharpe"), Figures::ratio));
      html.element("td", figure(cell.apply("oos_return"), Figures::percent));
      html.element(
          "td", figure(cell.apply("oos_max_dd_pct"), value -> Figures.percent(value / PERCENT)));
      html.element("td", figure(cell.apply("oos_rank"), Figures::ratio));
      html.element("td", figure(cell.apply("switch_cost"), WalkForwardColumns::cost));
      html.close("tr").newline();
    }
    endTable();
  }

  private static String figure(String cell, Function<Double, String> form) {
    return cell.isEmpty() ? Figures.UNDEFINED : form.apply(Double.valueOf(cell));
  }

  /** Both windows of a fold as bars on the dates of all folds. */
  private void strip(Timeline timeline, Map<String, String> fold) {
    html.open("td", "class", "strip").open("div");
    String words = "";
    for (String kind : List.of("is", "oos")) {
      String from = fold.getOrDefault(kind + "_start", "");
      String to = fold.getOrDefault(kind + "_end", "");
      if (!from.isEmpty()) {
        html.open("i", "class", kind, "style", timeline.style(from, to)).close("i");
        words += (words.isEmpty() ? "" : "; ") + from + " to " + to;
      }
    }
    html.close("div").element("small", words).close("td");
  }

  /**
   * The dates of all folds, counted from 1970-01-01.
   *
   * @param days at least 1
   */
  private record Timeline(long first, long days) {
    static Timeline of(List<Map<String, String>> folds) {
      long first = Long.MAX_VALUE;
      long last = Long.MIN_VALUE;
      for (Map<String, String> fold : folds) {
        for (String name : List.of("is_start", "is_end", "oos_start", "oos_end")) {
          String date = fold.getOrDefault(name, "");
          if (!date.isEmpty()) {
            first = Math.min(first, LocalDate.parse(date).toEpochDay());
            last = Math.max(last, LocalDate.parse(date).toEpochDay());
          }
        }
      }
      return new Timeline(first, Math.max(1, last - first + 1));
    }

    String style(String from, String to) {
      long start = LocalDate.parse(from).toEpochDay();
      long end = LocalDate.parse(to).toEpochDay() + 1;
      return "left:%s;width:%s".formatted(share(start - first), share(end - start));
    }

    private String share(long part) {
      return Figures.fixed(PERCENT * part / days, 2) + "%";
    }
  }
}

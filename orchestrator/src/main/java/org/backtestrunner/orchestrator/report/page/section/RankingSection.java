package org.backtestrunner.orchestrator.report.page.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.harvest.RunResult.Failure;
import org.backtestrunner.orchestrator.report.page.html.Html;
import org.backtestrunner.orchestrator.report.page.model.PageModel;
import org.backtestrunner.orchestrator.report.page.model.RunColumn;

/** All runs with their numbers, the best first. */
final class RankingSection {
  /** Of the others a script has the numbers. */
  private static final int MOST_ROWS = 200;

  private final Html html;
  private final PageModel page;

  private RankingSection(Html html, PageModel page) {
    this.html = html;
    this.page = page;
  }

  static void write(Html html, PageModel page) {
    Sections.open(html, "ranking", "Ranking");
    new RankingSection(html, page).write();
    Sections.close(html);
  }

  private void write() {
    int total = page.ranking().size();
    html.open("div", "class", "tools scripted");
    String example =
        page.grids().isEmpty() ? "filter" : "filter, e.g. " + page.label(page.ranking().get(0));
    html.open(
        "input",
        "type",
        "search",
        "id",
        "filter",
        "aria-label",
        "Filter of the runs",
        "placeholder",
        example);
    html.element("span", "%d of %d runs".formatted(total, total), "id", "filter-count");
    html.open("label").open("input", "type", "checkbox", "id", "further");
    html.text(" further metrics").close("label");
    if (total > MOST_ROWS) {
      html.element("button", "show all", "id", "show-all", "type", "button");
    }
    html.close("div").newline();
    html.open(
        "div", "class", "scroll tall", "tabindex", "0", "role", "region", "aria-label", "Ranking");
    html.open("table", "class", "ranking", "id", "ranking-table").newline();
    head();
    html.open("tbody").newline();
    page.ranking().stream().limit(MOST_ROWS).forEach(this::row);
    html.close("tbody").close("table").close("div").newline();
    if (total > MOST_ROWS) {
      html.element(
          "p",
          (total - MOST_ROWS) + " more in batch_summary.csv.",
          "class",
          "note",
          "id",
          "more-rows");
    }
  }

  private void head() {
    html.open("thead").open("tr");
    heading("#", "rank", "rank", "", "none");
    heading("run", "run", "run", "", "none");
    for (RunColumn column : RunColumn.all()) {
      boolean isFurther = RunColumn.FURTHER.contains(column) && !column.equals(page.metric());
      boolean isSorted = column.equals(page.metric());
      heading(
          column.heading(),
          column.name(),
          column.meaning(),
          isFurther ? "further" : "",
          !isSorted ? "none" : column.isSmallerBetter() ? "ascending" : "descending");
    }
    html.close("tr").close("thead").newline();
  }

  private void heading(String text, String name, String meaning, String kind, String sorted) {
    if (kind.isEmpty()) {
      html.open("th", "scope", "col", "aria-sort", sorted);
    } else {
      html.open("th", "scope", "col", "aria-sort", sorted, "class", kind);
    }
    html.element("button", text, "type", "button", "data-column", name, "title", meaning)
        .close("th");
  }

  private void row(AnalysedRun run) {
    int row = page.row(run);
    List<String> attributes = new ArrayList<>(List.of("data-row", Integer.toString(row)));
    kind(run).ifPresent(kind -> attributes.addAll(List.of("class", kind)));
    html.open("tr", attributes.toArray(String[]::new));
    boolean isRanked = run.result().success().isPresent();
    html.element("td", isRanked ? Integer.toString(row + 1) : "\u2013");
    html.open("th", "scope", "row");
    html.element(
        "a", page.label(run), "href", (isRanked ? "#run=" : "#fail-") + PageModel.number(run));
    if (page.isBenchmark(run)) {
      html.text(" ").element("i", "benchmark");
    }
    run.result().failure().ifPresent(failure -> html.text(" ").element("i", what(failure)));
    html.close("th");
    List<RunColumn> further = RunColumn.FURTHER;
    for (RunColumn column : RunColumn.all()) {
      String text = column.text(page.analysis(), run);
      if (further.contains(column) && !column.equals(page.metric())) {
        html.element("td", text, "class", "further");
      } else {
        html.element("td", text);
      }
    }
    html.close("tr").newline();
  }

  private Optional<String> kind(AnalysedRun run) {
    if (page.isBenchmark(run)) {
      return Optional.of("benchmark");
    }
    if (page.isBest(run)) {
      return Optional.of("best");
    }
    return run.result().failure().map(failure -> "failed");
  }

  private static String what(Failure failure) {
    return failure.status().label() + ", " + failure.cause().label();
  }
}

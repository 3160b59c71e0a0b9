package org.backtestrunner.orchestrator.report.page.section;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.harvest.Curve;
import org.backtestrunner.orchestrator.harvest.RunResult.Success;
import org.backtestrunner.orchestrator.launch.contract.Status;
import org.backtestrunner.orchestrator.manifest.BatchState;
import org.backtestrunner.orchestrator.report.page.html.Html;
import org.backtestrunner.orchestrator.report.page.model.PageModel;

/** What the batch is, and where the sections are. */
final class HeaderSection {
  private HeaderSection() {}

  static void write(Html html, PageModel page) {
    html.open("header").newline().element("p", facts(page), "class", "note").newline();
    html.element("h1", page.origin().name()).newline();
    if (!page.origin().description().isBlank()) {
      html.element("p", page.origin().description(), "class", "description").newline();
    }
    if (page.origin().state() != BatchState.FINISHED) {
      html.element("p", unfinished(page.origin().state()), "class", "unfinished").newline();
    }
    html.open("nav", "aria-label", "Sections");
    links(page).forEach((id, name) -> html.element("a", name, "href", "#" + id).newline());
    html.close("nav").close("header").newline();
  }

  private static String unfinished(BatchState state) {
    return state == BatchState.RUNNING
        ? "This batch is still running, or has been killed: only the runs that have ended count."
        : "This batch was interrupted: only the runs that have ended count.";
  }

  private static String facts(PageModel page) {
    List<AnalysedRun> runs = page.analysis().sets().runs();
    List<String> parts = new ArrayList<>(List.of("Backtest batch"));
    List<Curve> curves =
        runs.stream().flatMap(run -> run.result().success().stream()).map(Success::curve).toList();
    Optional<LocalDate> first = curves.stream().map(Curve::firstDate).min(LocalDate::compareTo);
    Optional<LocalDate> last = curves.stream().map(Curve::lastDate).max(LocalDate::compareTo);
    first.ifPresent(date -> parts.add(date + " to " + last.orElseThrow()));
    Map<Status, Integer> counts = new TreeMap<>();
    runs.forEach(run -> counts.merge(run.result().status(), 1, Integer::sum));
    List<String> byStatus = new ArrayList<>();
    counts.forEach(
        (status, count) ->
            byStatus.add(count + " " + (status == Status.SUCCESS ? "succeeded" : status.label())));
    parts.add(Sections.count(runs.size(), "run", "runs") + ": " + String.join(", ", byStatus));
    return String.join(" \u00b7 ", parts);
  }

  private static Map<String, String> links(PageModel page) {
    Map<String, String> links = new LinkedHashMap<>();
    links.put("verdict", "Verdict");
    links.put("curves", "Curves");
    links.put("ranking", "Ranking");
    if (WalkForwardSection.isNeeded(page)) {
      links.put("walk-forward", "Walk-forward");
    }
    if (!page.grids().isEmpty()) {
      links.put("parameters", "Parameters");
    }
    links.put("luck", "Luck");
    links.put("one-run", "One run");
    if (FailuresSection.isNeeded(page)) {
      links.put("failures", "Failures");
    }
    links.put("cost", "Cost");
    links.put("provenance", "Provenance");
    links.put("definitions", "Definitions");
    return links;
  }
}

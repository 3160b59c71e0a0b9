package org.backtestrunner.orchestrator.report.page.section;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.harvest.RunResult.Failure;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.report.page.html.Html;
import org.backtestrunner.orchestrator.report.page.model.PageModel;

/** The runs that did not succeed, by cause, with what they said last. */
final class FailuresSection {
  private static final int MOST_RUNS = 50;

  private FailuresSection() {}

  private static List<AnalysedRun> failed(PageModel page) {
    return page.analysis().sets().runs().stream()
        .filter(run -> run.result().failure().isPresent())
        .toList();
  }

  static boolean isNeeded(PageModel page) {
    return !failed(page).isEmpty();
  }

  private static Failure failure(AnalysedRun run) {
    return run.result().failure().orElseThrow();
  }

  static void write(Html html, PageModel page) {
    if (!isNeeded(page)) {
      return;
    }
    Sections.open(html, "failures", "Failures");
    Map<Cause, List<AnalysedRun>> byCause =
        failed(page).stream()
            .collect(
                Collectors.groupingBy(
                    run -> failure(run).cause(), LinkedHashMap::new, Collectors.toList()));
    int left = MOST_RUNS;
    for (Map.Entry<Cause, List<AnalysedRun>> entry : byCause.entrySet()) {
      List<AnalysedRun> runs = entry.getValue();
      html.open("h3").element("code", entry.getKey().label());
      html.text(": " + Sections.count(runs.size(), "run", "runs")).close("h3").newline();
      List<AnalysedRun> shown = runs.subList(0, Math.min(left, runs.size()));
      shown.stream().filter(FailuresSection::isStarted).forEach(run -> write(html, page, run));
      neverStarted(html, page, shown.stream().filter(run -> !isStarted(run)).toList());
      left -= shown.size();
      if (shown.size() < runs.size()) {
        Sections.note(html, "And " + (runs.size() - shown.size()) + " more in batch_summary.csv.");
      }
    }
    Sections.close(html);
  }

  private static boolean isStarted(AnalysedRun run) {
    return !failure(run).trace().attempts().isEmpty();
  }

  /** Of which there is no more to tell than one reason. */
  private static void neverStarted(Html html, PageModel page, List<AnalysedRun> runs) {
    if (runs.isEmpty()) {
      return;
    }
    html.element("p", failure(runs.get(0)).error()).newline();
    html.open("ul", "class", "files");
    for (AnalysedRun run : runs) {
      html.element("li", page.label(run), "id", "fail-" + PageModel.number(run));
    }
    html.close("ul").newline();
  }

  private static void write(Html html, PageModel page, AnalysedRun run) {
    Failure failure = failure(run);
    html.open("article", "id", "fail-" + PageModel.number(run), "class", "failure");
    html.element("h4", page.label(run)).newline();
    int attempts = failure.trace().attempts().size();
    String exit =
        failure.trace().exitCode().isPresent()
            ? " \u00b7 exit code " + failure.trace().exitCode().getAsInt()
            : "";
    html.element(
        "p",
        failure.status().label()
            + exit
            + " \u00b7 "
            + Sections.count(attempts, "attempt", "attempts"),
        "class",
        "note");
    html.element("p", failure.error()).newline();
    List<String> log = page.origin().logTail(run);
    if (!log.isEmpty()) {
      html.open("div", "class", "scroll").element("pre", String.join("\n", log)).close("div");
      html.newline();
    }
    RunSection.replay(html, run);
    html.close("article").newline();
  }
}

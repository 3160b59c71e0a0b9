package org.backtestrunner.orchestrator.report.page.section;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.harvest.Trace;
import org.backtestrunner.orchestrator.harvest.metric.Series;
import org.backtestrunner.orchestrator.launch.contract.RunWarning;
import org.backtestrunner.orchestrator.report.page.html.Html;
import org.backtestrunner.orchestrator.report.page.model.PageModel;
import org.backtestrunner.orchestrator.report.statistics.Figures;

/** What the runs took, and what they warned of. */
final class CostSection {
  private static final double MILLIS = 1000;

  private final Html html;
  private final PageModel page;
  private final List<AnalysedRun> started;

  private CostSection(Html html, PageModel page) {
    this.html = html;
    this.page = page;
    this.started =
        page.analysis().sets().runs().stream()
            .filter(run -> !run.result().trace().attempts().isEmpty())
            .toList();
  }

  static void write(Html html, PageModel page) {
    Sections.open(html, "cost", "What the batch cost, and what it said");
    CostSection section = new CostSection(html, page);
    section.resources();
    section.warnings();
    Sections.close(html);
  }

  private void resources() {
    if (started.isEmpty()) {
      Sections.note(html, "No run was started.");
      return;
    }
    html.open("div", "class", "scroll").open("table", "class", "plain").open("thead").open("tr");
    html.element("th", "of a run", "scope", "col");
    html.element("th", "median", "scope", "col", "class", "number");
    html.element("th", "largest", "scope", "col", "class", "number");
    html.element("th", "whose", "scope", "col");
    html.element("th", "all runs", "scope", "col", "class", "number");
    html.close("tr").close("thead").open("tbody").newline();
    row("run time, s", trace -> OptionalDouble.of(trace.runtime().toMillis() / MILLIS), 1, true);
    row("CPU, s", trace -> trace.log().cpuSeconds(), 1, true);
    row("memory, MB", trace -> trace.log().peakMegabytes(), 0, false);
    row("attempts", trace -> OptionalDouble.of(trace.attempts().size()), 0, true);
    html.close("tbody").close("table").close("div").newline();
  }

  private record Value(AnalysedRun run, double number) {}

  private void row(String name, Function<Trace, OptionalDouble> of, int decimals, boolean summed) {
    List<Value> values = new ArrayList<>();
    for (AnalysedRun run : started) {
      of.apply(run.result().trace()).ifPresent(number -> values.add(new Value(run, number)));
    }
    if (values.isEmpty()) {
      return;
    }
    double[] numbers = values.stream().mapToDouble(Value::number).toArray();
    Value largest = values.stream().max(Comparator.comparingDouble(Value::number)).orElseThrow();
    html.open("tr").element("th", name, "scope", "row");
    html.element("td", Figures.fixed(Series.median(numbers), decimals));
    html.element("td", Figures.fixed(largest.number(), decimals));
    html.element("td", page.label(largest.run()), "class", "text");
    html.element("td", summed ? Figures.fixed(Series.sum(numbers), decimals) : "\u2013");
    html.close("tr").newline();
  }

  private record Said(String first, Set<Integer> runs) {}

  private void warnings() {
    Map<String, Said> kinds = new LinkedHashMap<>();
    for (AnalysedRun run : page.analysis().sets().runs()) {
      for (RunWarning warning : run.result().trace().warnings()) {
        kinds
            .computeIfAbsent(
                warning.kind().label() + (warning.serious() ? "" : " (note)"),
                kind -> new Said(warning.text(), new LinkedHashSet<>()))
            .runs()
            .add(run.index());
      }
    }
    html.element("h3", "Warnings of the runs").newline();
    if (kinds.isEmpty()) {
      Sections.note(html, "None.");
      return;
    }
    html.open("div", "class", "scroll").open("table", "class", "plain").open("thead").open("tr");
    html.element("th", "kind", "scope", "col");
    html.element("th", "runs", "scope", "col", "class", "number");
    html.element("th", "the first one", "scope", "col");
    html.close("tr").close("thead").open("tbody").newline();
    kinds.forEach(
        (kind, said) -> {
          html.open("tr").open("th", "scope", "row").element("code", kind).close("th");
          html.element("td", Integer.toString(said.runs().size()));
          html.element("td", said.first(), "class", "text").close("tr").newline();
        });
    html.close("tbody").close("table").close("div").newline();
  }
}

package org.backtestrunner.orchestrator.report.statistics;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.backtestrunner.orchestrator.analysis.BatchAnalysis;
import org.backtestrunner.orchestrator.analysis.BatchWarning;
import org.backtestrunner.orchestrator.analysis.CurveFacts;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.analysis.set.Benchmark;
import org.backtestrunner.orchestrator.analysis.set.Neighbourhood;
import org.backtestrunner.orchestrator.file.AtomicFile;

/** {@code batch_report.md}: what is to be known of a batch in half a page. */
final class MarkdownReport {
  private static final int MOST_RUNS = 10;
  private static final List<String> HEADINGS =
      List.of(
          "#",
          "run",
          "Sharpe",
          "deflated",
          "return a year",
          "worst loss",
          "turnover",
          "excess",
          "first half",
          "second half",
          "neighbours");

  private final BatchAnalysis analysis;
  private final RunLabels labels;
  private final List<String> lines = new ArrayList<>();

  private MarkdownReport(BatchAnalysis analysis) {
    this.analysis = analysis;
    this.labels = new RunLabels(analysis.sets());
  }

  static void write(Path file, String name, String description, BatchAnalysis analysis) {
    AtomicFile.write(file, new MarkdownReport(analysis).text(name, description));
  }

  private String text(String name, String description) {
    line("# " + Markdown.text(name));
    if (!description.isBlank()) {
      line(Markdown.text(description));
    }
    line("**" + Markdown.text(analysis.verdict().sentence()) + "**");
    facts();
    warnings();
    ranking();
    line(
        "The bars (0.95, 0.2, \u2026) are conventions; docs/statistics.md says what each number is.");
    return String.join("\n\n", lines) + "\n";
  }

  private void line(String text) {
    lines.add(text);
  }

  private void facts() {
    Facts facts = new Facts(analysis, labels, Markdown::text);
    List<String> table = new ArrayList<>();
    table.add(Markdown.row(List.of("fact", "number", "")));
    table.add(Markdown.row(List.of("---", "---", "---")));
    for (Facts.Fact fact : facts.all()) {
      String about = fact.run().map(run -> Markdown.text(labels.of(run)) + "; ").orElse("");
      table.add(
          Markdown.row(
              List.of(
                  fact.name(),
                  (fact.number() + " " + fact.unit()).strip(),
                  about + fact.sentence())));
    }
    line(String.join("\n", table));
    facts.remarks().forEach(this::line);
  }

  private void warnings() {
    WarningSentences sentences = new WarningSentences(analysis, Markdown::text);
    List<BatchWarning> warnings = sentences.toLookAtFirst();
    if (warnings.isEmpty()) {
      return;
    }
    line("## Things to look at first");
    int shown = Math.min(WarningSentences.MOST_AT_FIRST, warnings.size());
    List<String> items = new ArrayList<>();
    for (BatchWarning warning : warnings.subList(0, shown)) {
      WarningSentences.Sentence sentence = sentences.of(warning);
      items.add("- **" + sentence.claim() + "**" + sentence.spacedRest());
    }
    if (warnings.size() > shown) {
      items.add("- and " + (warnings.size() - shown) + " more in batch_statistics.json");
    }
    line(String.join("\n", items));
  }

  private void ranking() {
    List<AnalysedRun> curves =
        analysis.sets().runs().stream()
            .filter(AnalysedRun::isCurve)
            .sorted(Comparator.comparingDouble(AnalysedRun::sharpe).reversed())
            .toList();
    if (curves.isEmpty()) {
      return;
    }
    line("## Best runs by Sharpe ratio");
    List<String> table = new ArrayList<>();
    table.add(Markdown.row(HEADINGS));
    table.add("|" + " --: |".repeat(1) + " --- |" + " --: |".repeat(HEADINGS.size() - 2));
    for (int rank = 1; rank <= Math.min(MOST_RUNS, curves.size()); rank++) {
      table.add(Markdown.row(row(rank, curves.get(rank - 1))));
    }
    line(String.join("\n", table));
    if (curves.size() > MOST_RUNS) {
      line("And " + (curves.size() - MOST_RUNS) + " more in batch_summary.csv.");
    }
  }

  private List<String> row(int rank, AnalysedRun run) {
    boolean isBenchmark = analysis.sets().benchmark().map(Benchmark::run).equals(Optional.of(run));
    Optional<CurveFacts.Record> record = analysis.curve(run).record();
    OptionalDouble loss = run.metric("max_dd_pct");
    return List.of(
        Integer.toString(rank),
        Markdown.text(labels.of(run)) + (isBenchmark ? " (benchmark)" : ""),
        Figures.ratio(run.sharpe()),
        Figures.percent(run.metric("deflated_sharpe")),
        Figures.percent(run.metric("cagr")),
        Figures.percent(loss.isPresent() ? OptionalDouble.of(loss.getAsDouble() / 100) : loss),
        Figures.ratio(run.metric("turnover")),
        Figures.ratio(run.metric("information_ratio")),
        Figures.ratio(
            record.map(CurveFacts.Record::firstHalfSharpe).orElse(OptionalDouble.empty())),
        Figures.ratio(
            record.map(CurveFacts.Record::secondHalfSharpe).orElse(OptionalDouble.empty())),
        Figures.ratio(
            analysis
                .sets()
                .gridOf(run)
                .map(grid -> grid.neighbourhood(run))
                .map(Neighbourhood::mean)
                .orElse(OptionalDouble.empty())));
  }
}

package org.backtestrunner.orchestrator.report.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.backtestrunner.orchestrator.harvest.metric.DeflatedSharpe;
import org.backtestrunner.orchestrator.launch.contract.Status;
import org.backtestrunner.orchestrator.ledger.TrialFamily;
import org.backtestrunner.orchestrator.ledger.TrialsEver;
import org.backtestrunner.orchestrator.report.BatchSummary;
import org.backtestrunner.orchestrator.report.Rounding;
import org.backtestrunner.orchestrator.report.SeriousWarnings;

/**
 * The text that a batch ends with: best runs first, then what failed and how to replay it, then
 * what makes results doubtful, and what all of them are worth together.
 */
public final class ConsoleSummary {
  private ConsoleSummary() {}

  /** Lines without line breaks. */
  public static List<String> lines(Closing closing, ConsoleView view) {
    BatchSummary summary = closing.summary();
    List<String> lines = new ArrayList<>();
    add(lines, ranking(closing, view));
    add(lines, walkForwards(summary, view));
    FailureBlocks.of(summary, view).forEach(block -> add(lines, block));
    add(lines, WarningBlock.lines(summary, view));
    add(lines, closing.verdict().map(view::wrapped).orElse(List.of()));
    lines.add(counts(summary));
    return lines;
  }

  private static void add(List<String> lines, List<String> block) {
    lines.addAll(block);
    if (!block.isEmpty()) {
      lines.add("");
    }
  }

  private static List<String> ranking(Closing closing, ConsoleView view) {
    List<String> lines = new ArrayList<>(new RankingTable(closing, view).lines());
    BatchSummary summary = closing.summary();
    boolean isCounted = !summary.counted().ever().isEmpty();
    summary
        .trials()
        .forEach(
            (freq, trials) ->
                lines.addAll(
                    view.wrapped(
                        "deflated: probability of skill after %s of this batch (%s)%s"
                            .formatted(
                                trials(trials.count()),
                                freq,
                                isCounted
                                    ? ""
                                    : "; earlier batches on the same data were trials too"))));
    summary.counted().ever().stream()
        .filter(ever -> ever.family().kind() == TrialFamily.Kind.RUN)
        .forEach(ever -> lines.addAll(view.wrapped(deflatedByAll(ever, summary, view.ranking()))));
    return lines;
  }

  private static List<String> walkForwards(BatchSummary summary, ConsoleView view) {
    return WalkForwardLines.of(summary.walkForwards()).stream()
        .flatMap(sentence -> view.wrapped(sentence).stream())
        .toList();
  }

  private static String trials(int count) {
    return count + (count == 1 ? " trial" : " trials");
  }

  /** With what is left of the best run of the family. */
  private static String deflatedByAll(TrialsEver ever, BatchSummary summary, Ranking ranking) {
    String best =
        ranking.of(summary).stream()
            .filter(run -> summary.counted().find(run.plan().index()).equals(Optional.of(ever)))
            .findFirst()
            .map(run -> summary.metrics(run).get(DeflatedSharpe.EVER))
            .map(value -> Rounding.fixed(value.doubleValue(), DeflatedSharpe.PRECISION))
            .map(value -> ": " + value + " for the best of it")
            .orElse("");
    return "deflated by %s on %s since %s (%d in this batch)%s"
        .formatted(
            trials(ever.trials().count()),
            ever.family().name(),
            ever.since(),
            ever.ofBatch(),
            best);
  }

  private static String counts(BatchSummary summary) {
    Map<Status, Integer> counts = summary.counts();
    String others =
        counts.entrySet().stream()
            .filter(count -> count.getKey() != Status.SUCCESS && count.getValue() > 0)
            .map(count -> ", " + count.getValue() + " " + count.getKey().label())
            .collect(Collectors.joining());
    long kept = summary.results().stream().filter(result -> result.trace().kept()).count();
    long warned = SeriousWarnings.runs(summary);
    return counts.get(Status.SUCCESS)
        + " of "
        + summary.results().size()
        + " runs succeeded"
        + (kept > 0 ? " (" + kept + " kept from before)" : "")
        + others
        + (warned > 0 ? ", " + warned + " with warnings" : "");
  }
}

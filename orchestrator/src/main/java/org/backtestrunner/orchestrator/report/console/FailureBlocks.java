package org.backtestrunner.orchestrator.report.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.backtestrunner.orchestrator.harvest.RunResult.Failure;
import org.backtestrunner.orchestrator.launch.command.RecordedCommand;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.contract.Status;
import org.backtestrunner.orchestrator.launch.execute.ShellText;
import org.backtestrunner.orchestrator.report.BatchSummary;

/** What failed: equal errors once, with the end of one log and the command that repeats it. */
final class FailureBlocks {
  private static final int MOST_BLOCKS = 5;
  private static final int MOST_IDS = 3;
  private static final int MOST_LOG_LINES = 5;

  private FailureBlocks() {}

  private record Kind(Cause cause, String error) {}

  /** A list of lines for each kind of failure, those that most runs have first. */
  static List<List<String>> of(BatchSummary summary, ConsoleView view) {
    Map<Kind, List<Failure>> kinds = new LinkedHashMap<>();
    summary.results().stream()
        .flatMap(result -> result.failure().stream())
        .filter(failure -> failure.status() != Status.SKIPPED)
        .forEach(
            failure ->
                kinds
                    .computeIfAbsent(
                        new Kind(failure.cause(), failure.error()), k -> new ArrayList<>())
                    .add(failure));
    List<List<Failure>> ordered = new ArrayList<>(kinds.values());
    ordered.sort((a, b) -> b.size() - a.size());
    List<List<String>> blocks = new ArrayList<>();
    ordered.stream().limit(MOST_BLOCKS).forEach(alike -> blocks.add(block(alike, view)));
    if (ordered.size() > MOST_BLOCKS) {
      int rest = ordered.stream().skip(MOST_BLOCKS).mapToInt(List::size).sum();
      blocks.add(List.of("... and " + rest + " more failures, see error in batch_summary.csv"));
    }
    return blocks;
  }

  private static List<String> block(List<Failure> alike, ConsoleView view) {
    Failure first = alike.get(0);
    String error = first.error();
    List<String> lines = new ArrayList<>();
    String who = alike.size() == 1 ? first.plan().id() : alike.size() + " runs";
    lines.add("FAILED %s (%s): %s".formatted(who, first.cause().label(), error));
    if (alike.size() > 1) {
      lines.add("  runs: " + ids(alike));
    }
    addEndOfLog(lines, first, error);
    if (first.cause() == Cause.OUT_OF_MEMORY) {
      lines.add("  " + moreMemory(first));
    }
    if (!first.trace().command().isEmpty()) {
      lines.add("  replay: " + ShellText.of(view.replay().apply(first.plan())));
    }
    return lines;
  }

  private static String ids(List<Failure> alike) {
    List<String> ids = alike.stream().limit(MOST_IDS).map(each -> each.plan().id()).toList();
    int more = alike.size() - ids.size();
    return String.join(", ", ids) + (more > 0 ? " and " + more + " more" : "");
  }

  /** Nothing where the log's last line is what the error has told already. */
  private static void addEndOfLog(List<String> lines, Failure failure, String error) {
    List<String> log = failure.trace().log().lastLines();
    List<String> end = log.subList(Math.max(0, log.size() - MOST_LOG_LINES), log.size());
    boolean told = end.size() == 1 && error.endsWith(end.get(0).replaceFirst("^ERROR ", ""));
    if (!told) {
      end.forEach(line -> lines.add("  | " + line));
    }
  }

  private static String moreMemory(Failure failure) {
    long mebibytes = new RecordedCommand(failure.trace().command()).heapMebibytes();
    return "its heap of %d MiB was too small: set worker_memory: \"%dm\" or more in the config"
        .formatted(mebibytes, 2 * mebibytes);
  }
}

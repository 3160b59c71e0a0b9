package org.backtestrunner.orchestrator.report.console;

import org.backtestrunner.orchestrator.file.json.JsonObject;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.launch.contract.Status;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;
import org.backtestrunner.orchestrator.report.BatchSummary;

/** What a program reads on stdout when a batch has ended. */
public final class ConsoleJson {
  private ConsoleJson() {}

  /**
   * One object.
   *
   * @param exitCode that the program is about to end with
   */
  public static String text(
      String batchName, BatchDirectory directory, int exitCode, Closing closing, Ranking ranking) {
    BatchSummary summary = closing.summary();
    JsonObject counts = JsonObject.part().put("total", summary.results().size());
    for (Status status : Status.values()) {
      counts.put(status.label(), summary.counts().get(status));
    }
    return JsonObject.file()
        .put("batch_name", batchName)
        .put("directory", directory.path())
        .put("exit_code", exitCode)
        .put("counts", counts)
        .put(
            "best_run_id",
            ranking.of(summary).stream().map(RunResult::plan).map(run -> run.id()).findFirst())
        .put("verdict", closing.verdict())
        .put("report", closing.verdict().map(written -> directory.page()))
        .text();
  }
}

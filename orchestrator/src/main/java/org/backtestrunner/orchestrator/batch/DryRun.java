package org.backtestrunner.orchestrator.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.backtestrunner.orchestrator.batch.start.ExistingBatch;
import org.backtestrunner.orchestrator.batch.start.OutputExistsException;
import org.backtestrunner.orchestrator.batch.start.Start;
import org.backtestrunner.orchestrator.harvest.resume.KeptRun;
import org.backtestrunner.orchestrator.harvest.resume.ResumePlan;
import org.backtestrunner.orchestrator.launch.contract.WorkerArguments;
import org.backtestrunner.orchestrator.launch.execute.ShellText;
import org.backtestrunner.orchestrator.plan.BatchPlan;
import org.backtestrunner.orchestrator.plan.IdenticalRuns;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;

/** The text of {@code --dry-run}: what a batch would do. */
public final class DryRun {
  private DryRun() {}

  /**
   * @param resume whether the batch would keep what is good of an earlier start
   * @param notices takes what the user would be told
   * @throws OutputExistsException where the batch could not be resumed
   */
  public static List<String> lines(BatchPlan plan, boolean resume, Consumer<String> notices) {
    BatchDirectory directory = BatchDirectory.of(plan.config());
    if (resume) {
      Start.decide(new ExistingBatch(directory), Start.Choice.RESUME).notice().ifPresent(notices);
    }
    Optional<ResumePlan> resumption =
        resume
            ? Optional.of(ResumePlan.of(plan, directory, BatchJob.inputFiles(plan)))
            : Optional.empty();
    Map<Integer, KeptRun> kept = resumption.map(ResumePlan::kept).orElse(Map.of());
    IdenticalRuns identical = IdenticalRuns.of(plan.runs(), run -> kept.containsKey(run.index()));
    List<String> lines = new ArrayList<>();
    lines.add(
        "Batch %s: %d runs, %d at once on %s, into %s"
            .formatted(
                plan.config().identity().name(),
                plan.runs().size(),
                plan.config().execution().maxWorkers(),
                processors(),
                directory.path()));
    for (RunPlan run : plan.runs()) {
      String changes =
          run.overrides().entrySet().stream()
              .map(override -> override.getKey() + "=" + override.getValue())
              .collect(Collectors.joining(" "));
      lines.add(
          "%4d  %s  %s  %s"
                  .formatted(run.index(), run.paramsHash(), run.id(), changes)
                  .stripTrailing()
              + identical
                  .source(run)
                  .map(source -> "identical to " + source.id() + ", whose result it shares")
                  .or(() -> resumption.map(r -> r.verdict(run)))
                  .map(verdict -> "  [" + verdict + "]")
                  .orElse(""));
    }
    RunPlan first = plan.runs().get(0);
    lines.add("Worker command of run " + first.id() + ":");
    lines.add(
        "  "
            + ShellText.of(
                Workers.planned(plan).command().forRun(directory.run(first).workerArguments())));
    lines.add("with these arguments in worker.args:");
    WorkerArguments.lines(
            first.workerParameters(plan.config().workingDirectory()),
            directory.run(first).backtest(),
            Optional.empty())
        .forEach(line -> lines.add("  " + line));
    return lines;
  }

  private static String processors() {
    int processors = Runtime.getRuntime().availableProcessors();
    return processors == 1 ? "1 processor" : processors + " processors";
  }
}

package org.backtestrunner.orchestrator.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.backtestrunner.orchestrator.batch.execution.Workers;
import org.backtestrunner.orchestrator.batch.start.ExistingBatch;
import org.backtestrunner.orchestrator.batch.start.OutputExistsException;
import org.backtestrunner.orchestrator.batch.start.Start;
import org.backtestrunner.orchestrator.config.BatchConfig;
import org.backtestrunner.orchestrator.config.document.ConfigException;
import org.backtestrunner.orchestrator.config.grid.Grid;
import org.backtestrunner.orchestrator.config.walkforward.WalkForwardPlan;
import org.backtestrunner.orchestrator.file.json.JsonObject;
import org.backtestrunner.orchestrator.harvest.resume.KeptRun;
import org.backtestrunner.orchestrator.harvest.resume.ResumePlan;
import org.backtestrunner.orchestrator.launch.command.RunCommand;
import org.backtestrunner.orchestrator.launch.execute.ShellText;
import org.backtestrunner.orchestrator.launch.inspect.InputInspection;
import org.backtestrunner.orchestrator.launch.inspect.InspectedInput;
import org.backtestrunner.orchestrator.plan.BatchPlan;
import org.backtestrunner.orchestrator.plan.DiskEstimate;
import org.backtestrunner.orchestrator.plan.IdenticalRuns;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;

/** What {@code --dry-run} tells: what a batch would do. */
public final class DryRun {
  private final BatchPlan plan;
  private final BatchDirectory directory;
  private final Optional<ResumePlan> resumption;
  private final Map<Integer, KeptRun> kept;
  private final IdenticalRuns identical;
  private final List<InspectedInput> inputs;

  private DryRun(
      BatchPlan plan,
      BatchDirectory directory,
      Optional<ResumePlan> resumption,
      List<InspectedInput> inputs) {
    this.plan = plan;
    this.inputs = inputs;
    this.directory = directory;
    this.resumption = resumption;
    this.kept = resumption.map(ResumePlan::kept).orElse(Map.of());
    this.identical =
        IdenticalRuns.of(
            plan.runs().stream().filter(this::isWanted).toList(),
            run -> kept.containsKey(run.index()));
  }

  /**
   * @param inspection of the inputs, under way
   * @param choice what would become of an earlier output
   * @param notices takes what the user would be told
   * @throws OutputExistsException where it could not be resumed or replaced
   * @throws ConfigException where inputs cannot be used
   */
  public static DryRun of(
      BatchPlan plan, InputInspection inspection, Start.Choice choice, Consumer<String> notices) {
    BatchDirectory directory = BatchDirectory.of(plan.config());
    if (choice != Start.Choice.KEEP) {
      Start.decide(new ExistingBatch(directory), choice).notice().ifPresent(notices);
    }
    if (choice != Start.Choice.RESUME) {
      return new DryRun(plan, directory, Optional.empty(), inspection.await(notices));
    }
    ResumePlan resumption = ResumePlan.of(plan, directory, BatchJob.inputFiles(plan));
    return new DryRun(plan, directory, Optional.of(resumption), inspection.await(notices));
  }

  private boolean isWanted(RunPlan run) {
    return kept.containsKey(run.index()) || plan.selection().includes(run);
  }

  /** Why a run would be executed or not, where there is anything to say. */
  private Optional<String> reason(RunPlan run) {
    if (!isWanted(run)) {
      return Optional.of("not selected");
    }
    return identical
        .source(run)
        .map(source -> "identical to " + source.id() + ", whose result it shares")
        .or(() -> resumption.map(r -> r.verdict(run)));
  }

  private String action(RunPlan run) {
    return kept.containsKey(run.index())
        ? "keep"
        : !isWanted(run) ? "skip" : identical.source(run).isPresent() ? "share" : "run";
  }

  /** How many runs there would be, and where they come from, for people. */
  public List<String> summary() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Batch %s: %d runs, %s, into %s"
            .formatted(
                plan.config().identity().name(),
                plan.runs().size(),
                where(plan.config()),
                directory.path()));
    lines.addAll(SweepLines.of(plan));
    return lines;
  }

  /** The plan for people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(summary());
    for (RunPlan run : plan.runs()) {
      String changes =
          run.overrides().entrySet().stream()
              .map(override -> override.getKey() + "=" + override.getValue())
              .collect(Collectors.joining(" "));
      lines.add(
          "%4d  %s  %s  %s"
                  .formatted(run.index(), run.paramsHash(), run.id(), changes)
                  .stripTrailing()
              + reason(run).map(reason -> "  [" + reason + "]").orElse(""));
    }
    if (!inputs.isEmpty()) {
      lines.add("Inputs, as they are read:");
    }
    for (InspectedInput input : inputs) {
      lines.add("  " + input.parameter() + " " + input.path() + ": " + input.readAs());
    }
    lines.add(BatchFiles.estimate(plan, kept).sentence());
    RunPlan first = plan.runs().get(0);
    RunCommand command = Workers.planned(plan).command();
    lines.add("Worker command of run " + first.id() + ":");
    lines.add("  " + ShellText.of(command.forRun(directory.run(first).workerArguments())));
    lines.add("with these arguments in worker.args:");
    command
        .arguments(
            first.workerParameters(plan.config().workingDirectory()),
            directory.run(first).backtest(),
            plan.config().outputs().files(),
            Optional.empty())
        .forEach(line -> lines.add("  " + line));
    return lines;
  }

  /** Why the batch may not fit on the disk. */
  public Optional<String> warning() {
    return BatchFiles.estimate(plan, kept).warning();
  }

  /** The plan for programs: the text of one object. */
  public String json() {
    return JsonObject.file()
        .put("batch_name", plan.config().identity().name())
        .put("directory", directory.path())
        .put("runs", plan.runs().stream().map(this::json).toList())
        .put("left_out", leftOut())
        .put("walk_forward", plan.config().walkForwards().stream().map(DryRun::json).toList())
        .put("warnings", plan.warnings())
        .put("disk", json(BatchFiles.estimate(plan, kept)))
        .put("inputs", inputs.stream().map(DryRun::json).toList())
        .text();
  }

  private List<JsonObject> leftOut() {
    List<JsonObject> all = new ArrayList<>();
    for (Grid grid : plan.config().runs().grids()) {
      for (Grid.LeftOut each : grid.leftOut()) {
        all.add(
            JsonObject.part()
                .put("source", grid.source())
                .put("where", each.where())
                .put("count", each.count()));
      }
    }
    return all;
  }

  private JsonObject json(RunPlan run) {
    return JsonObject.part()
        .put("run_index", run.index())
        .put("run_id", run.id())
        .put("source", run.source().key())
        .put("labels", run.source().labels())
        .put("params_hash", run.paramsHash())
        .put("parameters", run.parameters())
        .put("action", action(run))
        .put("reason", reason(run));
  }

  private static JsonObject json(WalkForwardPlan each) {
    JsonObject members =
        JsonObject.part()
            .put("walk_forward", each.id())
            .put("in_sample", each.inSample().toString())
            .put("out_of_sample", each.outOfSample().toString())
            .put("anchored", each.anchored())
            .put("purge", each.purge())
            .put("select", each.select().label())
            .put("candidates", each.candidates().size())
            .put("for_each", each.forEach());
    each.folds().ifPresent(folds -> members.put("folds", folds));
    return members;
  }

  private static JsonObject json(DiskEstimate estimate) {
    return JsonObject.part()
        .put("about_bytes", estimate.bytes())
        .put("free_bytes", estimate.free());
  }

  private static JsonObject json(InspectedInput input) {
    return JsonObject.part()
        .put("parameter", input.parameter())
        .put("path", input.path())
        .put("read_as", input.readAs());
  }

  private static String where(BatchConfig config) {
    int perTask = config.executor().runsPerTask();
    return switch (config.executor().type()) {
      case LOCAL -> config.execution().maxWorkers() + " at once on " + processors();
      case SLURM -> perTask + " a task of a Slurm cluster";
      case NONE -> perTask + " a task of a list for others";
    };
  }

  private static String processors() {
    int processors = Runtime.getRuntime().availableProcessors();
    return processors == 1 ? "1 processor" : processors + " processors";
  }
}

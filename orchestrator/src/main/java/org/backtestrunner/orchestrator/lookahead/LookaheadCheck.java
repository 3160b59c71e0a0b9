package org.backtestrunner.orchestrator.lookahead;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.backtestrunner.orchestrator.batch.execution.Workers;
import org.backtestrunner.orchestrator.config.BatchConfig;
import org.backtestrunner.orchestrator.file.DirectoryTree;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.launch.command.RunCommand;
import org.backtestrunner.orchestrator.launch.contract.ResultFile;
import org.backtestrunner.orchestrator.launch.contract.WorkerLog;
import org.backtestrunner.orchestrator.launch.execute.LocalExecutor;
import org.backtestrunner.orchestrator.launch.execute.RunOutcome;
import org.backtestrunner.orchestrator.launch.execute.RunTask;
import org.backtestrunner.orchestrator.launch.execute.StopSignal;
import org.backtestrunner.orchestrator.plan.BatchPlan;
import org.backtestrunner.orchestrator.plan.RunPlan;

/** Executes the selected runs of a plan on changed data, in a directory that is deleted again. */
public final class LookaheadCheck implements AutoCloseable {
  private final BatchPlan plan;
  private final int cuts;
  private final long seed;
  private final RunCommand command;
  private final LocalExecutor executor;
  private final StopSignal stop = new StopSignal();
  private final Path scratch;
  private final Thread abandoning = new Thread(this::abandon, "lookahead");

  /**
   * @param cuts how many dates are tried for each run, at least 1
   */
  public LookaheadCheck(BatchPlan plan, int cuts, long seed) {
    this.plan = plan;
    this.cuts = cuts;
    this.seed = seed;
    this.command = Workers.forErrands(plan);
    this.executor = new LocalExecutor(plan.config().execution().maxWorkers());
    try {
      this.scratch = Files.createTempDirectory("backtest-lookahead-");
    } catch (IOException failure) {
      Path place = Path.of(System.getProperty("java.io.tmpdir"));
      throw EnvironmentException.of("cannot make a directory in", place, failure);
    }
    Runtime.getRuntime().addShutdownHook(abandoning);
  }

  /** Whoever ends this process ends what it has started, too. */
  private void abandon() {
    executor.killAll();
    delete(scratch);
  }

  /**
   * Checks all selected runs.
   *
   * @param lines takes one a run, as soon as it is known
   */
  public Verdicts run(Consumer<String> lines) {
    int lookahead = 0;
    int unchecked = 0;
    for (RunPlan run : plan.runs()) {
      if (!plan.selection().includes(run)) {
        continue;
      }
      Path directory = scratch.resolve(Integer.toString(run.index()));
      try {
        Optional<String> found = check(run, directory);
        lookahead += found.isPresent() ? 1 : 0;
        lines.accept(run.id() + " " + found.map(what -> "look-ahead: " + what).orElse("clean"));
      } catch (UncheckableException e) {
        unchecked++;
        lines.accept(run.id() + " not checked: " + e.getMessage());
      } catch (IOException failure) {
        throw EnvironmentException.of("cannot write or read below", directory, failure);
      } finally {
        delete(directory);
      }
    }
    return new Verdicts(lookahead, unchecked);
  }

  private static void delete(Path directory) {
    try {
      DirectoryTree.delete(directory);
    } catch (IOException leftBehind) {
      // Among temporary files, where nobody minds.
    }
  }

  /** One run on data that are changed after a date, under way. */
  private record Trial(String cut, Path directory, CompletableFuture<RunOutcome> outcome) {}

  /** Where the run knows what it cannot; empty where no date shows that. */
  private Optional<String> check(RunPlan run, Path directory)
      throws IOException, UncheckableException {
    if (timedInputs(run).isEmpty()) {
      throw new UncheckableException(
          "the config does not say which parameters name files with dates: lookahead_files");
    }
    Map<String, String> parameters = run.workerParameters(config().workingDirectory());
    Path original = Files.createDirectories(directory.resolve("original"));
    RunOutput expected = output(original, submit(run, original, parameters).join(), "");
    List<Trial> trials = new ArrayList<>();
    try {
      submitAll(run, directory, expected, trials);
      return found(run, expected, trials);
    } finally {
      // Their directories are deleted next.
      trials.forEach(trial -> trial.outcome().exceptionally(failure -> null).join());
    }
  }

  private void submitAll(RunPlan run, Path directory, RunOutput expected, List<Trial> trials)
      throws IOException, UncheckableException {
    Map<String, Path> inputs = timedInputs(run);
    Map<String, String> parameters = run.workerParameters(config().workingDirectory());
    Random random = new Random(seed + run.index());
    for (String cut : dates(expected, random)) {
      Path changed = Files.createDirectories(directory.resolve(cut));
      for (Map.Entry<String, Path> input : inputs.entrySet()) {
        Path place = Files.createDirectories(changed.resolve(input.getKey()));
        Path copy = ChangedTable.write(input.getValue(), cut, random, place);
        parameters.put(input.getKey(), copy.toString());
      }
      trials.add(new Trial(cut, changed, submit(run, changed, parameters)));
    }
  }

  private Map<String, Path> timedInputs(RunPlan run) {
    Map<String, Path> inputs = run.inputFiles(config().workingDirectory());
    inputs.keySet().retainAll(config().timedInputs());
    return inputs;
  }

  private Optional<String> found(RunPlan run, RunOutput expected, List<Trial> trials)
      throws IOException, UncheckableException {
    boolean decidesBefore = decidesBeforeItFills(run);
    Optional<String> first = Optional.empty();
    for (Trial trial : trials) {
      String how = " with data changed after " + trial.cut();
      RunOutput other = output(trial.directory(), trial.outcome().join(), how);
      Optional<String> difference =
          expected
              .difference(other, trial.cut())
              .or(
                  () ->
                      decidesBefore
                          ? expected.differenceOfNextOrders(other, trial.cut())
                          : Optional.empty());
      if (first.isEmpty()) {
        first =
            difference.map(
                what -> what + ", though only values after " + trial.cut() + " were changed");
      }
    }
    return first;
  }

  private BatchConfig config() {
    return plan.config();
  }

  private boolean decidesBeforeItFills(RunPlan run) {
    return config()
        .worker()
        .lagParameter()
        .flatMap(run::find)
        .filter(lag -> Long.parseLong(lag) > 0)
        .isPresent();
  }

  /** Dates after which data are changed: those with orders first, which show most. */
  private List<String> dates(RunOutput expected, Random random) throws UncheckableException {
    List<String> all = new ArrayList<>(expected.dates());
    if (all.size() < 2) {
      throw new UncheckableException("it has fewer than two dates");
    }
    all.remove(all.size() - 1);
    List<String> telling = new ArrayList<>(expected.orderDates());
    telling.retainAll(all);
    Collections.shuffle(telling, random);
    Collections.shuffle(all, random);
    // Not all of them: what is decided without orders counts too.
    List<String> chosen = new ArrayList<>(telling.subList(0, Math.min(telling.size(), most())));
    for (String date : all) {
      if (chosen.size() < cuts && !chosen.contains(date)) {
        chosen.add(date);
      }
    }
    Collections.sort(chosen);
    return chosen;
  }

  private int most() {
    return (cuts * 4 + 4) / 5;
  }

  private CompletableFuture<RunOutcome> submit(
      RunPlan run, Path directory, Map<String, String> parameters) throws IOException {
    Path out = directory.resolve("backtest");
    Path arguments = directory.resolve("worker.args");
    Files.writeString(
        arguments, command.argumentText(parameters, out, ResultFile.ALL, Optional.empty()));
    return executor.submit(
        new RunTask(
            command.directory(directory),
            directory.resolve("run.log"),
            command.forRun(arguments),
            command.environment(run.id(), run.seed(), out),
            command.tellsStacks(),
            Optional.empty(),
            Optional.empty(),
            config().attempts().timeLimit(),
            RunTask.DEFAULT_GRACE),
        stop);
  }

  private static RunOutput output(Path directory, RunOutcome outcome, String how)
      throws IOException, UncheckableException {
    Path out = directory.resolve("backtest");
    if (outcome.cause().isPresent() || !Files.isDirectory(out)) {
      String why =
          outcome
              .problem()
              .or(() -> WorkerLog.read(directory.resolve("run.log"), 0).lastError())
              .orElseGet(() -> outcome.cause().map(cause -> cause.label()).orElse("no output"));
      throw new UncheckableException("it failed" + how + ": " + why);
    }
    return RunOutput.read(out);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(abandoning);
    } catch (IllegalStateException underWay) {
      return;
    }
    executor.close();
    delete(scratch);
  }
}

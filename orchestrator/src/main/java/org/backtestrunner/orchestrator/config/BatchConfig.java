package org.backtestrunner.orchestrator.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.document.ConfigSource;
import org.backtestrunner.orchestrator.config.parameter.EffectiveParameters;
import org.backtestrunner.orchestrator.config.parameter.WorkerParameters;
import org.backtestrunner.orchestrator.config.program.WorkerProgram;
import org.backtestrunner.orchestrator.config.run.RunSet;
import org.backtestrunner.orchestrator.config.source.CompiledStrategies;
import org.backtestrunner.orchestrator.config.walkforward.WalkForwardPlan;

/**
 * A batch as the user described it, all of it valid: every run that follows from it has the
 * parameters it needs, each in range, and the input files exist.
 *
 * @param source the config file
 * @param workingDirectory where relative paths start; absolute
 * @param worker the parameters of what will run it
 * @param program of the user's, which executes the runs instead
 * @param strategies and factors of the user's, which it has beside its own
 * @param identity what the batch is called, and where it goes
 * @param runs what is to be run
 * @param walkForwards what is chosen among the runs window by window, in the order of the results
 * @param execution how the runs are executed together
 * @param executor what executes them, and where
 * @param attempts how long a run may take and how often it is tried
 * @param jvm the JVM of each worker
 * @param outputs which files a run leaves
 * @param cache what may be kept for later batches
 * @param ledger where its trials are remembered
 * @param report what is said at its end
 */
public record BatchConfig(
    ConfigSource source,
    Path workingDirectory,
    WorkerParameters worker,
    Optional<WorkerProgram> program,
    Optional<CompiledStrategies> strategies,
    BatchIdentity identity,
    RunSet runs,
    List<WalkForwardPlan> walkForwards,
    ExecutionPolicy execution,
    ExecutorPolicy executor,
    AttemptPolicy attempts,
    WorkerJvm jvm,
    RunOutputs outputs,
    CachePolicy cache,
    LedgerPolicy ledger,
    ReportPolicy report) {

  public BatchConfig {
    walkForwards = List.copyOf(walkForwards);
  }

  /**
   * Whether the workers are told to write files in which a spreadsheet finds no formula; a program
   * of the user's cannot be told.
   */
  public boolean runsAreCsvSafe() {
    return identity.csvSafe() && worker.canBeCsvSafe();
  }

  /** The parameters that name files with dates, by which a look ahead could be found. */
  public List<String> timedInputs() {
    return program.map(WorkerProgram::lookaheadFiles).orElseGet(worker::timedInputs);
  }

  /** The same with a cache that keeps nothing. */
  public BatchConfig withoutCache() {
    CachePolicy nothing = new CachePolicy(false, cache.directory(), cache.bound());
    return new BatchConfig(
        source,
        workingDirectory,
        worker,
        program,
        strategies,
        identity,
        runs,
        walkForwards,
        execution,
        executor,
        attempts,
        jvm,
        outputs,
        nothing,
        ledger,
        report);
  }

  /** What all runs share: the defaults, above them the config's seed, above it the base args. */
  public EffectiveParameters common() {
    return runs.common(worker);
  }
}

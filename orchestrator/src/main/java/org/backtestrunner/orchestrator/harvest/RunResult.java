package org.backtestrunner.orchestrator.harvest;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.backtestrunner.orchestrator.harvest.metric.ReturnMoments;
import org.backtestrunner.orchestrator.launch.Attempt;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.contract.Status;
import org.backtestrunner.orchestrator.launch.contract.WorkerLog;
import org.backtestrunner.orchestrator.plan.RunPlan;

/**
 * What became of one planned run.
 *
 * @param cause why it is no success; empty exactly where it is one
 * @param attempts every launch of a worker for it, in order; none where it was never started
 * @param command of the worker; empty where it was never started
 * @param firstDate of the equity curve
 * @param lastDate of the equity curve
 * @param metrics by name in column order, full precision, without undefined ones; empty unless the
 *     run is a success; without the deflated Sharpe ratio, which only a batch can know
 * @param moments of the returns, where the Sharpe ratio is defined
 * @param artifacts the result files
 * @param warnings for the researcher
 * @param error one line; empty exactly where the run is a success
 * @param log what the worker said in its last attempt
 * @param kept whether it was done before this batch was resumed
 */
public record RunResult(
    RunPlan plan,
    Optional<Cause> cause,
    List<Attempt> attempts,
    List<String> command,
    Optional<LocalDate> firstDate,
    Optional<LocalDate> lastDate,
    Map<String, Number> metrics,
    Optional<ReturnMoments> moments,
    List<Artifact> artifacts,
    List<String> warnings,
    Optional<String> error,
    WorkerLog log,
    boolean kept) {

  /**
   * A result file.
   *
   * @param path relative to the run's directory, with {@code /}
   * @param sha256 64 lower-case hexadecimal digits
   */
  public record Artifact(String path, long bytes, String sha256) {}

  public RunResult {
    attempts = List.copyOf(attempts);
    command = List.copyOf(command);
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    artifacts = List.copyOf(artifacts);
    warnings = List.copyOf(warnings);
    if (cause.isPresent() != error.isPresent()) {
      throw new IllegalArgumentException("cause and error stand together or not at all");
    }
  }

  public Status status() {
    return cause.map(Cause::status).orElse(Status.SUCCESS);
  }

  public boolean isSuccess() {
    return cause.isEmpty();
  }

  /** The last launch; empty where the run was never started. */
  public Optional<Attempt> lastAttempt() {
    return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.get(attempts.size() - 1));
  }

  /** How long the last attempt took; zero where the run was never started. */
  public Duration runtime() {
    return lastAttempt().map(Attempt::runtime).orElse(Duration.ZERO);
  }

  /** Of the last attempt, where there was a process. */
  public OptionalInt exitCode() {
    return lastAttempt().map(Attempt::exitCode).orElse(OptionalInt.empty());
  }

  /** The same with further warnings. */
  public RunResult withWarnings(List<String> further) {
    List<String> all = new ArrayList<>(warnings);
    all.addAll(further);
    return new RunResult(
        plan, cause, attempts, command, firstDate, lastDate, metrics, moments, artifacts, all,
        error, log, kept);
  }

  /** A metric that may be undefined. */
  public Optional<Double> metric(String name) {
    return Optional.ofNullable(metrics.get(name)).map(Number::doubleValue);
  }

  /** A run that was never started because the batch ended before. */
  public static RunResult notStarted(RunPlan plan, Cause cause) {
    return new RunResult(
        plan,
        Optional.of(cause),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.of("Not started: " + reason(cause)),
        WorkerLog.EMPTY,
        false);
  }

  /** Why a batch ended early, as the end of a sentence. */
  static String reason(Cause cause) {
    return cause == Cause.FAIL_FAST
        ? "another run failed and the batch fails fast"
        : "the batch was interrupted";
  }
}

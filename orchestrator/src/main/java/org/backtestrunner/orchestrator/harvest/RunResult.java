package org.backtestrunner.orchestrator.harvest;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.backtestrunner.orchestrator.launch.Cause;
import org.backtestrunner.orchestrator.launch.Status;
import org.backtestrunner.orchestrator.metric.ReturnMoments;
import org.backtestrunner.orchestrator.plan.RunPlan;

/**
 * What became of one planned run.
 *
 * @param cause why it is no success; empty exactly where it is one
 * @param startedAt of its last attempt; empty where it was never started
 * @param runtime of its last attempt
 * @param attempts how often a worker was launched for it
 * @param exitCode of the last attempt, where there was a process
 * @param command of the worker; empty where it was never started
 * @param firstDate of the equity curve
 * @param lastDate of the equity curve
 * @param metrics by name in column order, full precision, without undefined ones; empty unless the
 *     run is a success; without the deflated Sharpe ratio, which only a batch can know
 * @param moments of the returns, where the Sharpe ratio is defined
 * @param artifacts the result files
 * @param warnings for the researcher
 * @param error one line; empty exactly where the run is a success
 * @param log what the worker said
 */
public record RunResult(
    RunPlan plan,
    Optional<Cause> cause,
    Optional<Instant> startedAt,
    Duration runtime,
    int attempts,
    OptionalInt exitCode,
    List<String> command,
    Optional<LocalDate> firstDate,
    Optional<LocalDate> lastDate,
    Map<String, Number> metrics,
    Optional<ReturnMoments> moments,
    List<Artifact> artifacts,
    List<String> warnings,
    Optional<String> error,
    WorkerLog log) {

  /**
   * A result file.
   *
   * @param path relative to the run's directory, with {@code /}
   * @param sha256 64 lower-case hexadecimal digits
   */
  public record Artifact(String path, long bytes, String sha256) {}

  public RunResult {
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

  /** When the last attempt ended; empty where the run was never started. */
  public Optional<Instant> finishedAt() {
    return startedAt.map(start -> start.plus(runtime));
  }

  /** The same with further warnings. */
  public RunResult withWarnings(List<String> further) {
    List<String> all = new ArrayList<>(warnings);
    all.addAll(further);
    return new RunResult(
        plan, cause, startedAt, runtime, attempts, exitCode, command, firstDate, lastDate, metrics,
        moments, artifacts, all, error, log);
  }

  /** A metric that may be undefined. */
  public Optional<Double> metric(String name) {
    return Optional.ofNullable(metrics.get(name)).map(Number::doubleValue);
  }

  /** The path of a file relative to a directory, as manifests write it. */
  static String relative(Path directory, Path file) {
    return directory.relativize(file).toString().replace('\\', '/');
  }

  /** A run that was never started because the batch ended before. */
  public static RunResult notStarted(RunPlan plan, Cause cause) {
    return new RunResult(
        plan,
        Optional.of(cause),
        Optional.empty(),
        Duration.ZERO,
        0,
        OptionalInt.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.of("Not started: " + reason(cause)),
        WorkerLog.EMPTY);
  }

  /** Why a batch ended early, as the end of a sentence. */
  static String reason(Cause cause) {
    return cause == Cause.FAIL_FAST
        ? "another run failed and the batch fails fast"
        : "the batch was interrupted";
  }
}

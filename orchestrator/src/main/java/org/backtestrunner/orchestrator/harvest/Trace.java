package org.backtestrunner.orchestrator.harvest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.backtestrunner.orchestrator.launch.Attempt;
import org.backtestrunner.orchestrator.launch.contract.RunWarning;
import org.backtestrunner.orchestrator.launch.contract.WorkerLog;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.shared.warning.WarningKind;

/**
 * What is known of a run however it ended.
 *
 * @param attempts every launch of a worker for it, in order; none where it was never started
 * @param command of the worker; empty where it was never started
 * @param log what the worker said in its last attempt
 * @param warnings for the researcher
 * @param kept whether the run was done before this batch was resumed
 */
public record Trace(
    RunPlan plan,
    List<Attempt> attempts,
    List<String> command,
    WorkerLog log,
    List<RunWarning> warnings,
    boolean kept) {

  public Trace {
    attempts = List.copyOf(attempts);
    command = List.copyOf(command);
    warnings = List.copyOf(warnings);
  }

  /** Of a run that was never started. */
  static Trace none(RunPlan plan) {
    return new Trace(plan, List.of(), List.of(), WorkerLog.EMPTY, List.of(), false);
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

  /** Whether the last attempt was one of several runs of its JVM. */
  public boolean sharedJvm() {
    return lastAttempt().filter(last -> last.runNumber().isPresent()).isPresent();
  }

  public boolean hasWarning(WarningKind kind) {
    return warnings.stream().anyMatch(warning -> warning.kind() == kind);
  }

  /** The same of another run, whose worker would do the same. */
  Trace standingFor(RunPlan other, List<String> otherCommand, boolean otherKept) {
    return new Trace(other, attempts, otherCommand, log, warnings, otherKept);
  }

  Trace withoutWarnings(WarningKind kind) {
    List<RunWarning> others = warnings.stream().filter(warning -> warning.kind() != kind).toList();
    return new Trace(plan, attempts, command, log, others, kept);
  }

  Trace withWarnings(List<RunWarning> further) {
    List<RunWarning> all = new ArrayList<>(warnings);
    all.addAll(further);
    return new Trace(plan, attempts, command, log, all, kept);
  }
}

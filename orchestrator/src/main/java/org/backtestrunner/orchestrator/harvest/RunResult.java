package org.backtestrunner.orchestrator.harvest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.orchestrator.harvest.metric.Metrics;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.contract.RunWarning;
import org.backtestrunner.orchestrator.launch.contract.Status;
import org.backtestrunner.orchestrator.manifest.Artifact;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.shared.warning.WarningKind;

/** What became of one planned run: a success with its numbers, or a failure with its reason. */
public sealed interface RunResult {

  /**
   * A run whose result files are there and can be read.
   *
   * @param metrics by name, at full precision, without undefined ones and without the deflated
   *     Sharpe ratio, which only a batch can know
   * @param artifacts the result files, that of the equity curve first
   */
  record Success(Trace trace, Curve curve, Map<String, Number> metrics, List<Artifact> artifacts)
      implements RunResult {
    public Success {
      metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
      artifacts = List.copyOf(artifacts);
    }

    /**
     * The same of a run that has had further files.
     *
     * @param cleaned those that the user has had deleted
     * @param then its metrics before that
     */
    public Success withCleaned(List<Artifact> cleaned, Map<String, Number> then) {
      List<Artifact> all = new ArrayList<>(artifacts);
      all.addAll(cleaned);
      return new Success(trace, curve, Metrics.withTradingOf(then, metrics), all);
    }

    /** The file of the equity curve. */
    public Artifact equity() {
      return artifacts.get(0);
    }

    @Override
    public Status status() {
      return Status.SUCCESS;
    }

    @Override
    public Success standingFor(RunPlan other, List<String> command, boolean kept) {
      return new Success(trace.standingFor(other, command, kept), curve, metrics, artifacts);
    }

    @Override
    public Success withWarnings(List<RunWarning> further) {
      return new Success(trace.withWarnings(further), curve, metrics, artifacts);
    }

    @Override
    public Success withoutWarnings(WarningKind kind) {
      return new Success(trace.withoutWarnings(kind), curve, metrics, artifacts);
    }
  }

  /**
   * A run without a result, also one that was never started.
   *
   * @param error one line
   */
  record Failure(Trace trace, Cause cause, String error) implements RunResult {
    @Override
    public Status status() {
      return cause.status();
    }

    @Override
    public Failure standingFor(RunPlan other, List<String> command, boolean kept) {
      return new Failure(trace.standingFor(other, command, kept), cause, error);
    }

    @Override
    public Failure withWarnings(List<RunWarning> further) {
      return new Failure(trace.withWarnings(further), cause, error);
    }

    @Override
    public Failure withoutWarnings(WarningKind kind) {
      return new Failure(trace.withoutWarnings(kind), cause, error);
    }
  }

  Trace trace();

  Status status();

  /**
   * The same as the result of another run, whose worker would do the same.
   *
   * @param command of that worker
   * @param kept whether it was done before this batch was resumed
   */
  RunResult standingFor(RunPlan other, List<String> command, boolean kept);

  /** The same with further warnings. */
  RunResult withWarnings(List<RunWarning> further);

  /** The same without its warnings of a kind. */
  RunResult withoutWarnings(WarningKind kind);

  default RunPlan plan() {
    return trace().plan();
  }

  default Optional<Success> success() {
    return this instanceof Success success ? Optional.of(success) : Optional.empty();
  }

  default Optional<Failure> failure() {
    return this instanceof Failure failure ? Optional.of(failure) : Optional.empty();
  }

  /** A run that was never started, because the batch ended before or others were selected. */
  static RunResult notStarted(RunPlan plan, Cause cause) {
    return new Failure(Trace.none(plan), cause, "Not started: " + reason(cause));
  }

  /** A run that was never started because its inputs are known to be bad. */
  static RunResult badInputs(RunPlan plan, String problem) {
    return new Failure(Trace.none(plan), Cause.BAD_DATA, "Not started, bad data: " + problem);
  }

  /** Why a run was not started, as the end of a sentence. */
  static String reason(Cause cause) {
    return cause == Cause.FAIL_FAST
        ? "another run failed and the batch fails fast"
        : cause == Cause.NOT_SELECTED
            ? "the command line selected other runs"
            : "the batch was interrupted";
  }
}

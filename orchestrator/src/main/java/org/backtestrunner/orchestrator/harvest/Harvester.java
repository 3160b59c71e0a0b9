package org.backtestrunner.orchestrator.harvest;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.backtestrunner.orchestrator.harvest.RunResult.Artifact;
import org.backtestrunner.orchestrator.harvest.metric.Metrics;
import org.backtestrunner.orchestrator.harvest.metric.Performance;
import org.backtestrunner.orchestrator.harvest.metric.ReturnMoments;
import org.backtestrunner.orchestrator.launch.Attempt;
import org.backtestrunner.orchestrator.launch.LaunchResult;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.contract.WorkerExit;
import org.backtestrunner.orchestrator.launch.contract.WorkerLog;
import org.backtestrunner.orchestrator.launch.execute.RunOutcome;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.plan.layout.RunDirectory;
import org.backtestrunner.shared.file.FileDigest;

/** Turns the outcome of a launch and the files of a run directory into a result. */
public final class Harvester {
  private Harvester() {}

  /**
   * Reads what a run left. Never fails for what a worker wrote or did not write: a file that cannot
   * be used fails its run.
   */
  public static RunResult harvest(RunPlan plan, RunDirectory directory, LaunchResult launched) {
    WorkerLog log = WorkerLog.read(directory.log(), launched.logStart());
    Harvest harvest =
        new Harvest(
            plan, directory, launched.attempts(), launched.command(), log.warnings(), log, false);
    return launched
        .cause()
        .map(cause -> harvest.failure(cause, error(launched.outcome(), cause, log)))
        .orElseGet(() -> harvest.resultOfFiles());
  }

  /** Reads the files of a run that was done before the batch was resumed. */
  public static RunResult harvestKept(
      RunPlan plan,
      RunDirectory directory,
      List<Attempt> attempts,
      List<String> command,
      List<String> warnings,
      WorkerLog log) {
    return new Harvest(plan, directory, attempts, command, warnings, log, true).resultOfFiles();
  }

  private static String error(RunOutcome outcome, Cause cause, WorkerLog log) {
    return switch (outcome.ending()) {
      case NOT_STARTED -> "Backtest could not be started: " + outcome.problem().orElseThrow();
      case STOPPED -> "Stopped: " + RunResult.reason(cause);
      case TIMED_OUT ->
          "Backtest ran longer than its time limit and was ended after "
              + seconds(outcome.runtime());
      case EXITED ->
          "Backtest exited with code "
              + WorkerExit.describe(outcome.exitCode().orElseThrow())
              + log.lastError().map(line -> ": " + line).orElse("");
    };
  }

  private static String seconds(Duration runtime) {
    return "%d.%d s".formatted(runtime.toSeconds(), runtime.toMillisPart() / 100);
  }

  private record Harvest(
      RunPlan plan,
      RunDirectory directory,
      List<Attempt> attempts,
      List<String> command,
      List<String> warnings,
      WorkerLog log,
      boolean kept) {

    RunResult resultOfFiles() {
      try {
        return success();
      } catch (NoSuchFileException missing) {
        return failure(
            Cause.NO_OUTPUT,
            "Backtest exited with code 0: it left no " + Path.of(missing.getFile()).getFileName());
      } catch (InvalidOutputException | IOException invalid) {
        return failure(
            Cause.INVALID_OUTPUT, "Backtest exited with code 0: " + oneLine(invalid.getMessage()));
      }
    }

    private static String oneLine(String message) {
      return message.lines().findFirst().orElse("unreadable");
    }

    private RunResult success() throws IOException, InvalidOutputException {
      String freq = plan.normalised("freq");
      EquityFile equity = EquityFile.read(directory.equity(freq));
      Optional<OrdersFile> orders = orders(freq);
      Performance performance =
          Performance.of(
              equity.equity(),
              OptionalDouble.of(Double.parseDouble(plan.normalised("start_capital"))),
              plan.barsPerYear(),
              orders.map(OrdersFile::trading));
      return new RunResult(
          plan,
          Optional.empty(),
          attempts,
          command,
          Optional.of(equity.firstDate()),
          Optional.of(equity.lastDate()),
          Metrics.compute(performance),
          ReturnMoments.of(performance),
          artifacts(freq, equity.digest(), orders.map(OrdersFile::digest)),
          warnings,
          Optional.empty(),
          log,
          kept);
    }

    private Optional<OrdersFile> orders(String freq) throws IOException, InvalidOutputException {
      try {
        return Optional.of(OrdersFile.read(directory.orders(freq)));
      } catch (NoSuchFileException none) {
        return Optional.empty();
      }
    }

    private List<Artifact> artifacts(String freq, FileDigest equity, Optional<FileDigest> orders)
        throws IOException {
      List<Artifact> artifacts = new ArrayList<>();
      artifacts.add(artifact(directory.equity(freq), equity));
      orders.ifPresent(digest -> artifacts.add(artifact(directory.orders(freq), digest)));
      try {
        Path positions = directory.positions(freq);
        artifacts.add(artifact(positions, FileDigest.of(positions)));
      } catch (NoSuchFileException none) {
        // A worker without positions.
      }
      return artifacts;
    }

    private Artifact artifact(Path file, FileDigest digest) {
      String relative = directory.path().relativize(file).toString();
      return new Artifact(relative, digest.bytes(), digest.sha256());
    }

    RunResult failure(Cause cause, String error) {
      return new RunResult(
          plan,
          Optional.of(cause),
          attempts,
          command,
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          Optional.empty(),
          List.of(),
          warnings,
          Optional.of(error),
          log,
          kept);
    }
  }
}

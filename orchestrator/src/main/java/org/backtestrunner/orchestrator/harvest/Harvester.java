package org.backtestrunner.orchestrator.harvest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.backtestrunner.orchestrator.harvest.RunResult.Artifact;
import org.backtestrunner.orchestrator.launch.Cause;
import org.backtestrunner.orchestrator.launch.RunOutcome;
import org.backtestrunner.orchestrator.launch.WorkerExit;
import org.backtestrunner.orchestrator.metric.Metrics;
import org.backtestrunner.orchestrator.metric.Performance;
import org.backtestrunner.orchestrator.metric.ReturnMoments;
import org.backtestrunner.orchestrator.plan.RunDirectory;
import org.backtestrunner.orchestrator.plan.RunPlan;

/** Turns the outcome of a launch and the files of a run directory into a result. */
public final class Harvester {
  private static final int TRADING_DAYS_PER_YEAR = 252;
  private static final Map<String, Integer> BARS_PER_DAY = Map.of("1d", 1, "5min", 78);

  private Harvester() {}

  /**
   * Reads what a run left. Never fails for what a worker wrote or did not write: a file that cannot
   * be used fails its run.
   *
   * @param causeOfOutcome the cause that the outcome itself tells; empty for exit code 0
   */
  public static RunResult harvest(
      RunPlan plan,
      RunDirectory directory,
      List<String> command,
      RunOutcome outcome,
      Optional<Cause> causeOfOutcome) {
    WorkerLog log = WorkerLog.read(directory.log());
    Harvest harvest = new Harvest(plan, directory, command, outcome, log);
    if (causeOfOutcome.isPresent()) {
      return harvest.failure(causeOfOutcome.get(), error(outcome, causeOfOutcome.get(), log));
    }
    try {
      return harvest.success();
    } catch (NoSuchFileException missing) {
      return harvest.failure(
          Cause.NO_OUTPUT,
          "Backtest exited with code 0: it left no " + Path.of(missing.getFile()).getFileName());
    } catch (InvalidOutputException | IOException invalid) {
      return harvest.failure(
          Cause.INVALID_OUTPUT, "Backtest exited with code 0: " + oneLine(invalid.getMessage()));
    }
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
    return runtime.toSeconds() + " s";
  }

  private static String oneLine(String message) {
    return message.lines().findFirst().orElse("unreadable");
  }

  private record Harvest(
      RunPlan plan,
      RunDirectory directory,
      List<String> command,
      RunOutcome outcome,
      WorkerLog log) {

    RunResult success() throws IOException, InvalidOutputException {
      String freq = plan.normalised("freq");
      EquityFile equity = EquityFile.read(directory.equity(freq));
      Optional<OrdersFile> orders = orders(freq);
      Performance performance =
          Performance.of(
              equity.equity(),
              OptionalDouble.of(Double.parseDouble(plan.normalised("start_capital"))),
              TRADING_DAYS_PER_YEAR * BARS_PER_DAY.get(freq),
              orders
                  .map(o -> OptionalDouble.of(o.tradedNotional()))
                  .orElse(OptionalDouble.empty()));
      Map<String, Number> metrics = new LinkedHashMap<>(Metrics.compute(performance));
      metrics.put("final_equity", equity.equity()[equity.equity().length - 1]);
      orders.ifPresent(o -> metrics.put("orders", o.count()));
      return result(
          Optional.empty(),
          Optional.empty(),
          Optional.of(equity.firstDate()),
          Optional.of(equity.lastDate()),
          metrics,
          ReturnMoments.of(performance),
          artifacts(freq));
    }

    private Optional<OrdersFile> orders(String freq) throws IOException, InvalidOutputException {
      Path file = directory.orders(freq);
      return Files.exists(file) ? Optional.of(OrdersFile.read(file)) : Optional.empty();
    }

    private List<Artifact> artifacts(String freq) throws IOException {
      List<Artifact> artifacts = new ArrayList<>();
      for (Path file :
          List.of(directory.equity(freq), directory.orders(freq), directory.positions(freq))) {
        if (Files.exists(file)) {
          FileDigest digest = FileDigest.of(file);
          artifacts.add(
              new Artifact(
                  RunResult.relative(directory.path(), file), digest.bytes(), digest.sha256()));
        }
      }
      return artifacts;
    }

    RunResult failure(Cause cause, String error) {
      return result(
          Optional.of(cause),
          Optional.of(error),
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          Optional.empty(),
          List.of());
    }

    private RunResult result(
        Optional<Cause> cause,
        Optional<String> error,
        Optional<LocalDate> firstDate,
        Optional<LocalDate> lastDate,
        Map<String, Number> metrics,
        Optional<ReturnMoments> moments,
        List<Artifact> artifacts) {
      return new RunResult(
          plan,
          cause,
          Optional.of(outcome.startedAt()),
          outcome.runtime(),
          1,
          outcome.exitCode(),
          command,
          firstDate,
          lastDate,
          metrics,
          moments,
          artifacts,
          log.warnings(),
          error,
          log);
    }
  }
}

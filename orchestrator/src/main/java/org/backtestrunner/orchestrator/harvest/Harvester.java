package org.backtestrunner.orchestrator.harvest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.harvest.RunResult.Failure;
import org.backtestrunner.orchestrator.harvest.RunResult.Success;
import org.backtestrunner.orchestrator.harvest.metric.Metrics;
import org.backtestrunner.orchestrator.harvest.metric.Performance;
import org.backtestrunner.orchestrator.harvest.metric.ReturnMoments;
import org.backtestrunner.orchestrator.harvest.output.EquityFile;
import org.backtestrunner.orchestrator.harvest.output.HeldPositions;
import org.backtestrunner.orchestrator.harvest.output.InvalidOutputException;
import org.backtestrunner.orchestrator.harvest.output.OrdersFile;
import org.backtestrunner.orchestrator.harvest.output.PositionsFile;
import org.backtestrunner.orchestrator.harvest.output.ResultTable;
import org.backtestrunner.orchestrator.harvest.output.RunDates;
import org.backtestrunner.orchestrator.launch.LaunchResult;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.contract.WorkerExit;
import org.backtestrunner.orchestrator.launch.contract.WorkerLog;
import org.backtestrunner.orchestrator.launch.execute.RunOutcome;
import org.backtestrunner.orchestrator.manifest.Artifact;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.plan.layout.RunDirectory;
import org.backtestrunner.shared.file.FileDigest;

/** Turns the outcome of a launch and the files of a run directory into a result. */
public final class Harvester {
  private static final Set<Cause> SAID_BY_PROGRAMS =
      Set.of(Cause.PROGRAM_ERROR, Cause.USAGE, Cause.BAD_DATA);

  private Harvester() {}

  /**
   * Reads what a run left. Never fails for what a worker wrote or did not write: a file that cannot
   * be used fails its run.
   */
  public static RunResult harvest(RunPlan plan, RunDirectory directory, LaunchResult launched) {
    WorkerLog log = log(directory, launched);
    Trace trace =
        new Trace(plan, launched.attempts(), launched.command(), log, log.warnings(), false);
    if (launched.cause().isPresent()) {
      Cause cause = launched.cause().get();
      return new Failure(trace, cause, error(launched.outcome(), cause, log));
    }
    return ofFiles(trace, directory);
  }

  private static WorkerLog log(RunDirectory directory, LaunchResult launched) {
    try {
      return WorkerLog.read(directory.log(), launched.logStart());
    } catch (RuntimeException odd) {
      return WorkerLog.EMPTY;
    }
  }

  /** Reads the files of a run whose worker has ended well, now or before the batch was resumed. */
  public static RunResult ofFiles(Trace trace, RunDirectory directory) {
    try {
      return success(trace, directory);
    } catch (NoSuchFileException missing) {
      return new Failure(
          trace,
          Cause.NO_OUTPUT,
          "Backtest exited with code 0: it left no " + Path.of(missing.getFile()).getFileName());
    } catch (InvalidOutputException | IOException invalid) {
      return new Failure(
          trace,
          Cause.INVALID_OUTPUT,
          "Backtest exited with code 0: " + oneLine(invalid.getMessage()));
    } catch (RuntimeException | StackOverflowError odd) {
      // Whatever it is: it came from this run's files, and the other runs have their own.
      return new Failure(
          trace,
          Cause.INVALID_OUTPUT,
          "Backtest exited with code 0: its results cannot be used: " + oneLine(odd.toString()));
    }
  }

  private static String error(RunOutcome outcome, Cause cause, WorkerLog log) {
    return switch (outcome.ending()) {
      case REPORTED -> "Backtest ended out of sight: " + outcome.problem().orElseThrow();
      case NOT_STARTED -> "Backtest could not be started: " + outcome.problem().orElseThrow();
      case STOPPED -> "Stopped: " + RunResult.reason(cause);
      case TIMED_OUT ->
          "Backtest ran longer than its time limit and was ended after "
              + seconds(outcome.runtime());
      case EXITED ->
          "Backtest exited with code "
              + WorkerExit.describe(outcome.exitCode().orElseThrow())
              + reason(cause, log).map(line -> ": " + line).orElse("");
    };
  }

  /** A program that ends by itself may say why in its last line, with no mark before it. */
  private static Optional<String> reason(Cause cause, WorkerLog log) {
    return SAID_BY_PROGRAMS.contains(cause)
        ? log.lastError()
            .or(() -> log.lastLines().stream().reduce((earlier, later) -> later))
            .map(String::strip)
        : log.lastError();
  }

  private static String seconds(Duration runtime) {
    return "%d.%d s".formatted(runtime.toSeconds(), runtime.toMillisPart() / 100);
  }

  private static String oneLine(String message) {
    return Objects.requireNonNullElse(message, "").lines().findFirst().orElse("unreadable");
  }

  private static Success success(Trace trace, RunDirectory directory)
      throws IOException, InvalidOutputException {
    RunPlan plan = trace.plan();
    String freq = plan.normalised("freq");
    RunDates dates = RunDates.of(plan);
    requireDirectory(directory.backtest());
    requireEquity(directory.equity(freq));
    Optional<OrdersFile> orders = orders(directory.orders(freq), dates);
    Optional<PositionsFile> positions = positions(directory.positions(freq));
    EquityFile equity = EquityFile.read(directory.equity(freq), dates, held(orders, positions));
    Performance performance =
        Performance.of(
                equity.equity(),
                plan.startCapital(),
                plan.barsPerYear(),
                orders.map(OrdersFile::trading))
            .with(equity.book());
    List<Artifact> artifacts = new ArrayList<>();
    artifacts.add(artifact(directory, directory.equity(freq), equity.digest()));
    orders.ifPresent(
        file -> artifacts.add(artifact(directory, directory.orders(freq), file.digest())));
    positions.ifPresent(
        file -> artifacts.add(artifact(directory, directory.positions(freq), file.digest())));
    for (Path file : others(directory, freq)) {
      FileDigest digest = FileDigest.of(ResultTable.stream(file, ResultTable.MOST_BYTES));
      artifacts.add(artifact(directory, file, digest));
    }
    return new Success(
        trace,
        new Curve(
            equity.firstDate(),
            equity.lastDate(),
            equity.dates(),
            equity.calendar(),
            equity.identity(),
            ReturnMoments.of(performance),
            orders.map(OrdersFile::yearly)),
        Metrics.compute(performance),
        artifacts);
  }

  private static void requireDirectory(Path backtest) throws InvalidOutputException {
    if (Files.exists(backtest, LinkOption.NOFOLLOW_LINKS)
        && !Files.isDirectory(backtest, LinkOption.NOFOLLOW_LINKS)) {
      throw new InvalidOutputException(backtest.getFileName() + ": not a directory");
    }
  }

  /** Without a curve nothing else is read. */
  private static void requireEquity(Path file) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new NoSuchFileException(file.toString());
    }
  }

  private static Optional<HeldPositions> held(
      Optional<OrdersFile> orders, Optional<PositionsFile> positions) {
    return orders
        .flatMap(OrdersFile::rows)
        .flatMap(
            traded ->
                positions
                    .flatMap(PositionsFile::rows)
                    .map(rows -> new HeldPositions(traded, rows)));
  }

  private static Optional<OrdersFile> orders(Path file, RunDates dates)
      throws IOException, InvalidOutputException {
    try {
      return Optional.of(OrdersFile.read(file, dates));
    } catch (NoSuchFileException workerWithoutOrders) {
      return Optional.empty();
    }
  }

  private static Optional<PositionsFile> positions(Path file)
      throws IOException, InvalidOutputException {
    try {
      return Optional.of(PositionsFile.read(file));
    } catch (NoSuchFileException workerWithoutPositions) {
      return Optional.empty();
    }
  }

  /** What files another worker has left beside, sorted. */
  private static List<Path> others(RunDirectory directory, String freq) throws IOException {
    List<Path> read =
        List.of(directory.equity(freq), directory.orders(freq), directory.positions(freq));
    try (Stream<Path> files = Files.list(directory.backtest())) {
      return files
          .filter(file -> !read.contains(file))
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }

  private static Artifact artifact(RunDirectory directory, Path file, FileDigest digest) {
    String relative = directory.path().relativize(file).toString();
    return new Artifact(relative, digest.bytes(), digest.sha256());
  }
}

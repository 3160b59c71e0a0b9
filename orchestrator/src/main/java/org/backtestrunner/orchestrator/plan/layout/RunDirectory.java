package org.backtestrunner.orchestrator.plan.layout;

import java.nio.file.Path;
import org.backtestrunner.orchestrator.launch.contract.ResultFile;

/**
 * The files of one run. Nothing about a run lives outside its directory.
 *
 * @param path absolute
 */
public record RunDirectory(Path path) {
  public RunDirectory {
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("not absolute: " + path);
    }
  }

  /** The worker's options, one a line. */
  public Path workerArguments() {
    return path.resolve("worker.args");
  }

  /** The worker's stdout and stderr. */
  public Path log() {
    return path.resolve("run.log");
  }

  /**
   * Where one attempt of the run works, apart from every other: its results are moved to {@link
   * #backtest} when it has ended well.
   *
   * @param number from 1
   * @param mark tells it from the same attempt of another start of the batch
   */
  public Path attempt(int number, String mark) {
    return path.resolve("attempt-" + number + "-" + mark);
  }

  /** Written last: where it exists, the run has ended. */
  public Path manifest() {
    return path.resolve("run_manifest.json");
  }

  /** Where the worker writes its results. */
  public Path backtest() {
    return path.resolve("backtest");
  }

  /** Where a result is, which the run may have left out. */
  public Path result(ResultFile file, String freq) {
    return switch (file) {
      case EQUITY -> equity(freq);
      case ORDERS -> orders(freq);
      case POSITIONS -> positions(freq);
    };
  }

  /**
   * @param freq the run's bar length, {@code 1d} or {@code 5min}
   */
  public Path equity(String freq) {
    return backtest().resolve("portfolio_equity_" + freq + ".csv");
  }

  public Path orders(String freq) {
    return backtest().resolve("orders_" + freq + ".csv");
  }

  public Path positions(String freq) {
    return backtest().resolve("positions_" + freq + ".csv");
  }
}

package org.backtestrunner.worker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.worker.engine.Outputs;
import org.backtestrunner.worker.own.OwnCode;
import org.backtestrunner.worker.parameter.RunParameters;
import org.backtestrunner.worker.reference.ReferenceResult;
import org.backtestrunner.worker.table.cell.BadDataException;

/** Runs the production engine for tests and reads back the files that it wrote. */
public final class ProductionRun {
  private ProductionRun() {}

  /**
   * Runs a backtest.
   *
   * @param parameters by underscored name
   * @param out takes the output files
   */
  public static ReferenceResult run(Map<String, String> parameters, Path out) {
    try {
      write(parameters, out);
    } catch (BadDataException badData) {
      return ReferenceResult.refused(badData.getMessage());
    }
    String freq = parameters.getOrDefault("freq", "1d");
    return ReferenceResult.ofCsv(
        rows(out.resolve("portfolio_equity_" + freq + ".csv")),
        rows(out.resolve("orders_" + freq + ".csv")),
        rows(out.resolve("positions_" + freq + ".csv")));
  }

  /** Runs a backtest whose data must be good, and leaves its files unread. */
  public static void write(Map<String, String> parameters, Path out) {
    try {
      Backtest.run(
          RunParameters.of(parameters),
          OwnCode.none(),
          out,
          Outputs.ALL,
          Optional.empty(),
          Session.alone(),
          new RunLog(silent(), silent()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static PrintStream silent() {
    return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }

  private static List<String> rows(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.subList(1, lines.size());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

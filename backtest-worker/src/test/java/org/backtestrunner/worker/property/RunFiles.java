package org.backtestrunner.worker.property;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The text of a run's three output files: lines with their header. */
record RunFiles(List<String> equity, List<String> orders, List<String> positions) {

  static RunFiles read(Path out, String freq) {
    return new RunFiles(
        lines(out.resolve("portfolio_equity_" + freq + ".csv")),
        lines(out.resolve("orders_" + freq + ".csv")),
        lines(out.resolve("positions_" + freq + ".csv")));
  }

  private static List<String> lines(Path file) {
    try {
      return List.of(Files.readString(file).split("\n", -1));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The rows up to a bar, that bar's included. */
  RunFiles upTo(String timestamp) {
    return new RunFiles(
        upTo(equity, timestamp), upTo(orders, timestamp), upTo(positions, timestamp));
  }

  private static List<String> upTo(List<String> lines, String timestamp) {
    return lines.stream()
        .skip(1)
        .filter(line -> !line.isEmpty())
        .filter(line -> line.split(",", 2)[0].compareTo(timestamp) <= 0)
        .toList();
  }
}

package org.backtestrunner.orchestrator.harvest.metric;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Series of returns that other programs have published with what they make of them. */
final class PublishedCases {
  private static final String SERIES = "daily-returns.txt";

  private PublishedCases() {}

  /** The returns of a series, bar by bar. */
  static double[] returns(String series) {
    String start = series + ":";
    String line =
        lines().stream()
            .filter(each -> each.startsWith(start))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no " + series + " in " + SERIES));
    return Arrays.stream(line.substring(start.length()).strip().split(" "))
        .filter(word -> !word.isEmpty())
        .flatMap(word -> repeated(word).stream())
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  private static List<String> repeated(String word) {
    String[] parts = word.split("\\*");
    return Collections.nCopies(parts.length == 1 ? 1 : Integer.parseInt(parts[1]), parts[0]);
  }

  private static List<String> lines() {
    try (InputStream file = PublishedCases.class.getResourceAsStream(SERIES)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The performance that earns these returns one after another, from equity 100. */
  static Performance earning(double[] returns, double barsPerYear) {
    double[] equity = new double[returns.length + 1];
    equity[0] = 100;
    for (int bar = 0; bar < returns.length; bar++) {
      equity[bar + 1] = equity[bar] * (1 + returns[bar]);
    }
    return Performance.of(equity, OptionalDouble.empty(), barsPerYear, Optional.empty());
  }
}

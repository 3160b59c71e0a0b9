package org.backtestrunner.orchestrator.harvest.metric;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** Published cases, which lie beside the repository on some machines only. */
final class KnownAnswers {

  private static final Path DIRECTORY = Path.of("..", "..", "shared", "data", "known_answers");

  private KnownAnswers() {}

  /** Aborts the calling test, visibly, where the file is absent. */
  static JsonNode read(String fileName) throws IOException {
    Path file = DIRECTORY.resolve(fileName);
    assumeTrue(Files.exists(file), () -> "No " + file.toAbsolutePath().normalize());
    return new ObjectMapper().readTree(file.toFile());
  }

  /** The performance that earns these returns one after another, from equity 100. */
  static Performance earning(double[] returns, double barsPerYear) {
    double[] equity = new double[returns.length + 1];
    equity[0] = 100;
    for (int bar = 0; bar < returns.length; bar++) {
      equity[bar + 1] = equity[bar] * (1 + returns[bar]);
    }
    return Performance.of(equity, OptionalDouble.empty(), barsPerYear, OptionalDouble.empty());
  }
}

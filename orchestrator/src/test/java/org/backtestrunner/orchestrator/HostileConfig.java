package org.backtestrunner.orchestrator;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * A config that must be refused.
 *
 * @param name of the case
 * @param extension of its file
 * @param told what the complaint has to contain
 */
record HostileConfig(String name, String extension, byte[] content, String told) {
  static final String HEAD = "batch_name: \"b\"\n";
  static final String BASE =
      """
      base_args:
        strategy: "buy_and_hold"
        price_file: "prices.csv"
        start_date: "2015-01-01"
        end_date: "2015-12-31"
      """;
  static final String RUNS = "runs: [{id: a}]\n";

  static final String MANY = "a".repeat(10_000);

  /** Configs by the clumsy and the wicked. Beside them there has to be a {@code prices.csv}. */
  static List<HostileConfig> all() {
    return Stream.concat(HostileTexts.all().stream(), HostileValues.all().stream()).toList();
  }

  static HostileConfig yaml(String name, String text, String told) {
    return new HostileConfig(name, "yaml", text.getBytes(StandardCharsets.UTF_8), told);
  }

  static HostileConfig json(String name, String text, String told) {
    return new HostileConfig(name, "json", text.getBytes(StandardCharsets.UTF_8), told);
  }

  static HostileConfig bytes(String name, byte[] content, String told) {
    return new HostileConfig(name, "yaml", content, told);
  }

  String fileName(int number) {
    return "case-" + number + "." + extension;
  }
}

package org.backtestrunner.orchestrator.config;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.backtestrunner.orchestrator.config.document.ConfigException;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.key.GivenOptions;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;
import org.backtestrunner.orchestrator.config.parameter.WorkerJars;
import org.backtestrunner.orchestrator.launch.compile.StrategyCompiler;

/** A working directory with the input files that configs of the tests name. */
public final class Configs {
  /** A valid head: with it, a config lacks nothing but runs. */
  public static final String BASE =
      """
      batch_name: "batch"
      base_args:
        strategy: "buy_and_hold"
        price_file: "prices.csv"
        start_date: "2015-01-01"
        end_date: "2020-12-31"
      """;

  private final Path directory;
  private final Path jar;

  public Configs(Path directory) {
    this.directory = directory;
    try {
      this.jar = WorkerJars.withAllParameters(directory);
      for (String name :
          List.of("prices.csv", "bundle.yaml", "weights.csv", "groups.csv", "factors.csv")) {
        Files.writeString(directory.resolve(name), "content\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public BatchConfig read(String yaml) {
    return read("batch.yaml", yaml);
  }

  public BatchConfig read(String name, String text) {
    return read(name, text.getBytes(StandardCharsets.UTF_8));
  }

  BatchConfig read(String name, byte[] bytes) {
    return read(name, bytes, Map.of());
  }

  /**
   * @param options of the command line: their texts by their names
   */
  BatchConfig read(String name, byte[] bytes, Map<String, String> options) {
    try {
      Files.write(directory.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ConfigReader.read(Path.of(name), given(options), directory, jar, new StrategyCompiler());
  }

  private static GivenOptions given(Map<String, String> options) {
    try {
      return GivenOptions.of(ConfigKeys.all(), options);
    } catch (InvalidValueException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Every problem of the config, as the user reads it. */
  public List<String> problems(String yaml) {
    return problems("batch.yaml", yaml.getBytes(StandardCharsets.UTF_8));
  }

  public List<String> problems(String name, byte[] bytes) {
    ConfigException e = assertThrows(ConfigException.class, () -> read(name, bytes));
    return e.problems().stream().map(Problem::toString).toList();
  }
}

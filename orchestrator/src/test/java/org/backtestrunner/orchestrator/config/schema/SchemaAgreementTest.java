package org.backtestrunner.orchestrator.config.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.config.ConfigKeys;
import org.backtestrunner.orchestrator.config.run.RunSetKeys;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of every kind in every place of a config: does the schema say what the reader says? */
class SchemaAgreementTest {
  private static final String VALUES =
      """
      0 | 1 | -1 | 2 | 007 | 64 | 0.5 | 0.51 | 1.5 | -0 | -0.5 | 12345678901 | 20201231
      "1d0" | NaN | 1d0 | true | FALSE | "True" | null | ~ | "" | " " | [] | {} | [1] | {a: 1}
      x | "a b" | a/b | _ | 2020-02-29 | 2021-02-29 | "2020-12-31" | 2020-1-1 | 1d | 5min | open | D
      d | local | buy_and_hold | 512m | 2G | "512m " | m | 3.5g
      """;

  /**
   * Numbers in quotes, to which no schema sets limits, and spellings that only YAML takes for whole
   * numbers or truth values. All may be refused by the reader alone.
   */
  private static final String LEFT_TO_THE_READER =
      """
      "0" | "1" | "0.5" | "-1" | "+5" | "5." | "1e-3" | "512" | +5 | 1.0 | 5. | 1e3 | 1_000 | 0x10
      .5 | 1e-3 | no | on | Off
      """;

  /** Parts of a config, and a file without which there is no reader. */
  private static final Set<String> NO_SINGLE_VALUE =
      Set.of(
          "base_args",
          "runs",
          "runs_file",
          "grid",
          "grids",
          "walk_forward",
          "overrides",
          "executor",
          "worker_jar",
          "worker_command",
          "worker_parameters",
          "worker_files",
          "lookahead_files",
          "strategy_sources");

  private static SchemaFixture fixture;

  @BeforeAll
  static void makeFixture(@TempDir Path directory) {
    fixture = new SchemaFixture(directory);
  }

  static List<String> values() {
    return values(VALUES);
  }

  static List<String> allValues() {
    return values(VALUES + LEFT_TO_THE_READER);
  }

  private static List<String> values(String text) {
    return text.lines().flatMap(line -> Stream.of(line.split(" \\| "))).toList();
  }

  @ParameterizedTest
  @MethodSource("values")
  void theyRefuseAValueInTheSamePlaces(String value) {
    String config = everywhere(value);
    Set<String> refusedBySchema = fixture.placesRefusedBySchema(config);
    Set<String> refusedByReader = fixture.placesRefusedByReader(config);

    for (String name : List.of("/batch_name", "/runs/0/id")) {
      // A number that is none of their texts, such as 0.5, is left to the reader.
      refusedByReader.remove(name);
      refusedBySchema.remove(name);
    }
    assertEquals(refusedByReader, refusedBySchema);
  }

  @ParameterizedTest
  @MethodSource("allValues")
  void theSchemaRefusesNothingThatTheReaderTakes(String value) {
    String config = everywhere(value);
    Set<String> refusedBySchema = new TreeSet<>(fixture.placesRefusedBySchema(config));
    refusedBySchema.removeAll(fixture.placesRefusedByReader(config));

    assertEquals(Set.of(), refusedBySchema);
  }

  @ParameterizedTest
  @MethodSource("values")
  void theyRefuseAValueInPlaceOfAPart(String value) {
    String head =
        """
        batch_name: batch
        base_args:
          {strategy: buy_and_hold, price_file: a, start_date: 2015-01-01, end_date: 2015-12-31}
        """;
    for (String part :
        List.of(
            "runs: %s\ngrid: {seed: [1]}\n",
            "runs: [%s]\n",
            "runs: [{id: a}]\nexecutor: %s\n",
            "runs: [{id: a}]\nexecutor: {type: none, cpus: %1$s, memory: %1$s, sbatch_args: %1$s}\n",
            "runs: [{id: a, overrides: %s}]\n",
            "runs: [{id: a}]\ngrid: %s\n",
            "runs: [{id: a}]\nwalk_forward: %s\n",
            "grid: {lot_size: [1], seed: %s}\n")) {
      String config = head + part.formatted(value);
      assertEquals(
          fixture.placesRefusedByReader(config).isEmpty(),
          fixture.placesRefusedBySchema(config).isEmpty(),
          config);
    }
  }

  /** What the manual of sweeps writes out has no red line in an editor. */
  @Test
  void theSchemaTakesTheSituationsOfTheManual() throws IOException {
    Matcher blocks =
        Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(SchemaFixture.HOME.resolve("docs/sweeps.md")));
    int count = 0;
    while (blocks.find()) {
      count++;
      assertEquals(
          List.of(),
          fixture.schemaProblems("batch_name: a\nbase_args: {price_file: a}\n" + blocks.group(1)),
          blocks.group(1));
    }
    assertTrue(count > 14, "blocks: " + count);
  }

  /** A config that has the value for every key that takes a single one, and in every axis. */
  private static String everywhere(String value) {
    Collection<String> parameters = fixture.worker.names();
    return """
        %s
        base_args: {%s}
        runs: [{%s, overrides: {%s}}]
        grid: {%s}
        """
        .formatted(
            each(ConfigKeys.names(), value, "%s: %s").replace(", ", "\n"),
            each(parameters, value, "%s: %s"),
            each(RunSetKeys.RUN.names(), value, "%s: %s"),
            each(parameters, value, "%s: %s"),
            each(parameters, value, "%s: [%s]"));
  }

  private static String each(Collection<String> keys, String value, String entry) {
    return keys.stream()
        .filter(key -> !NO_SINGLE_VALUE.contains(key))
        .map(key -> entry.formatted(key, value))
        .collect(Collectors.joining(", "));
  }
}

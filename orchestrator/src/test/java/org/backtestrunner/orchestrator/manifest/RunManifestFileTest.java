package org.backtestrunner.orchestrator.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.backtestrunner.orchestrator.file.json.UnreadableFileException;
import org.backtestrunner.orchestrator.launch.Attempt;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.contract.ResultFile;
import org.backtestrunner.orchestrator.launch.contract.RunWarning;
import org.backtestrunner.orchestrator.launch.contract.Status;
import org.backtestrunner.orchestrator.manifest.RunManifestFile.Content;
import org.backtestrunner.orchestrator.manifest.RunManifestFile.Glance;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.shared.warning.WarningKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunManifestFileTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final String SHA_256 = "0123456789abcdef".repeat(4);

  private static final PlannedRun RUN =
      new PlannedRun(
          "a",
          7,
          "00ff00ff00ff00ff",
          List.of("first", "Größe"),
          Map.of("seed", "1"),
          new RunPlan.Source("grids.a", Map.of("costs", "usual")),
          Map.of("strategy", "buy_and_hold", "seed", "1"));

  private static final Origin ORIGIN =
      new Origin(
          Optional.of("abc"),
          Map.of("strategy", "buy_and_hold"),
          "host",
          new Versions("17", "0.1", "0.2", "Linux"));

  private static final Content SUCCESS =
      new Content(
          RUN,
          Optional.empty(),
          Optional.empty(),
          List.of(
              new InputFile("price_file", Path.of("/data/prices.csv"), 3_000_000_000L, SHA_256)),
          Optional.of(
              new ContentKey(
                  "{\"seed\":\"1\"}",
                  new TreeMap<>(Map.of("price_file", SHA_256)),
                  SHA_256,
                  List.of("-Xss4m"),
                  true,
                  Set.of(ResultFile.EQUITY, ResultFile.ORDERS))),
          List.of("java", "-jar", "worker.jar"),
          List.of(
              attempt(1, Optional.of(Cause.KILLED), OptionalInt.of(137)),
              attempt(2, Optional.empty(), OptionalInt.of(0))),
          OptionalDouble.of(0.25),
          OptionalDouble.of(61.5),
          List.of(new Artifact("backtest/orders_1d.csv", 12, SHA_256)),
          Map.of("sharpe", 0.1 + 0.2, "orders", 3L),
          List.of(
              new RunWarning(WarningKind.SKIPPED_REBALANCE, "something", true),
              RunWarning.of(WarningKind.GAPS, "else")),
          ORIGIN);

  private static final Content FAILURE =
      new Content(
          RUN,
          Optional.of(Cause.FAIL_FAST),
          Optional.of("Not started: another run failed"),
          List.of(),
          Optional.empty(),
          List.of(),
          List.of(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          List.of(),
          Map.of(),
          List.of(),
          ORIGIN);

  private static Attempt attempt(int number, Optional<Cause> cause, OptionalInt exitCode) {
    return new Attempt(
        number, cause, exitCode, START, Duration.ofMillis(1_234), OptionalInt.empty());
  }

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void write() {
    file = directory.resolve("run_manifest.json");
    RunManifestFile.write(file, SUCCESS);
  }

  @ParameterizedTest
  @CsvSource({
    "1.234, 1e300, attempts[0].runtime_sec is no length of time",
    "1.234, -1, attempts[0].runtime_sec is no length of time",
    "0.25, 1e999, cpu_sec is no number",
    "2026-, +999999999-, attempts[0].started_at is missing or no timestamp",
    "2026-, 0001-, attempts[0].started_at is missing or no timestamp",
  })
  void whatNoRunCanHaveIsNotBelieved(String then, String forged, String complaint)
      throws Exception {
    String text = Files.readString(file);
    assertTrue(text.contains(" " + then) || text.contains("\"" + then), text);
    Files.writeString(
        file, text.replace(" " + then, " " + forged).replace("\"" + then, "\"" + forged));
    UnreadableFileException refused =
        assertThrows(UnreadableFileException.class, () -> RunManifestFile.read(file));
    assertEquals(complaint, refused.getMessage());
  }

  @Test
  void whatIsTooDeepOrTooLargeIsNotRead() throws Exception {
    Files.writeString(file, "{\"run_id\":" + "[".repeat(1_000_000));
    assertThrows(UnreadableFileException.class, () -> RunManifestFile.peek(file));
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(1L << 40);
    }
    assertEquals(
        "larger than 33554432 bytes",
        assertThrows(UnreadableFileException.class, () -> RunManifestFile.peek(file)).getMessage());
  }

  @Test
  void whatIsWrittenIsReadBack() throws Exception {
    assertEquals(SUCCESS, RunManifestFile.read(file));
    assertEquals(
        new Glance(
            "a",
            Optional.of(Status.SUCCESS),
            Optional.empty(),
            Set.of(WarningKind.SKIPPED_REBALANCE)),
        RunManifestFile.peek(file));

    RunManifestFile.write(file, FAILURE);

    assertEquals(FAILURE, RunManifestFile.read(file));
    assertEquals(
        new Glance("a", Optional.of(Status.SKIPPED), Optional.of(Cause.FAIL_FAST), Set.of()),
        RunManifestFile.peek(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"run_id\" : \"a\" | \"run_id\" : 1 | run_id is no text",
        "\"run_index\" : 7 | \"run_index\" : -7 | run_index is no count",
        "\"status\" : \"success\" | \"status\" : \"failed\" | status is not that of the cause",
        "\"cause\" : \"killed\" | \"cause\" : \"bored\" | attempts[0].cause is none that we know",
        "\"attempt\" : 2 | \"attempt\" : null | attempts[1].attempt is missing",
        "\"runtime_sec\" : 1.234 | \"runtime_sec\" : true | attempts[0].runtime_sec is no number",
        "\"bytes\" : 12 | \"bytes\" : 1.5 | artifacts[0].bytes is no number of bytes",
        "\"-Xss4m\" | \"-Xss8m\" | content_key is not that of the content",
        "\"orders\" : 3 | \"orders\" : \"3\" | metrics.orders is no number",
        "\"something\" | {} | warnings[0].text is no text",
        "\"os\" : \"Linux\" | \"is\" : \"Linux\" | versions.os is missing",
        "\"host\" : \"host\", | \"host\" : [], | host is no text",
      })
  void whatIsMissingOrNotAsWeWriteItMakesTheFileUnreadable(
      String written, String instead, String reason) throws IOException {
    Files.writeString(file, Files.readString(file).replace(written, instead));

    UnreadableFileException refused =
        assertThrows(UnreadableFileException.class, () -> RunManifestFile.read(file));
    assertEquals(reason, refused.getMessage());
  }

  @Test
  void aWarningOfAnOlderManifestIsATextAndANoteOfNoKnownKind() throws Exception {
    String written = Files.readString(file);
    int from = written.indexOf("\"warnings\" : [");
    int to = written.indexOf("],", from);
    String older = "\"warnings\" : [ \"1 symbol that ends: A\" ";
    Files.writeString(file, written.substring(0, from) + older + written.substring(to));

    assertEquals(
        List.of(new RunWarning(WarningKind.OTHER, "1 symbol that ends: A", false)),
        RunManifestFile.read(file).warnings());
  }

  @Test
  void aWarningOfAKindThatALaterProgramKnowsKeepsItsSeriousness() throws Exception {
    Files.writeString(file, Files.readString(file).replace("\"skipped_rebalance\"", "\"moon\""));

    assertEquals(
        new RunWarning(WarningKind.OTHER, "something", true),
        RunManifestFile.read(file).warnings().get(0));
  }

  @Test
  void newWarningsLeaveAllElseAsItIs() throws Exception {
    String before = Files.readString(file);

    RunManifestFile.updateWarnings(file, SUCCESS.warnings());
    assertEquals(before, Files.readString(file));
    RunManifestFile.updateWarnings(file, List.of());
    assertEquals(List.of(), RunManifestFile.read(file).warnings());
    RunManifestFile.updateWarnings(file, SUCCESS.warnings());
    assertEquals(before, Files.readString(file));
  }

  @Test
  void anIdAndAStatusAreEnoughForAGlance() throws Exception {
    Files.writeString(file, "{\"run_id\": \"x\", \"status\": \"timeout\", \"warnings\": 7}");
    assertEquals(
        new Glance("x", Optional.of(Status.TIMEOUT), Optional.empty(), Set.of()),
        RunManifestFile.peek(file));

    Files.writeString(file, "{\"run_id\": \"x\", \"status\": \"bored\", \"cause\": \"tired\"}");
    assertEquals(
        new Glance("x", Optional.empty(), Optional.empty(), Set.of()), RunManifestFile.peek(file));

    Files.writeString(file, "{\"status\": \"success\"}");
    assertThrows(UnreadableFileException.class, () -> RunManifestFile.peek(file));
  }

  @Test
  void aRunThatIsKeptGetsItsNewPlaceAndNothingElseIsTouched() throws Exception {
    String before =
        Files.readString(file)
            .replace(
                "\"sharpe\" : 0.30000000000000004",
                "\"sharpe\" : 0.30000000000000004,\n    \"later\" : 1.50");
    Files.writeString(file, before);
    Content earlier = RunManifestFile.read(file);
    PlannedRun moved =
        new PlannedRun(
            RUN.id(),
            8,
            RUN.paramsHash(),
            List.of(),
            RUN.overrides(),
            RUN.source(),
            RUN.parameters());

    RunManifestFile.update(file, earlier, moved, List.of("java"));

    Content now = RunManifestFile.read(file);
    assertEquals(moved, now.run());
    assertEquals(List.of("java"), now.command());
    assertEquals(earlier.metrics(), now.metrics());
    assertEquals(earlier.attempts(), now.attempts());

    RunManifestFile.update(file, now, RUN, SUCCESS.command());

    assertEquals(before.replace("1.50", "1.5"), Files.readString(file));
  }

  @Test
  void aRunThatIsKeptInItsPlaceLeavesTheFileAsItIs() throws Exception {
    Files.delete(file);

    RunManifestFile.update(file, SUCCESS, RUN, SUCCESS.command());

    assertFalse(Files.exists(file));
  }
}

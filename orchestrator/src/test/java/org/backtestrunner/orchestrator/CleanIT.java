package org.backtestrunner.orchestrator;

import static org.backtestrunner.orchestrator.BatchOutput.contents;
import static org.backtestrunner.orchestrator.BatchOutput.listing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code clean} deletes of a batch, and what that changes for others. */
class CleanIT {
  private static final String GRID = "grid: {max_gross_exposure: [0.25, 0.5, 1]}\n";
  private static final List<String> IDS =
      List.of("max_gross_exposure_0_25", "max_gross_exposure_0_5", "max_gross_exposure_1");
  private static final String ORDERS = "backtest/orders_1d.csv";
  private static final String POSITIONS = "backtest/positions_1d.csv";
  private static final String EVER = "deflated_sharpe_ever";

  @TempDir Path directory;
  private BatchFixture fixture;
  private BatchOutput output;

  @BeforeEach
  void setUp() {
    fixture = new BatchFixture(directory);
    output = fixture.output("large");
  }

  private void runTheGrid() {
    fixture.writeBatch("large", GRID);
    Result result = fixture.batch();
    assertEquals(0, result.exitCode(), result::told);
  }

  private Result clean(String... options) {
    return call("clean", "out/large", options);
  }

  private Result call(String command, String batch, String... options) {
    String[] words =
        Stream.concat(Stream.of(command, batch), Stream.of(options)).toArray(String[]::new);
    return CommandLineRun.call(directory, Map.of(), CommandLineRun.program(words));
  }

  private Path file(int index, String name) {
    return output.run(index, IDS.get(index)).resolve(name);
  }

  /** The run with the largest Sharpe ratio at full precision. */
  private int best() {
    JsonNode runs = output.summary().get("runs");
    return Stream.of(0, 1, 2)
        .max(Comparator.comparingDouble(i -> runs.get(i).at("/metrics/sharpe").asDouble()))
        .orElseThrow();
  }

  @Test
  void allButTheBestLoseOrdersAndPositionsAndNothingElse() {
    runTheGrid();
    Map<String, String> before = contents(output.directory());
    int best = best();
    Set<String> expected = new TreeSet<>(before.keySet());
    long orders = 0;
    for (int i = 0; i < IDS.size(); i++) {
      if (i != best) {
        orders += file(i, ORDERS).toFile().length();
        expected.remove(output.directory().relativize(file(i, ORDERS)).toString());
        expected.remove(output.directory().relativize(file(i, POSITIONS)).toString());
      }
    }
    Result dry = clean("--keep-best", "1", "--dry-run");
    assertEquals(0, dry.exitCode(), dry::told);
    assertEquals(before, contents(output.directory()));
    Result result = clean("--keep-best", "1");
    assertEquals(0, result.exitCode(), result::told);

    assertEquals(dry.out().subList(0, 2), result.out().subList(0, 2));
    assertEquals("orders: 2 files, %.1f MB".formatted(orders / 1e6), result.out().get(0));
    assertTrue(result.out().get(2).startsWith("Freed "), result::told);
    Map<String, String> after = contents(output.directory());
    assertEquals(expected, after.keySet());
    after.forEach(
        (name, hash) -> {
          if (!name.endsWith("run_manifest.json")) {
            assertEquals(before.get(name), hash, name);
          }
        });
  }

  @Test
  void theManifestTellsAndTheRunIsKeptWithTheNumbersThatItHad() {
    runTheGrid();
    JsonNode then = output.summary();
    List<Map<String, String>> rows = output.rows();
    JsonNode manifest = output.runManifest(1, IDS.get(1));
    Result result = clean("--keep-best", "0");
    assertEquals(0, result.exitCode(), result::told);

    JsonNode now = output.runManifest(1, IDS.get(1));
    assertEquals(manifest.get("metrics"), now.get("metrics"));
    for (JsonNode artifact : now.get("artifacts")) {
      boolean isEquity = artifact.get("path").asText().contains("equity");
      assertEquals(!isEquity, artifact.path("cleaned").asBoolean(), artifact::toString);
    }
    assertEquals(then, output.summary());
    assertEquals(0, fixture.checkHealth().exitCode());
    Result replay = call("replay", "out/large", IDS.get(1));
    assertEquals(0, replay.exitCode(), replay::told);
    assertTrue(replay.errText().endsWith("(byte for byte those of the batch)"), replay::told);

    // A result without its files is as good as before, also in another place and for a twin.
    fixture.writeBatch(
        "large",
        GRID
            + "runs: [{id: new, overrides: {max_gross_exposure: 0.75}}, "
            + "{id: twin, overrides: {max_gross_exposure: 0.50}}]\n");
    Result resumed = fixture.batch("--resume");
    assertEquals(0, resumed.exitCode(), resumed::told);
    assertTrue(resumed.out().contains("5 of 5 runs succeeded (3 kept from before)"), resumed::told);
    for (String column : List.of("sharpe", "turnover", "orders")) {
      for (int i = 0; i < IDS.size(); i++) {
        assertEquals(rows.get(i).get(column), output.row(IDS.get(i)).get(column), column);
      }
      assertEquals(rows.get(1).get(column), output.row("twin").get(column), column);
    }
    fixture.writeBatch("large", GRID);
    assertEquals(0, fixture.batch("--resume").exitCode());
    assertEquals(ofBatch(rows), ofBatch(output.rows()));
    assertEquals(ofBatch(then.get("runs").get(1)), ofBatch(output.summary().get("runs").get(1)));
  }

  /** Without what changes with everything that is tried later. */
  private static List<Map<String, String>> ofBatch(List<Map<String, String>> rows) {
    return rows.stream()
        .map(
            row -> {
              Map<String, String> left = new TreeMap<>(row);
              left.remove(EVER);
              return left;
            })
        .toList();
  }

  private static JsonNode ofBatch(JsonNode run) {
    ObjectNode left = run.deepCopy();
    ((ObjectNode) left.get("metrics")).remove(EVER);
    return left;
  }

  @Test
  void oneKindAloneMayGoAndAFileThatCameBackIsLookedAt() throws IOException {
    runTheGrid();
    byte[] positions = Files.readAllBytes(file(0, POSITIONS));
    assertEquals(0, clean("--positions").exitCode());
    for (int i = 0; i < IDS.size(); i++) {
      assertTrue(Files.exists(file(i, ORDERS)));
      assertTrue(Files.notExists(file(i, POSITIONS)));
    }
    Files.write(file(0, POSITIONS), positions);
    Files.writeString(file(1, POSITIONS), "timestamp,symbol,qty,weight\n");
    Result plan = fixture.batch("--resume", "--dry-run");
    assertEquals(
        List.of("[kept]", "[to run: artifact positions_1d.csv changed]", "[kept]"),
        plan.out().stream()
            .filter(line -> line.endsWith("]"))
            .map(line -> line.substring(line.indexOf('[')))
            .toList());
    Result again = clean("--positions");
    assertEquals("positions: 2 files, 0.0 MB", again.out().get(0), again::told);
    assertEquals(List.of("Freed 0.0 MB"), clean("--positions").out());
  }

  @Test
  void whatResumptionsHavePutAsideGoesOnlyWhereThatIsSaid() {
    runTheGrid();
    fixture.writeBatch("large", "grid: {max_gross_exposure: [0.25]}\n");
    assertEquals(0, fixture.batch("--resume").exitCode());
    Path superseded = output.directory().resolve("runs/.superseded");
    assertEquals(0, clean("--orders").exitCode());
    assertEquals(2, superseded.toFile().list().length);
    Result result = clean("--superseded");
    assertEquals(0, result.exitCode(), result::told);
    assertTrue(result.out().get(0).startsWith("superseded: 12 files, "), result::told);
    assertTrue(Files.notExists(superseded));
    assertTrue(
        fixture.batch("--resume").out().contains("1 of 1 runs succeeded (1 kept from before)"));
  }

  @Test
  void linksAndFilesThatNoManifestNamesStay() throws IOException {
    runTheGrid();
    Path thesis = fixture.write("thesis/orders_1d.csv", "years of work\n");
    Files.delete(file(0, ORDERS));
    Files.createSymbolicLink(file(0, ORDERS), thesis);
    Files.move(file(1, "backtest"), directory.resolve("moved"));
    Files.createSymbolicLink(file(1, "backtest"), directory.resolve("moved"));
    Files.writeString(file(2, "backtest/orders_5min.csv"), "mine\n");
    Files.createSymbolicLink(
        output.directory().resolve("runs/0003_link"), directory.resolve("thesis"));
    Files.createDirectories(directory.resolve("aside"));
    Files.writeString(directory.resolve("aside/notes.txt"), "mine\n");
    Files.createSymbolicLink(
        output.directory().resolve("runs/.superseded"), directory.resolve("aside"));
    Map<String, String> moved = listing(directory.resolve("moved"));

    Result result = clean("--orders", "--positions", "--superseded");

    assertEquals(0, result.exitCode(), result::told);
    assertEquals(
        List.of("orders: 1 file", "positions: 2 files"),
        result.out().subList(0, 2).stream().map(line -> line.split(",")[0]).toList());
    assertEquals("years of work\n", BatchOutput.text(thesis));
    assertEquals(moved, listing(directory.resolve("moved")));
    assertTrue(Files.isSymbolicLink(file(0, ORDERS)));
    assertEquals("mine\n", BatchOutput.text(file(2, "backtest/orders_5min.csv")));
    assertEquals("mine\n", BatchOutput.text(directory.resolve("aside/notes.txt")));
  }

  @Test
  void aBatchUnderWayIsLeftAlone() {
    fixture.writeStubBatch("large", "max_workers: 1", "gate");
    try (CommandLineRun run = fixture.startBatch()) {
      Awaitility.await().until(() -> output.hasStarted(0, "gate"));
      for (String option : List.of("--orders", "--dry-run")) {
        Result result = clean("--superseded", option);
        assertEquals(5, result.exitCode(), result::told);
        assertTrue(result.errText().contains("another process works on this batch"), result::told);
      }
      output.letGo(0, "gate");
      assertEquals(0, run.await().exitCode());
    }
  }

  @Test
  void whatIsNoBatchOrSaysNotWhatToDeleteIsRefused() {
    fixture.write("out/large/runs/0000_a/backtest/orders_1d.csv", "mine\n");
    Map<String, String> before = listing(directory);
    Result foreign = clean("--orders");
    assertEquals(2, foreign.exitCode(), foreign::told);
    assertEquals(
        "Error: out/large is not the output of a batch: it has no file batch_manifest.json",
        foreign.errText());
    Result missing = call("clean", "out/nothing", "--orders");
    assertEquals(2, missing.exitCode(), missing::told);
    Result nothing = clean();
    assertEquals(2, nothing.exitCode(), nothing::told);
    assertTrue(nothing.errText().contains("say what to delete: --superseded"), nothing::told);
    Result count = clean("--keep-best", "-1");
    assertEquals(2, count.exitCode(), count::told);
    assertEquals(before, listing(directory));
  }
}

package org.backtestrunner.orchestrator;

import static org.backtestrunner.orchestrator.TortureBatch.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a resumed batch runs again, to the single worker. */
@Tag("torture")
class ResumeTortureIT extends ResumedTorture {
  private static final String OTHER = ", price_file: \"other.csv\"";

  @Test
  void everyChangeRunsWhatDependsOnItAndNothingElse() throws IOException {
    batch.writeRuns("", List.of(run("good-a"), run("good-b"), run("good-c", OTHER)));
    assertEquals(0, batch.call().exitCode());
    WholeResults before = WholeResults.of(output);

    batch.fixture().write("other.csv", "timestamp,symbol,close\n2015-01-02,B,8\n");
    assertEquals(
        Map.of("good-a", "kept", "good-b", "kept", "good-c", "to run: price_file changed"),
        verdicts());
    assertEquals(Set.of("good-c"), resume(0));
    WholeResults after = WholeResults.of(output);
    assertNotEquals(before.byId().get("good-c"), after.byId().get("good-c"));
    assertEquals(before.byId().get("good-a"), after.byId().get("good-a"));

    Files.delete(output.run(1, "good-b").resolve("backtest/orders_1d.csv"));
    Path curve = output.run(2, "good-c").resolve("backtest/portfolio_equity_1d.csv");
    Files.writeString(curve, BatchOutput.text(curve).replace("2015-01-10", "2015-01-09"));
    batch.writeRuns(
        "",
        List.of(
            run("good-a", ", commission_bps: 1"),
            run("good-b"),
            run("good-c", OTHER),
            run("good-d")));
    assertEquals(
        Map.of(
            "good-a",
            "to run: no earlier result has these parameters; nearest: 0000_good-a, which differs"
                + " in commission_bps (0, now 1)",
            "good-b",
            "to run: artifact orders_1d.csv missing",
            "good-c",
            "to run: artifact portfolio_equity_1d.csv changed",
            "good-d",
            "to run: no earlier result has these parameters; nearest: 0000_good-a, which differs"
                + " in seed (%d, now %d)".formatted(seed("good-a"), seed("good-d"))),
        verdicts());
    assertEquals(Set.of("good-a", "good-b", "good-c", "good-d"), resume(0));
    assertEquals(after.byId(), without(WholeResults.of(output), "good-d"));
    assertEquals(Set.of(), resume(0));
  }

  private static Map<String, Map<String, String>> without(WholeResults results, String id) {
    results.byId().remove(id);
    return results.byId();
  }

  @Test
  void whatIsNotAsItsRunHasLeftItIsRunAgainAndNothingWaitsForIt() throws Exception {
    List<String> ids =
        List.of(
            "good-a",
            "good-added",
            "good-equity",
            "good-orders",
            "good-pipe",
            "good-zero",
            "good-manifest",
            "good-args",
            "good-outside");
    batch.write("", ids);
    assertEquals(0, batch.call().exitCode());
    WholeResults before = WholeResults.of(output);

    Files.writeString(results("good-added", ids).resolve("notes.txt"), "mine");
    forge("good-equity", ids, text -> text.replace("portfolio_equity", "other_equity"));
    Files.delete(results("good-orders", ids).resolve("orders_1d.csv"));
    forge("good-orders", ids, text -> text.replace("backtest/orders", "backtest/other"));
    Path piped = results("good-pipe", ids).resolve("orders_1d.csv");
    Files.delete(piped);
    makePipe(piped);
    Path endless = results("good-zero", ids).resolve("portfolio_equity_1d.csv");
    Files.delete(endless);
    Files.createSymbolicLink(endless, Path.of("/dev/zero"));
    for (String file : List.of("good-manifest/run_manifest.json", "good-args/worker.args")) {
      String id = file.substring(0, file.indexOf('/'));
      Path path = output.run(ids.indexOf(id), id).resolve(file.substring(file.indexOf('/') + 1));
      Files.delete(path);
      makePipe(path);
    }
    forge("good-outside", ids, text -> text.replace("backtest/orders", "backtest/../orders"));

    Result health = batch.fixture().checkHealth();
    assertEquals(2, health.exitCode(), health::told);
    assertEquals(
        Map.of(
            "good-a", "kept",
            "good-added", "to run: its manifest does not name notes.txt",
            "good-equity", "to run: its manifest does not name portfolio_equity_1d.csv",
            "good-orders", "to run: its manifest does not name orders_1d.csv",
            "good-pipe", "to run: artifact orders_1d.csv is no regular file",
            "good-zero", "to run: artifact portfolio_equity_1d.csv is no regular file",
            "good-manifest", "to run: its manifest cannot be used: not a regular file",
            "good-args", "kept",
            "good-outside", "to run: its manifest does not name orders_1d.csv"),
        verdicts());
    Set<String> again = new TreeSet<>(ids);
    again.removeAll(List.of("good-a", "good-args"));
    assertEquals(again, resume(0));
    assertEquals(before.byId(), WholeResults.of(output).byId());
    assertEquals(Set.of(), resume(0));
  }

  private Path results(String id, List<String> ids) {
    return output.run(ids.indexOf(id), id).resolve("backtest");
  }

  private void forge(String id, List<String> ids, UnaryOperator<String> change) throws IOException {
    Path manifest = output.run(ids.indexOf(id), id).resolve("run_manifest.json");
    String text = BatchOutput.text(manifest);
    assertNotEquals(text, change.apply(text));
    Files.writeString(manifest, change.apply(text));
  }

  private static void makePipe(Path file) throws Exception {
    assertEquals(0, new ProcessBuilder("mkfifo", file.toString()).start().waitFor());
  }

  @Test
  void aRunOnSwappedPricesIsMarkedOrHasTheResultOfThoseThatItsManifestNames() throws Exception {
    List<String> ids = TortureBatch.ids("work", 40);
    batch.write("max_workers: 3", ids);
    FileTime time = FileTime.fromMillis(1_600_000_000_000L);
    Path link = batch.path("prices.csv");
    Path one = Files.move(link, batch.path("one.csv"));
    Path two = batch.fixture().write("two.csv", BatchOutput.text(one).replace("100", "999"));
    Map<String, Map<String, Map<String, String>>> expected = new HashMap<>();
    for (Path prices : List.of(one, two)) {
      Files.setLastModifiedTime(prices, time);
      lead(link, prices);
      assertEquals(0, batch.call("--rerun").exitCode());
      expected.put(BatchOutput.contentHash(prices), WholeResults.of(output).byId());
    }
    try (CommandLineRun swapped = batch.start("--rerun")) {
      Random random = new Random(5);
      for (int i = 0; i < 6; i++) {
        int ended = 6 * i + random.nextInt(4);
        CommandLineRun.await("runs", () -> batch.journal().starts().size() > 80 + ended);
        lead(link, i % 2 == 0 ? one : two);
        Thread.sleep(random.nextInt(80));
        lead(link, i % 2 == 0 ? two : one);
      }
      assertEquals(0, swapped.await().exitCode());
    }
    Map<String, Map<String, String>> results = WholeResults.of(output).byId();
    int marked = 0;
    for (int i = 0; i < ids.size(); i++) {
      JsonNode manifest = output.runManifest(i, ids.get(i));
      if (manifest.get("warnings").toString().contains("input_changed")) {
        marked++;
        assertTrue(manifest.get("content_key").isNull(), manifest::toString);
      } else if (!manifest.get("content_key").isNull()) {
        String sha256 = manifest.at("/inputs/0/sha256").asText();
        assertEquals(expected.get(sha256).get(ids.get(i)), results.get(ids.get(i)), ids.get(i));
      }
    }
    assertTrue(marked > 0, "nothing was swapped in time");
    lead(link, one);
    assertEquals(0, batch.call("--resume").exitCode());
    assertEquals(expected.get(BatchOutput.contentHash(one)), WholeResults.of(output).byId());
  }

  private void lead(Path link, Path target) throws IOException {
    Path other = Files.createSymbolicLink(batch.path("new link"), target);
    Files.move(other, link, StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void aDirectoryThatIsNoBatchIsNotResumed() {
    batch.write("", List.of("good"));
    batch.fixture().write("out/long/notes.txt", "mine");

    Result result = batch.call("--resume");

    assertEquals(2, result.exitCode(), result::told);
    assertTrue(result.errText().contains("holds no batch"), result::told);
    assertFalse(Files.exists(output.directory().resolve("runs")));
    assertEquals(List.of(), batch.journal().starts());
  }
}

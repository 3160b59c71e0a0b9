package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of small inputs: what was traded can be read again when the files have changed. */
class KeptInputsIT {
  @TempDir Path directory;
  private BatchFixture fixture;
  private BatchOutput output;

  @BeforeEach
  void setUp() {
    fixture = new BatchFixture(directory);
    output = fixture.output("kept");
    fixture.write("symbols.txt", "S0\nS1\nS2\nS3\n");
    fixture.writeBatch("kept", "runs: [{id: a, overrides: {symbols_file: symbols.txt}}, {id: b}]");
  }

  @Test
  void theManifestOfARunNamesCopiesOfItsSmallInputsAndOfNoPrices() {
    assertEquals(0, fixture.batch().exitCode());

    List<String> kept = new ArrayList<>();
    for (JsonNode input : output.runManifest(0, "a").get("inputs")) {
      if (input.get("parameter").asText().equals("price_file")) {
        assertTrue(input.get("kept").isNull(), input::toString);
      } else {
        kept.add(input.get("parameter").asText());
        assertCopy(input);
      }
    }
    assertEquals(Set.of("bundle_path", "symbols_file"), Set.copyOf(kept));
    assertTrue(names().contains(keptName("batch.yaml")), names()::toString);
    assertEquals(3, names().size(), names()::toString);
  }

  /** That it holds what its digest says. */
  private void assertCopy(JsonNode input) {
    Path copy = output.directory().resolve(input.get("kept").asText());
    assertEquals(input.get("sha256").asText(), BatchOutput.contentHash(copy));
  }

  private String keptName(String input) {
    return BatchOutput.contentHash(directory.resolve(input)).substring(0, 16) + "-" + input;
  }

  private Set<String> names() {
    return BatchOutput.contents(output.directory().resolve("inputs")).keySet();
  }

  @Test
  void aResumedBatchKeepsTheInputsOfItsEarlierStartToo() {
    assertEquals(0, fixture.batch().exitCode());
    Set<String> before = names();
    JsonNode earlier = output.runManifest(0, "a").get("inputs");
    fixture.write(
        "batch.yaml",
        BatchOutput.text(directory.resolve("batch.yaml"))
            .replace("{id: b}", "{id: b, bundle_path: other.yaml}"));
    fixture.write("other.yaml", "factors: [{name: rv_20, weight: 1}]\n");

    Result result = fixture.batch("--resume");

    assertEquals(0, result.exitCode(), result::told);
    assertTrue(names().containsAll(before), names()::toString);
    assertTrue(names().contains(keptName("batch.yaml")));
    assertTrue(names().contains(keptName("other.yaml")));
    assertEquals(5, names().size());
    assertEquals(earlier, output.runManifest(0, "a").get("inputs"));
    output.runManifest(1, "b").get("inputs").forEach(this::assertCopyIfKept);
  }

  private void assertCopyIfKept(JsonNode input) {
    if (!input.get("kept").isNull()) {
      assertCopy(input);
    }
  }

  @Test
  void aCopyThatWasDamagedOrDeletedIsMadeAgainByAResume() throws IOException {
    assertEquals(0, fixture.batch().exitCode());
    Path bundle = output.directory().resolve("inputs").resolve(keptName("bundle.yaml"));
    Path symbols = output.directory().resolve("inputs").resolve(keptName("symbols.txt"));
    Files.writeString(bundle, "damaged");
    Files.delete(symbols);

    assertEquals(0, fixture.batch("--resume").exitCode());

    output.runManifest(0, "a").get("inputs").forEach(this::assertCopyIfKept);
    assertTrue(Files.exists(symbols));
  }

  @Test
  void aRerunKeepsItsOwnInputsAlone() {
    assertEquals(0, fixture.batch().exitCode());
    String first = keptName("bundle.yaml");
    fixture.write("bundle.yaml", "factors: [{name: rv_20, weight: 1}]\n");

    assertEquals(0, fixture.batch("--rerun").exitCode());

    assertFalse(names().contains(first));
    assertTrue(names().contains(keptName("bundle.yaml")));
  }

  @Test
  void aFileOfRunsIsCopiedOfEveryStart() {
    fixture.write("trials.csv", "id,symbols_file\nc,\n");
    fixture.writeBatch("kept", "runs_file: trials.csv");
    assertEquals(0, fixture.batch().exitCode());
    String first = keptName("trials.csv");
    assertTrue(names().contains(first), names()::toString);
    fixture.write("trials.csv", "id,symbols_file\nc,\nd,symbols.txt\n");

    assertEquals(0, fixture.batch("--resume").exitCode());

    assertTrue(names().containsAll(Set.of(first, keptName("trials.csv"))), names()::toString);
    JsonNode read = output.manifest().at("/config_inputs/0");
    assertTrue(keptName("trials.csv").startsWith(read.get("sha256").asText().substring(0, 16)));
  }

  @Test
  void aLargeSymbolsFileIsNotCopied() {
    fixture.write("symbols.txt", "S0\n" + "# a comment of 32 bytes, no more\n".repeat(40_000));

    assertEquals(0, fixture.batch().exitCode());

    assertFalse(names().contains(keptName("symbols.txt")), names()::toString);
  }
}

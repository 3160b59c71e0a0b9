package org.backtestrunner.orchestrator.harvest.resume;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.backtestrunner.orchestrator.config.Configs;
import org.backtestrunner.orchestrator.manifest.ContentKey;
import org.backtestrunner.orchestrator.manifest.InputFile;
import org.backtestrunner.orchestrator.plan.Planner;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.shared.file.InputStamp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriceDirectoryInputTest {
  private static final FileTime BEFORE = FileTime.fromMillis(1_500_000_000_000L);

  /** From another program, over the names B.parquet, a.csv and Ä.csv.gz in this order. */
  private static final String SHA_256 =
      "aee4e1b398b5fa48b3190ed154c6c86fa4a8c3139cd7c90880b6d9198316f905";

  @TempDir private Path directory;
  private Path store;
  private List<RunPlan> runs;

  @BeforeEach
  void writeAStore() throws IOException {
    store = Files.createDirectory(directory.resolve("store"));
    write("a.csv", "timestamp,close\n2020-01-02,1\n");
    write("B.parquet", "xy");
    write("\u00c4.csv.gz", "");
    write(".hidden.csv", "hidden");
    write("notes.md", "notes");
    Files.createDirectory(store.resolve("_old"));
    runs =
        Planner.plan(
                new Configs(directory)
                    .read(Configs.BASE.replace("prices.csv", "store") + "runs: [{id: a}]\n"))
            .runs();
  }

  private void write(String name, String text) throws IOException {
    Files.setLastModifiedTime(Files.writeString(store.resolve(name), text), BEFORE);
  }

  private InputFiles inputs() throws IOException {
    Path worker = Files.writeString(directory.resolve("some.jar"), "jar");
    return new InputFiles(runs, directory, worker, Map.of(), List.of(), false);
  }

  @Test
  void theDigestIsThatOfNamesSizesAndDigestsOfTheDataFiles() throws IOException {
    assertEquals(
        List.of(new InputFile("price_file", store, 31, SHA_256)), inputs().of(runs.get(0)));
  }

  @Test
  void aFileOfPricesMayStillBeOne() throws IOException {
    Files.writeString(directory.resolve("prices.csv"), "xy");
    runs = Planner.plan(new Configs(directory).read(Configs.BASE + "runs: [{id: a}]\n")).runs();
    Files.writeString(directory.resolve("prices.csv"), "xy");
    assertEquals(
        List.of(
            new InputFile(
                "price_file",
                directory.resolve("prices.csv"),
                2,
                "769a4e6d0003189c7e96c5d9b7e810a0d11c3a12832527ec94b0f86d277f51ca")),
        inputs().of(runs.get(0)));
  }

  /** The changes that a batch tells which began before something was done to the store. */
  private List<String> changesAfter(Change change) throws IOException {
    InputFiles inputs = inputs();
    assertEquals(List.of(), inputs.changes(runs.get(0), Map.of(), false));
    change.make();
    return inputs.changes(runs.get(0), Map.of(), false);
  }

  private interface Change {
    void make() throws IOException;
  }

  @Test
  void everyChangeOfADataFileIsTold() throws IOException {
    List<String> told =
        List.of("price_file changed while the batch ran, so that runs may differ: " + store);
    assertEquals(told, changesAfter(() -> write("a.csv", "longer")));
    assertEquals(
        told,
        changesAfter(
            () -> Files.setLastModifiedTime(store.resolve("a.csv"), FileTime.fromMillis(1))));
    assertEquals(told, changesAfter(() -> write("new.csv", "")));
    assertEquals(told, changesAfter(() -> Files.delete(store.resolve("B.parquet"))));
    assertEquals(
        told, changesAfter(() -> Files.move(store.resolve("a.csv"), store.resolve("b.csv"))));
  }

  @Test
  void whatTheWorkerDoesNotReadMayChange() throws IOException {
    assertEquals(List.of(), changesAfter(() -> write("notes.md", "other notes")));
    assertEquals(List.of(), changesAfter(() -> Files.delete(store.resolve(".hidden.csv"))));
    assertEquals(List.of(), changesAfter(() -> write("more.md", "more")));
  }

  @Test
  void aStoreThatHasChangedIsNotWhatARunDependsOn() throws IOException {
    InputFiles inputs = inputs();
    write("new.csv", "");
    assertEquals(Optional.empty(), inputs.contentKey(runs.get(0)));
    assertEquals(List.of(), inputs.of(runs.get(0)));
  }

  @Test
  void whatTheStoreHeldAtTheStartIsKnownAlsoWhenItHasChangedSince() throws IOException {
    InputFiles inputs = inputs();
    Optional<ContentKey> before = inputs.contentKey(runs.get(0));
    assertEquals(Optional.of(SHA_256), before.map(key -> key.inputs().get("price_file")));
    write("new.csv", "");
    assertEquals(before, inputs.contentKey(runs.get(0)));
    assertEquals(List.of(), inputs.unchanged(runs.get(0), Map.of()));
  }

  @Test
  void whatAWorkerSaysThatItHasReadIsComparedWithWhatWasThere() throws IOException {
    InputFiles inputs = inputs();
    String stamp = InputStamp.of(store).read();
    Map<String, Set<String>> same = Map.of("price_file", Set.of(stamp));
    assertEquals(List.of(), inputs.changes(runs.get(0), same, false));
    assertEquals(1, inputs.unchanged(runs.get(0), same).size());
    Map<String, Set<String>> first = Map.of("price_file", Set.of(stamp, "4:0"));
    assertEquals(1, inputs.changes(runs.get(0), first, false).size());
    assertEquals(List.of(), inputs.unchanged(runs.get(0), first));
  }
}

package org.backtestrunner.orchestrator.batch.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.batch.start.Start.Choice;
import org.backtestrunner.orchestrator.batch.start.Start.Fresh;
import org.backtestrunner.orchestrator.batch.start.Start.Replace;
import org.backtestrunner.orchestrator.batch.start.Start.Resume;
import org.backtestrunner.orchestrator.exit.ExitCode;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;
import org.backtestrunner.orchestrator.plan.layout.BatchLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StartTest {
  @TempDir Path directory;
  private Path place;

  @BeforeEach
  void setUp() {
    place = directory.resolve("b");
  }

  private ExistingBatch seen() {
    return new ExistingBatch(BatchDirectory.at(place));
  }

  private ExistingBatch recovered() {
    try (BatchLock lock = BatchLock.acquire(BatchDirectory.at(place))) {
      return ExistingBatch.recovered(lock);
    }
  }

  /** The names below the test's directory with their contents, without following links. */
  private Map<String, String> disk() throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        boolean isFile = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        found.put(directory.relativize(file).toString(), isFile ? Files.readString(file) : "");
      }
    }
    found.remove(".b.lock");
    return found;
  }

  /** The decision in a word; of a refusal, what is the matter. */
  private static String decision(ExistingBatch existing, Choice choice) {
    try {
      Start start = Start.decide(existing, choice);
      return start.getClass().getSimpleName();
    } catch (OutputExistsException refusal) {
      assertEquals(ExitCode.USAGE, refusal.exitCode());
      String message = refusal.getMessage();
      assertTrue(message.contains(": " + existing.directory().path() + "; "), message);
      return Stream.of("the batch output exists", "holds no batch", "is a symbolic link")
          .filter(message::contains)
          .findFirst()
          .orElse(message);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # what is there                   | keep                    | resume | replace
          NOTHING                           | Fresh                   | Fresh  | Fresh
          EMPTY_DIRECTORY                   | Fresh                   | Fresh  | Fresh
          START_KILLED_OVER_ITS_FIRST_FILE  | Fresh                   | Fresh  | Fresh
          BATCH                             | the batch output exists | Resume | Replace
          FOREIGN_DIRECTORY                 | holds no batch          | =      | =
          FILE                              | holds no batch          | =      | =
          LINK_TO_A_BATCH                   | is a symbolic link      | =      | =
          LINK_TO_NOTHING                   | is a symbolic link      | =      | =
          KILLED_BEFORE_THE_NEW_BATCH       | Fresh                   | Fresh  | Fresh
          KILLED_OVER_THE_NEW_BATCHS_FIRST_FILE | Fresh               | Fresh  | Fresh
          KILLED_AFTER_THE_NEW_BATCH_HAD_BEGUN  | the batch output exists | Resume | Replace
          KILLED_OVER_THE_DELETION          | the batch output exists | Resume | Replace
          SOMEBODYS_DIRECTORY_CAME_BETWEEN  | holds no batch          | =      | =
          """)
  void theDecisionGoesByWhatStandsThereAndTouchesNothing(
      Scene scene, String keep, String resume, String replace) throws IOException {
    scene.make(place);
    Map<String, String> before = disk();

    assertEquals(keep, decision(seen(), Choice.KEEP));
    assertEquals(resume.equals("=") ? keep : resume, decision(seen(), Choice.RESUME));
    assertEquals(replace.equals("=") ? keep : replace, decision(seen(), Choice.REPLACE));
    assertEquals(before, disk());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # what is there                       | keep                    | resume | replace | whose
          NOTHING                               | Fresh                   | Fresh  | Fresh   | none
          BATCH                                 | the batch output exists | Resume | Replace | old
          KILLED_BEFORE_THE_NEW_BATCH           | the batch output exists | Resume | Replace | old
          KILLED_OVER_THE_NEW_BATCHS_FIRST_FILE | the batch output exists | Resume | Replace | old
          KILLED_AFTER_THE_NEW_BATCH_HAD_BEGUN  | the batch output exists | Resume | Replace | new
          KILLED_OVER_THE_DELETION              | the batch output exists | Resume | Replace | new
          """)
  void underTheLockAKilledReplacementIsEndedFirst(
      Scene scene, String keep, String resume, String replace, String whose) throws IOException {
    scene.make(place);

    ExistingBatch existing = recovered();

    assertEquals(keep, decision(existing, Choice.KEEP));
    assertEquals(resume, decision(existing, Choice.RESUME));
    assertEquals(replace, decision(existing, Choice.REPLACE));
    Path config = place.resolve("batch_config.yaml");
    assertEquals(whose, Files.exists(config) ? Files.readString(config) : "none");
    assertEquals(whose.equals("none") ? List.of() : List.of("b"), entries());
  }

  private List<String> entries() throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> !name.equals(".b.lock"))
          .sorted()
          .toList();
    }
  }

  @Test
  void anOldOutputThatSomebodysDirectoryKeepsFromItsPlaceIsNotLost() throws IOException {
    Scene.SOMEBODYS_DIRECTORY_CAME_BETWEEN.make(place);
    Map<String, String> before = disk();

    recovered();

    assertEquals(before, disk());
  }

  private final EnvironmentException full = new EnvironmentException("no space left on the disk");

  private void beginNewBatch() {
    try {
      Scene.makeBatch(place, "new");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void beginOnFullDisk() {
    beginNewBatch();
    throw full;
  }

  @Test
  void aReplacementGivesTheOldOutputUpOnceTheNewBatchHasBegun() throws IOException {
    Scene.BATCH.make(place);
    Start start = Start.decide(recovered(), Choice.REPLACE);

    Path discarded = start.begin(this::beginNewBatch).orElseThrow();

    assertEquals("new", Files.readString(place.resolve("batch_config.yaml")));
    assertEquals("old", Files.readString(discarded.resolve("batch_config.yaml")));
    assertEquals(directory, discarded.getParent());
    recovered();
    assertEquals(List.of("b"), entries());
    assertEquals("new", Files.readString(place.resolve("batch_config.yaml")));
  }

  @Test
  void aReplacementThatCannotBeginLeavesTheOldOutputAndNothingToFinish() throws IOException {
    Scene.BATCH.make(place);
    Map<String, String> before = disk();
    Start start = Start.decide(recovered(), Choice.REPLACE);

    assertSame(
        full, assertThrows(RuntimeException.class, () -> start.begin(this::beginOnFullDisk)));

    assertFalse(start.isUnfinished());
    assertEquals(before, disk());
  }

  @ParameterizedTest
  @EnumSource(
      value = Scene.class,
      names = {"NOTHING", "BATCH"})
  void aBatchThatFailsOnceItsManifestIsThereCanBeFinished(Scene scene) throws IOException {
    scene.make(place);
    Start start = Start.decide(recovered(), Choice.RESUME);

    assertThrows(RuntimeException.class, () -> start.begin(this::beginOnFullDisk));

    assertTrue(start.isUnfinished());
  }

  @Test
  void oneThatFailsBeforeItsManifestIsThereIsNoBatchYet() {
    Start start = Start.decide(recovered(), Choice.KEEP);

    assertThrows(
        RuntimeException.class,
        () ->
            start.begin(
                () -> {
                  throw full;
                }));

    assertFalse(start.isUnfinished());
  }

  @Test
  void whatIsFreshOrResumedDiscardsNothing() throws IOException {
    Start fresh = Start.decide(recovered(), Choice.REPLACE);
    assertTrue(fresh instanceof Fresh);
    assertEquals(Optional.empty(), fresh.begin(this::beginNewBatch));

    Start resume = Start.decide(recovered(), Choice.RESUME);
    assertTrue(resume instanceof Resume);
    assertEquals(Optional.empty(), resume.begin(() -> {}));
    assertTrue(Start.decide(recovered(), Choice.REPLACE) instanceof Replace);
    assertEquals(List.of("b"), entries());
  }
}

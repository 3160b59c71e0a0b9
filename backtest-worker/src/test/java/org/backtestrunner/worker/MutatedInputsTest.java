package org.backtestrunner.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.backtestrunner.shared.warning.WarningKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens to a table on its way: a run has the numbers that it has with the good table, or
 * refuses it with file and reason, or warns seriously; never another number without a word.
 *
 * <p>{@code -Dproofs.mutations=N} tries so many, {@code -Dproofs.mutations.seed=N} other ones.
 */
class MutatedInputsTest {
  private static final int TRIALS = Integer.getInteger("proofs.mutations", 2_000);
  private static final long SEED = Long.getLong("proofs.mutations.seed", 20_210_301);

  private static final Pattern WARNING = Pattern.compile("(?m)^WARN (\\w+)(?: \\((\\w+)\\))?:");

  private static final int CUTS = 150;

  @TempDir Path directory;
  private final List<Expected> good = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private final Map<String, Integer> outcomes = new TreeMap<>();

  /** A good run, and what it gives. */
  private record Expected(GoodInput input, Path place, WorkerRun run) {}

  @BeforeEach
  void runOnGoodFiles() throws IOException {
    for (GoodInput input : GoodInput.all()) {
      Path place = Files.createDirectory(directory.resolve("input" + good.size()));
      for (Map.Entry<String, String> file : input.files().entrySet()) {
        Files.createDirectories(place.resolve(file.getKey()).getParent());
        Files.writeString(place.resolve(file.getKey()), file.getValue());
      }
      WorkerRun run = run(input, place).assertDone();
      assertEquals(Set.of(), seriousKinds(run), input.name() + run.out());
      assertTrue(run.files().toString().contains(",BUY,"), input.name());
      good.add(new Expected(input, place, run));
    }
  }

  @Test
  void noMutationGivesOtherNumbersInSilence() throws IOException {
    for (int trial = 0; trial < TRIALS; trial++) {
      mutate(good.get(trial % good.size()), trial);
    }
    assertEquals(List.of(), wrong, () -> wrong.size() + " of " + TRIALS + ": " + outcomes);
    // A test that refuses everything, or in which nothing happens, would prove little.
    assertTrue(outcomes.get("same") > TRIALS / 6, outcomes::toString);
    assertTrue(outcomes.get("refused") > TRIALS / 6, outcomes::toString);
    assertTrue(outcomes.get("warned") > TRIALS / 100, outcomes::toString);
  }

  /**
   * A text that is cut between two rows is a good file of fewer days, and one that is cut within
   * its last number has a wrong last day: what is before has to be right. A container says that it
   * is cut.
   */
  @Test
  void aCutFileIsRefusedOrRightAsFarAsItGoes() throws IOException {
    List<Expected> ofPrices = good.stream().filter(g -> g.input().isOfPrices()).toList();
    for (int trial = 0; trial < CUTS; trial++) {
      Expected expected = ofPrices.get(trial % ofPrices.size());
      GoodInput input = expected.input();
      Random random = new Random(SEED + trial);
      byte[] text = input.files().get(input.mutated()).getBytes(StandardCharsets.UTF_8);
      boolean packed = random.nextBoolean();
      byte[] whole = packed ? packed(text, random.nextBoolean()) : text;
      byte[] cut = Arrays.copyOf(whole, 1 + random.nextInt(whole.length - 1));
      Path file = expected.place().resolve(input.mutated());
      Files.write(file, cut);
      WorkerRun run = run(input, expected.place());
      Files.write(file, text);
      String outcome = outcome(expected, run);
      String what = "cut to %d of %d bytes, trial %d".formatted(cut.length, whole.length, trial);
      if (packed) {
        assertEquals("refused", outcome, what);
      } else if (outcome.equals("wrong numbers")) {
        assertBeginsAs(expected.run(), run, new String(cut, StandardCharsets.UTF_8), what);
      } else {
        assertFalse(outcome.startsWith("wrong"), () -> what + outcome + run.err());
      }
    }
  }

  /** Asserts that the equity before the last day of a file is what it is with the whole file. */
  private static void assertBeginsAs(WorkerRun whole, WorkerRun cut, String file, String what) {
    String day = "";
    for (String line : file.lines().toList()) {
      day = line.matches("\\d{4}-\\d\\d-\\d\\d.*") ? line.substring(0, 10) : day;
    }
    String last = day;
    List<List<String>> before = new ArrayList<>();
    for (WorkerRun run : List.of(whole, cut)) {
      String equity =
          run.files()
              .getOrDefault(
                  "portfolio_equity_1d.csv", run.files().get("portfolio_equity_5min.csv"));
      before.add(
          equity
              .lines()
              .skip(1)
              .filter(line -> line.substring(0, 10).compareTo(last) < 0)
              .toList());
    }
    assertEquals(before.get(0), before.get(1), what);
  }

  private static byte[] packed(byte[] text, boolean zip) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (zip) {
      try (ZipOutputStream out = new ZipOutputStream(bytes)) {
        out.putNextEntry(new ZipEntry("prices.csv"));
        out.write(text);
      }
    } else {
      try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
        out.write(text);
      }
    }
    return bytes.toByteArray();
  }

  private void mutate(Expected expected, int trial) throws IOException {
    GoodInput input = expected.input();
    Random random = new Random(SEED + trial);
    MutableTable table = MutableTable.of(input.files().get(input.mutated()), input.separator());
    List<Mutation> mutations = new ArrayList<>();
    for (int i = random.nextInt(10) < 7 ? 1 : 2; i > 0; i--) {
      Mutation mutation = Mutation.values()[random.nextInt(Mutation.values().length)];
      mutation.apply(table, random);
      mutations.add(mutation);
    }
    Path file = expected.place().resolve(input.mutated());
    byte[] bytes = table.bytes();
    Files.write(file, bytes);
    WorkerRun run = run(input, expected.place());
    String outcome = outcome(expected, run);
    outcomes.merge(outcome, 1, Integer::sum);
    if (outcome.startsWith("wrong")) {
      wrong.add(
          "%s: trial %d of %s, %s: exit code %d %s%s\n%s\n"
              .formatted(
                  outcome,
                  trial,
                  input.name(),
                  mutations,
                  run.exitCode(),
                  run.out(),
                  run.err(),
                  new String(bytes, StandardCharsets.UTF_8).lines().limit(4).toList()));
    }
    Files.writeString(file, input.files().get(input.mutated()));
  }

  private static String outcome(Expected expected, WorkerRun run) {
    if (run.exitCode() == WorkerExitCode.BAD_DATA.code()) {
      boolean named =
          run.err().startsWith("ERROR ")
              && run.err().contains(expected.place().toString())
              && run.err().lines().count() == 1;
      return named ? "refused" : "wrong refusal";
    }
    if (run.exitCode() != 0) {
      return "wrong exit code";
    }
    if (run.files().equals(expected.run().files())) {
      return "same";
    }
    // That a listed symbol has no prices is said, and usual for lists.
    boolean said = run.out().contains("WARN symbols_missing:");
    return said || !seriousKinds(run).isEmpty() ? "warned" : "wrong numbers";
  }

  private static Set<String> seriousKinds(WorkerRun run) {
    Set<String> kinds = new HashSet<>();
    Matcher warning = WARNING.matcher(run.out());
    while (warning.find()) {
      boolean usual = WarningKind.find(warning.group(1)).orElseThrow().isSerious();
      if (warning.group(2) == null ? usual : warning.group(2).equals("serious")) {
        kinds.add(warning.group(1));
      }
    }
    return kinds;
  }

  private WorkerRun run(GoodInput input, Path place) throws IOException {
    Map<String, String> parameters = new TreeMap<>(input.parameters());
    parameters.replaceAll(
        (name, value) ->
            value.startsWith("@") ? place.resolve(value.substring(1)).toString() : value);
    Path output = directory.resolve("output");
    if (Files.exists(output)) {
      for (String name : new String[] {"portfolio_equity", "orders", "positions"}) {
        for (String freq : new String[] {"1d", "5min"}) {
          Files.deleteIfExists(output.resolve(name + "_" + freq + ".csv"));
        }
      }
    }
    return WorkerRun.of(parameters, output);
  }
}

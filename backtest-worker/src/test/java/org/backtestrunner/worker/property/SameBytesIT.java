package org.backtestrunner.worker.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.backtestrunner.worker.ProductionRun;
import org.backtestrunner.worker.WorkerProcess;
import org.backtestrunner.worker.WorkerProcess.Ended;
import org.backtestrunner.worker.factor.formulas.Factors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Equal runs in JVMs that differ in everything else give equal bytes and an equal log. */
class SameBytesIT {
  /** {@code -Dproofs.jvm.panels=N}: random panels of each strategy. */
  private static final int PANELS = Integer.getInteger("proofs.jvm.panels", 2);

  private static final Path JDKS = Path.of("/usr/lib/jvm");
  private static final int OLDEST_JDK = 17;
  private static final long LARGEST_PRICE_FILE = 300_000;
  private static final int LEAST_ORDERS = 5;

  /** A JVM that must not make a difference. */
  private record Variant(String name, List<String> jvmArguments, Map<String, String> environment) {}

  private static final Variant PLAIN = new Variant("plain", List.of(), Map.of());

  private static final List<Variant> VARIANTS =
      List.of(
          new Variant("interpreter", List.of("-Xint"), Map.of()),
          new Variant(
              "first compiler, Serial",
              List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
              Map.of()),
          new Variant(
              "second compiler, G1", List.of("-XX:-TieredCompilation", "-XX:+UseG1GC"), Map.of()),
          new Variant(
              "German in Tokyo",
              List.of("-Duser.language=de", "-Duser.country=DE", "-Duser.timezone=Asia/Tokyo"),
              Map.of("LC_ALL", "de_DE.UTF-8")),
          new Variant(
              "Turkish in New York, Latin-1",
              List.of(
                  "-Duser.language=tr",
                  "-Duser.country=TR",
                  "-Duser.timezone=America/New_York",
                  "-Dfile.encoding=ISO-8859-1"),
              Map.of("LC_ALL", "tr_TR.UTF-8")),
          new Variant(
              "Arabic with its own digits",
              List.of("-Duser.language=ar", "-Duser.country=SA", "-Duser.extensions=nu-arab"),
              Map.of("LC_ALL", "ar_SA.UTF-8")),
          new Variant("no locale", List.of(), Map.of("LC_ALL", "C", "TZ", "Asia/Kolkata")));

  @TempDir static Path directory;

  private static final List<RandomRun> RUNS = new ArrayList<>();

  @BeforeAll
  static void drawRunsThatTrade() throws IOException {
    for (String strategy : RandomRun.strategies()) {
      int panel = 0;
      for (long seed = 500; panel < PANELS; seed++) {
        RandomRun run = RandomRun.draw(strategy, seed, directory);
        if ((panel > 0 || isTelling(run)) && isSmall(run) && trades(run)) {
          RUNS.add(run);
          panel++;
        }
      }
    }
  }

  /** Whether a run has what only runs of its strategy can have here. */
  private static boolean isTelling(RandomRun run) throws IOException {
    return switch (run.parameters().get("strategy")) {
      case "multifactor_long_short" -> {
        String bundle = Files.readString(Path.of(run.parameters().get("bundle_path")));
        yield Factors.OF_ENGINE.names().stream().filter(bundle::contains).count() > 1;
      }
      case "target_weights" -> run.freq().equals("5min");
      default -> true;
    };
  }

  /** The interpreter takes its time. */
  private static boolean isSmall(RandomRun run) throws IOException {
    return Files.size(Path.of(run.parameters().get("price_file"))) < LARGEST_PRICE_FILE;
  }

  private static boolean trades(RandomRun run) {
    return ProductionRun.run(run.parameters(), run.out("here")).orders().size() >= LEAST_ORDERS;
  }

  /** One launch of the worker. */
  private record Launch(Variant variant, Path home, RandomRun run) implements Callable<Result> {
    @Override
    public Result call() throws IOException, InterruptedException {
      String name = (variant.name() + " " + home.getFileName()).replaceAll("\\W+", "_");
      Path out = run.out(name);
      List<String> lines = new ArrayList<>(List.of("# backtest-worker arguments, one a line"));
      new TreeMap<>(run.parameters())
          .forEach((key, value) -> lines.add("--" + key.replace('_', '-') + "=" + value));
      lines.add("--out=" + out);
      Path arguments = Files.write(run.directory().resolve(name + ".args"), lines);
      Ended ended =
          WorkerProcess.run(
              home, variant.jvmArguments(), variant.environment(), List.of("@" + arguments));
      assertEquals(0, ended.code(), ended.err());
      return new Result(ended, RunFiles.read(out, run.freq()));
    }
  }

  private record Result(Ended ended, RunFiles files) {}

  private static void assertSameAsPlain(List<Launch> launches) throws Exception {
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      Map<RandomRun, Result> plain = new HashMap<>();
      List<Launch> ofThisJdk =
          RUNS.stream().map(run -> new Launch(PLAIN, WorkerProcess.runningJdk(), run)).toList();
      List<Future<Result>> expected = threads.invokeAll(ofThisJdk);
      for (int i = 0; i < RUNS.size(); i++) {
        plain.put(RUNS.get(i), expected.get(i).get());
        RunFiles here = RunFiles.read(RUNS.get(i).out("here"), RUNS.get(i).freq());
        assertEquals(here, expected.get(i).get().files(), RUNS.get(i)::toString);
      }
      List<Future<Result>> actual = threads.invokeAll(launches);
      for (int i = 0; i < launches.size(); i++) {
        assertEquals(
            plain.get(launches.get(i).run()), actual.get(i).get(), launches.get(i)::toString);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void compilersCollectorsLocalesTimeZonesAndEncodingsChangeNoByte() throws Exception {
    List<Launch> launches = new ArrayList<>();
    for (RandomRun run : RUNS) {
      for (Variant variant : VARIANTS) {
        launches.add(new Launch(variant, WorkerProcess.runningJdk(), run));
      }
    }
    assertSameAsPlain(launches);
  }

  @Test
  void anotherJdkChangesNoByte() throws Exception {
    List<Path> others = otherJdks();
    assumeFalse(others.isEmpty(), "no JDK of another version below " + JDKS);
    List<Launch> launches = new ArrayList<>();
    for (Path home : others) {
      for (RandomRun run : RUNS) {
        launches.add(new Launch(PLAIN, home, run));
        launches.add(new Launch(VARIANTS.get(RUNS.indexOf(run) % VARIANTS.size()), home, run));
      }
    }
    assertSameAsPlain(launches);
  }

  /** The homes of JDKs of other feature versions than the running one, one of each. */
  private static List<Path> otherJdks() throws IOException {
    Map<Integer, Path> homes = new TreeMap<>();
    if (Files.isDirectory(JDKS)) {
      try (Stream<Path> candidates = Files.list(JDKS)) {
        for (Path home : candidates.sorted().toList()) {
          Path release = home.resolve("release");
          if (Files.isExecutable(home.resolve("bin/java")) && Files.isReadable(release)) {
            homes.putIfAbsent(feature(Files.readString(release)), home);
          }
        }
      }
    }
    homes.keySet().removeIf(version -> version < OLDEST_JDK);
    homes.remove(Runtime.version().feature());
    return List.copyOf(homes.values());
  }

  private static int feature(String release) {
    Matcher version = Pattern.compile("JAVA_VERSION=\"(\\d+)").matcher(release);
    return version.find() ? Integer.parseInt(version.group(1)) : 0;
  }
}

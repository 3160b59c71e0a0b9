package org.backtestrunner.worker.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backtestrunner.worker.WorkerProcess;
import org.backtestrunner.worker.WorkerProcess.Ended;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run in a JVM that has executed any others ends as it does alone: code, log and bytes. The
 * others are runs of all strategies, with prepared inputs and without, good ones and bad ones.
 */
@Timeout(300)
class ManyRunsInOneJvmIT {
  private static final int TIMES = 50;
  private static final int PANELS = 2;
  private static final long LEAST_RUNS_FROM_STORE = 3;

  @TempDir static Path directory;

  /**
   * A run that is repeated.
   *
   * @param lines of its argument file but the first and the last, which says where results go
   */
  private record Case(String name, List<String> lines) {
    Path arguments(Path home) throws IOException {
      Files.createDirectories(home);
      List<String> all = new ArrayList<>(List.of("# backtest-worker arguments, one a line"));
      all.addAll(lines);
      all.add("--out=" + home.resolve("backtest"));
      return Files.write(home.resolve("worker.args"), all);
    }
  }

  /** How a run has ended: what it left, by file name. */
  private record End(int code, String log, Map<String, String> files) {
    static End of(int code, String log, Path home) throws IOException {
      Path out = home.resolve("backtest");
      Map<String, String> files = new TreeMap<>();
      if (Files.isDirectory(out)) {
        try (Stream<Path> found = Files.list(out)) {
          for (Path file : found.toList()) {
            files.put(file.getFileName().toString(), Files.readString(file));
          }
        }
      }
      String told =
          log.lines()
              .filter(line -> !line.startsWith("INFO cpu_sec="))
              .collect(Collectors.joining("\n"))
              .replace(home.toString(), "HOME");
      return new End(code, told, files);
    }
  }

  @Test
  void whateverItHasExecutedBefore() throws Exception {
    List<Case> cases = cases();
    Map<String, End> alone = new TreeMap<>();
    for (Case each : cases) {
      alone.put(each.name(), alone(each));
    }
    assertTrue(
        alone.values().stream().anyMatch(end -> end.code() == 65)
            && alone.values().stream().anyMatch(end -> end.code() == 2),
        "some fail");
    assertTrue(
        alone.entrySet().stream()
                .filter(each -> each.getKey().endsWith("store") && each.getValue().code() == 0)
                .count()
            >= LEAST_RUNS_FROM_STORE,
        () -> alone.toString());

    List<Case> order = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      order.addAll(cases);
    }
    long seed = System.nanoTime();
    Collections.shuffle(order, new Random(seed));
    try (Server server = new Server()) {
      for (int i = 0; i < order.size(); i++) {
        Case each = order.get(i);
        String told = "run " + i + ", seed " + seed + ", " + each.name();
        assertEquals(alone.get(each.name()), server.execute(each, i), told);
      }
    }
  }

  private static List<Case> cases() throws Exception {
    List<Case> cases = new ArrayList<>();
    for (String strategy : RandomRun.strategies()) {
      for (long seed = 500; seed < 500 + PANELS; seed++) {
        RandomRun run = RandomRun.draw(strategy, seed, directory);
        List<String> lines = new ArrayList<>();
        new TreeMap<>(run.parameters())
            .forEach((key, value) -> lines.add("--" + key.replace('_', '-') + "=" + value));
        cases.add(new Case(strategy + seed, lines));
        Path store = run.directory().resolve("set.txt");
        Case prepared = new Case(strategy + seed + " store", with(lines, "--store=" + store));
        Ended ended =
            WorkerProcess.run(
                WorkerProcess.runningJdk(),
                List.of(),
                Map.of(),
                List.of(
                    "prepare",
                    "@" + prepared.arguments(run.directory().resolve("preparation")),
                    "--cache-dir=" + directory.resolve("cache"),
                    "--store=" + store));
        if (ended.code() == 0) {
          cases.add(prepared);
        }
      }
    }
    List<String> first = cases.get(0).lines();
    cases.add(new Case("unknown option", with(first, "--no-such-option=1")));
    Path bad = Files.writeString(directory.resolve("bad.csv"), "timestamp,symbol\n2020-01-02,A\n");
    List<String> badPrices = new ArrayList<>(first);
    badPrices.replaceAll(line -> line.startsWith("--price-file=") ? "--price-file=" + bad : line);
    cases.add(new Case("bad prices", badPrices));
    return cases;
  }

  private static List<String> with(List<String> lines, String line) {
    List<String> more = new ArrayList<>(lines);
    more.add(line);
    return more;
  }

  private static End alone(Case each) throws Exception {
    Path home = directory.resolve("alone " + each.name());
    Ended ended =
        WorkerProcess.run(
            WorkerProcess.runningJdk(), List.of(), Map.of(), List.of("@" + each.arguments(home)));
    return End.of(ended.code(), ended.out() + ended.err(), home);
  }

  /** One JVM, which must not be exchanged. */
  private static final class Server implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;

    Server() throws IOException {
      process =
          new ProcessBuilder(
                  WorkerProcess.runningJdk().resolve("bin/java").toString(),
                  "-Xmx256m",
                  "-jar",
                  WorkerProcess.jar().toString(),
                  "serve")
              .redirectError(directory.resolve("stderr").toFile())
              .start();
      answers = process.inputReader(StandardCharsets.UTF_8);
    }

    End execute(Case each, int number) throws IOException {
      // Its name holds what separates the fields of a task.
      Path home = directory.resolve("shared\t\\t " + number);
      Path log = Files.createDirectories(home).resolve("run.log");
      String task = escaped(each.arguments(home)) + "\t" + escaped(log) + "\n";
      process.getOutputStream().write(task.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      String answer = answers.readLine();
      assertTrue(
          answer != null && answer.matches("[0-9]+ [0-9]+[.][0-9]{2} [0-9]+[.][0-9]"),
          () -> answer + "\n" + read(log) + read(directory.resolve("stderr")));
      return End.of(Integer.parseInt(answer.substring(0, answer.indexOf(' '))), read(log), home);
    }

    private static String escaped(Path path) {
      return path.toString().replace("\\", "\\\\").replace("\t", "\\t");
    }

    private static String read(Path file) {
      try {
        return Files.readString(file);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    /** It ends with its input. */
    @Override
    public void close() throws IOException {
      process.getOutputStream().close();
      try {
        assertEquals(0, process.waitFor());
      } catch (InterruptedException stop) {
        process.destroyForcibly();
      }
      assertEquals("", read(directory.resolve("stderr")));
    }
  }
}

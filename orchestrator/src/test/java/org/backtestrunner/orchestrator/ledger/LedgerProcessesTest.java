package org.backtestrunner.orchestrator.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, all of which append to one ledger at once. */
@Timeout(300)
class LedgerProcessesTest {
  private static final int PROCESSES = 20;
  private static final int EACH = 5;

  @TempDir private Path directory;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  private Path file() {
    return directory.resolve("trial_ledger.jsonl");
  }

  private static boolean isVictim(int number) {
    return number % 2 == 0;
  }

  /** Victims have so much to do that they die in the middle of it. */
  private static int appends(int number) {
    return isVictim(number) ? 20 : 3;
  }

  private Process start(int number) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                LedgerWriter.class.getName(),
                file().toString(),
                Integer.toString(number),
                Integer.toString(appends(number)),
                Integer.toString(EACH))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    started.add(process);
    return process;
  }

  /** The digests of the whole lines, each of which is a trial. */
  private List<String> digests() throws Exception {
    String text = Files.readString(file());
    List<String> digests = new ArrayList<>();
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      digests.add(new LedgerLines().parse(bytes).trial().key().digest());
    }
    return digests;
  }

  private static Set<String> digests(int process, int appends) {
    Set<String> digests = new HashSet<>();
    for (int append = 0; append < appends; append++) {
      for (int i = 0; i < EACH; i++) {
        digests.add("%04x%06x%06x".formatted(process, append, i));
      }
    }
    return digests;
  }

  @Test
  void twentyProcessesThatAreKilledAtRandomLoseDoubleAndTearNothing() throws Exception {
    Random random = new Random(20);
    List<Process> processes = new ArrayList<>();
    for (int number = 0; number < PROCESSES; number++) {
      processes.add(start(number));
    }
    int[] told = new int[PROCESSES];
    int killed = 0;
    for (int number = 0; number < PROCESSES; number += 2) {
      int last = random.nextInt(6);
      BufferedReader output = processes.get(number).inputReader();
      while (told[number] < last && output.readLine() != null) {
        told[number]++;
      }
      Thread.sleep(random.nextInt(5));
      processes.get(number).toHandle().destroyForcibly();
      while (output.readLine() != null) {
        told[number]++;
      }
      killed += told[number] < appends(number) ? 1 : 0;
    }
    assertTrue(killed > PROCESSES / 4, killed + " were killed in the middle");
    for (int number = 1; number < PROCESSES; number += 2) {
      BufferedReader output = processes.get(number).inputReader();
      while (output.readLine() != null) {
        told[number]++;
      }
      assertEquals(appends(number), told[number]);
    }
    for (Process process : processes) {
      process.waitFor();
    }

    List<String> lines = digests();
    assertEquals(lines.size(), new HashSet<>(lines).size(), "a trial stands there twice");
    for (int number = 0; number < PROCESSES; number++) {
      assertTrue(lines.containsAll(digests(number, told[number])), "lost lines of " + number);
    }

    for (int number = 0; number < PROCESSES; number += 2) {
      start(number);
    }
    for (Process process : started.subList(PROCESSES, started.size())) {
      process.getInputStream().readAllBytes();
      assertEquals(0, process.waitFor());
    }

    Set<String> all = new HashSet<>();
    for (int number = 0; number < PROCESSES; number++) {
      all.addAll(digests(number, appends(number)));
    }
    List<String> completed = digests();
    assertEquals(all, new HashSet<>(completed));
    assertEquals(all.size(), completed.size());
    assertTrue(Files.readString(file()).endsWith("\n"));
  }
}

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
  private static final int APPENDS = 5;
  private static final int EACH = 20;

  @TempDir private Path directory;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  private Path file() {
    return directory.resolve("trial_ledger.jsonl");
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
                Integer.toString(APPENDS),
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
    for (int number = 0; number < PROCESSES; number++) {
      boolean isVictim = number % 2 == 0;
      int last = isVictim ? random.nextInt(APPENDS) : APPENDS;
      BufferedReader output = processes.get(number).inputReader();
      while (told[number] < last && output.readLine() != null) {
        told[number]++;
      }
      if (isVictim) {
        Thread.sleep(random.nextInt(5));
        processes.get(number).toHandle().destroyForcibly();
        while (output.readLine() != null) {
          told[number]++;
        }
      }
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
      all.addAll(digests(number, APPENDS));
    }
    List<String> completed = digests();
    assertEquals(all, new HashSet<>(completed));
    assertEquals(all.size(), completed.size());
    assertTrue(Files.readString(file()).endsWith("\n"));
  }
}

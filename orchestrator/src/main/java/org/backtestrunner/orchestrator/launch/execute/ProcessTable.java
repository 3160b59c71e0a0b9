package org.backtestrunner.orchestrator.launch.execute;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * What Linux tells in {@code /proc} about processes and Java does not: their session, and whether
 * one that is still listed is only waiting for its parent to take note of its death.
 */
final class ProcessTable {
  private static final Path ROOT = Path.of("/proc");

  /** What is killed may start another process first. */
  private static final int MOST_ROUNDS = 50;

  private ProcessTable() {}

  private record Entry(String state, long session) {
    boolean isRunning() {
      return !state.equals("Z") && !state.equals("X");
    }
  }

  /** Whether a process still runs; elsewhere than on Linux, whether it is still listed. */
  static boolean isRunning(ProcessHandle process) {
    return process.isAlive()
        && (!Files.exists(ROOT.resolve("self"))
            || entry(process.pid()).filter(Entry::isRunning).isPresent());
  }

  /** The processes of a session that still run; elsewhere than on Linux, none. */
  static List<ProcessHandle> runningInSession(long session) {
    List<ProcessHandle> found = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(ROOT, "[0-9]*")) {
      for (Path process : processes) {
        long pid = Long.parseLong(process.getFileName().toString());
        Optional<Entry> entry = entry(pid);
        if (entry.isPresent() && entry.get().session == session && entry.get().isRunning()) {
          ProcessHandle.of(pid).ifPresent(found::add);
        }
      }
    } catch (IOException notLinux) {
      return List.of();
    }
    return found;
  }

  /**
   * The processes of this user that still run with a variable that they have inherited; elsewhere
   * than on Linux, none.
   *
   * @param variable {@code NAME=value}
   */
  static List<ProcessHandle> runningWith(String variable) {
    List<ProcessHandle> found = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(ROOT, "[0-9]*")) {
      for (Path process : processes) {
        if (environment(process).contains("\0" + variable + "\0")) {
          ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
              .filter(ProcessTable::isRunning)
              .ifPresent(found::add);
        }
      }
    } catch (IOException notLinux) {
      return List.of();
    }
    return found;
  }

  /**
   * Kills them, until there is none.
   *
   * @return for people: name and process id of each
   */
  static List<String> endAllWith(String variable) {
    Set<String> ended = new LinkedHashSet<>();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      List<ProcessHandle> strays = runningWith(variable);
      if (strays.isEmpty()) {
        break;
      }
      for (ProcessHandle stray : strays) {
        String program = stray.info().command().orElse("a process");
        ended.add(program.substring(program.lastIndexOf('/') + 1) + " (" + stray.pid() + ")");
        stray.destroyForcibly();
      }
      LockSupport.parkNanos(Duration.ofMillis(round).toNanos());
    }
    return List.copyOf(ended);
  }

  private static String environment(Path process) {
    try {
      return "\0" + Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
    } catch (IOException goneOrOfAnotherUser) {
      return "";
    }
  }

  private static Optional<Entry> entry(long pid) {
    try {
      // The name may hold anything that is not UTF-8.
      String line =
          Files.readString(
              ROOT.resolve(Long.toString(pid)).resolve("stat"), StandardCharsets.ISO_8859_1);
      // pid (name) state parent group session ..., where the name may hold spaces and parentheses
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", 5);
      return Optional.of(new Entry(fields[0], Long.parseLong(fields[3])));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}

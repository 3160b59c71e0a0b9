package org.backtestrunner.orchestrator.launch.execute;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The memory that further processes can have: the least of what the machine has available and what
 * the control group of this process still allows. Known on Linux only.
 */
public final class AvailableMemory {
  private static final Path MEMINFO = Path.of("/proc/meminfo");
  private static final Path CGROUP2 = Path.of("/sys/fs/cgroup");
  private static final Path CGROUP1 = Path.of("/sys/fs/cgroup/memory");

  private AvailableMemory() {}

  /** In mebibytes; empty where it is not known. */
  public static OptionalLong mebibytes() {
    long bytes =
        Math.min(
            ofMachine(),
            Math.min(
                ofGroup(CGROUP2.resolve("memory.max"), CGROUP2.resolve("memory.current")),
                ofGroup(
                    CGROUP1.resolve("memory.limit_in_bytes"),
                    CGROUP1.resolve("memory.usage_in_bytes"))));
    return bytes == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(bytes >> 20);
  }

  private static long ofMachine() {
    try {
      for (String line : Files.readAllLines(MEMINFO)) {
        if (line.startsWith("MemAvailable:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
        }
      }
    } catch (IOException notLinux) {
      // Unknown.
    }
    return Long.MAX_VALUE;
  }

  /** A group without a limit says {@code max}, or a number beyond all memory. */
  private static long ofGroup(Path limit, Path usage) {
    try {
      String text = Files.readString(limit).strip();
      return text.equals("max")
          ? Long.MAX_VALUE
          : Math.max(0, Long.parseLong(text) - Long.parseLong(Files.readString(usage).strip()));
    } catch (IOException | NumberFormatException noSuchGroup) {
      return Long.MAX_VALUE;
    }
  }
}

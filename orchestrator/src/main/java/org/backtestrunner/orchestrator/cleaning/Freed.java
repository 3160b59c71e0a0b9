package org.backtestrunner.orchestrator.cleaning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What has become free, by kind of file. */
public final class Freed {
  private final Map<String, Integer> files = new TreeMap<>();
  private final Map<String, Long> bytes = new TreeMap<>();

  void add(String kind, long size) {
    files.merge(kind, 1, Integer::sum);
    bytes.merge(kind, size, Long::sum);
  }

  /** A line for each kind: {@code orders: 12 files, 3.4 MB}. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    files.forEach(
        (kind, count) ->
            lines.add(
                "%s: %d %s, %s"
                    .formatted(
                        kind, count, count == 1 ? "file" : "files", megabytes(bytes.get(kind)))));
    return lines;
  }

  /** All of it: {@code 3.4 MB}, of a million bytes each. */
  public String total() {
    return megabytes(bytes.values().stream().mapToLong(Long::longValue).sum());
  }

  private static String megabytes(long size) {
    return String.format(Locale.ROOT, "%.1f MB", size / 1e6);
  }
}

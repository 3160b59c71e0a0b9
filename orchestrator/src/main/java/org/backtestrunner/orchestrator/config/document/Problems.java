package org.backtestrunner.orchestrator.config.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects every problem of one config file; equal ones count once. */
public final class Problems {
  /** More help nobody, and a generated file can hold a million. */
  private static final int MOST_KEPT = 1000;

  private final String file;
  private final Set<Problem> kept = new LinkedHashSet<>();
  private long dropped;

  public Problems(String file) {
    this.file = file;
  }

  public void add(int line, String path, String message) {
    if (kept.size() < MOST_KEPT) {
      kept.add(new Problem(file, line, path, message));
    } else {
      dropped++;
    }
  }

  /** The problem that was found first. */
  public Optional<Problem> first() {
    return kept.stream().findFirst();
  }

  /** Throws what was collected, in the order of the lines; does nothing where all is well. */
  public void throwIfAny() {
    if (kept.isEmpty()) {
      return;
    }
    List<Problem> sorted = new ArrayList<>(kept);
    sorted.sort(Comparator.comparingInt(Problem::line));
    if (dropped > 0) {
      sorted.add(new Problem(file, 0, "", "and " + dropped + " more problems"));
    }
    throw new ConfigException(sorted);
  }
}

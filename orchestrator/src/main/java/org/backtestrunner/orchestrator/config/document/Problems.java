package org.backtestrunner.orchestrator.config.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Collects every problem of a config, of all its files; equal ones count once. */
public final class Problems {
  /** More help nobody, and a generated file can hold a million. */
  private static final int MOST_KEPT = 1000;

  private final String file;
  private final String config;
  private final Set<Problem> kept;

  /** One place for all files. */
  private final AtomicLong dropped;

  /**
   * @param config the config file
   */
  public Problems(String config) {
    this(config, config, new LinkedHashSet<>(), new AtomicLong());
  }

  private Problems(String file, String config, Set<Problem> kept, AtomicLong dropped) {
    this.file = file;
    this.config = config;
    this.kept = kept;
    this.dropped = dropped;
  }

  /** Where problems of another file, or of an option, are collected together with these. */
  public Problems in(String otherFile) {
    return new Problems(otherFile, config, kept, dropped);
  }

  /** What the problems are in; empty: the config file. */
  public String otherFile() {
    return file.equals(config) ? "" : file;
  }

  /** The config file, as the user named it. */
  public String config() {
    return config;
  }

  public void add(int line, String path, String message) {
    if (kept.size() < MOST_KEPT) {
      kept.add(new Problem(file, line, path, message));
    } else {
      dropped.incrementAndGet();
    }
  }

  /** How many there are. */
  public long size() {
    return kept.size() + dropped.get();
  }

  /** The problem that was found first. */
  public Optional<Problem> first() {
    return kept.stream().findFirst();
  }

  /**
   * Throws what was collected, those of the config first, in the order of the lines; does nothing
   * where all is well.
   */
  public void throwIfAny() {
    if (kept.isEmpty()) {
      return;
    }
    List<Problem> sorted = new ArrayList<>(kept);
    sorted.sort(
        Comparator.comparing((Problem problem) -> !problem.file().equals(config))
            .thenComparingInt(Problem::line));
    if (dropped.get() > 0) {
      sorted.add(new Problem(config, 0, "", "and " + dropped + " more problems"));
    }
    throw new ConfigException(sorted);
  }
}

package org.backtestrunner.orchestrator.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where runs are executed. */
public enum ExecutorType {
  /** As processes of this machine. */
  LOCAL,
  /** As tasks of a Slurm cluster, by way of a file system that its nodes share with us. */
  SLURM,
  /** By whatever the user has, from files that say what is to be done. */
  NONE;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> labels() {
    return Stream.of(values()).map(ExecutorType::label).toList();
  }

  static Optional<ExecutorType> find(String label) {
    return Stream.of(values()).filter(type -> type.label().equals(label)).findFirst();
  }
}

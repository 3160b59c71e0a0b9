package org.backtestrunner.orchestrator.launch.contract;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A file that a run leaves; the equity curve is always among them. */
public enum ResultFile {
  EQUITY("equity"),
  ORDERS("orders"),
  POSITIONS("positions");

  /** What a run leaves where nothing is said. */
  public static final Set<ResultFile> ALL =
      Collections.unmodifiableSet(EnumSet.allOf(ResultFile.class));

  private final String label;

  ResultFile(String label) {
    this.label = label;
  }

  /** Its name in configs, manifests and the worker's options. */
  public String label() {
    return label;
  }

  public static Optional<ResultFile> find(String label) {
    return Stream.of(values()).filter(file -> file.label.equals(label)).findFirst();
  }

  /** The names of some files, in the order in which this type lists them. */
  public static List<String> labels(Set<ResultFile> files) {
    return Stream.of(values()).filter(files::contains).map(ResultFile::label).toList();
  }
}

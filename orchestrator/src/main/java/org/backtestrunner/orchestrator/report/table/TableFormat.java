package org.backtestrunner.orchestrator.report.table;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How a table is printed. */
public enum TableFormat {
  TABLE,
  CSV,
  JSON,
  MARKDOWN;

  /** The word on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static List<String> labels() {
    return Stream.of(values()).map(TableFormat::label).toList();
  }
}

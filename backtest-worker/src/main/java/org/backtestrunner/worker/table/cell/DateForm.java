package org.backtestrunner.worker.table.cell;

import java.time.ZoneId;
import java.util.Optional;

/**
 * What is said about the timestamps of a file; what is not said is told by the file.
 *
 * @param pattern how they are written, by the letters of {@code java.time}
 * @param unit what they count, where they are integers
 * @param zone where the dates of instants are read, and where times without an offset are local
 */
public record DateForm(Optional<String> pattern, Optional<EpochUnit> unit, Optional<ZoneId> zone) {
  /** Nothing is said. */
  public static final DateForm NONE =
      new DateForm(Optional.empty(), Optional.empty(), Optional.empty());
}

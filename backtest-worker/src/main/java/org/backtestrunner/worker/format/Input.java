package org.backtestrunner.worker.format;

import java.nio.file.Path;
import java.util.Optional;
import org.backtestrunner.worker.parameter.RunParameters;

/** An input that is a table: a file or a directory of files, and how they are written. */
public record Input(InputKind kind, Path path, Format format) {

  /**
   * An input and how it is written.
   *
   * @param format the name of a preset or the path of a format file
   * @throws org.backtestrunner.worker.table.cell.BadDataException for a bad format file
   */
  public static Input of(InputKind kind, Path path, Optional<String> format) {
    return new Input(
        kind, path, format.isPresent() ? FormatFile.read(format.get(), kind) : Format.NONE);
  }

  /**
   * An input that a run has.
   *
   * @throws org.backtestrunner.worker.table.cell.BadDataException for a bad format file
   */
  public static Input of(InputKind kind, RunParameters run) {
    return of(kind, run.file(kind.parameter()), run.used(kind.formatParameter()));
  }
}

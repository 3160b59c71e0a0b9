package org.backtestrunner.worker.table.cell;

import java.nio.file.Path;

/**
 * The file of a table, and how complaints name its rows: those of a text file by their line, those
 * of a binary file by their number, both counted from 1.
 *
 * @param text whether the file is text
 * @param headerLine the line of a text file's header
 */
public record TableSource(Path file, boolean text, long headerLine) {

  /** The place of a row such as {@code prices.csv:17} or {@code prices.parquet: row 17}. */
  public String place(long row) {
    return text ? file + ":" + row : file + ": row " + row;
  }

  /** A complaint about a row. */
  public BadDataException bad(long row, String reason) {
    return new BadDataException(place(row) + ": " + reason);
  }

  /** A complaint about the names of the columns. */
  public BadDataException badHeader(String reason) {
    return text ? bad(headerLine, reason) : new BadDataException(file, reason);
  }
}

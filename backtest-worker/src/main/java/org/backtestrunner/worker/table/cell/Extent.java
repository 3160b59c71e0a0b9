package org.backtestrunner.worker.table.cell;

/** How much of a file is read. */
public enum Extent {
  /** All of it. */
  WHOLE,
  /**
   * Its first rows, and its last ones where they can be found without reading the others: what
   * takes milliseconds, however large the file is.
   */
  ENDS
}

package org.backtestrunner.worker.store.format;

/**
 * How rows of doubles lie in a section of a file.
 *
 * @param rows of the section
 * @param width doubles a row
 * @param rowsPerBlock of every block but perhaps the last one
 */
public record RowLayout(int rows, int width, int rowsPerBlock) {

  /** A layout with blocks of about so many bytes, of one row at least. */
  public static RowLayout of(int rows, int width, int blockBytes) {
    int perBlock = Math.max(1, blockBytes / (width * Double.BYTES));
    return new RowLayout(rows, width, Math.min(perBlock, rows));
  }

  int blocks() {
    return (rows + rowsPerBlock - 1) / rowsPerBlock;
  }

  int rowsOfBlock(int block) {
    return Math.min(rowsPerBlock, rows - block * rowsPerBlock);
  }

  int blockBytes(int block) {
    return rowsOfBlock(block) * width * Double.BYTES + RowReader.TRAILER_BYTES;
  }

  long blockOffset(int block) {
    return block * ((long) rowsPerBlock * width * Double.BYTES + RowReader.TRAILER_BYTES);
  }

  /** The length of the whole section. */
  long bytes() {
    return (long) rows * width * Double.BYTES + (long) blocks() * RowReader.TRAILER_BYTES;
  }
}

package org.backtestrunner.worker.store.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.backtestrunner.worker.warm.Warm;

/**
 * Reads rows of doubles. They lie in blocks of equally many rows (the last one may have fewer),
 * each followed by its number and the CRC-32 of its bytes (int each): a block is what is read and
 * checked at once, and kept until a row of another one is asked for, or for good where there is
 * room.
 */
public final class RowReader {
  static final int TRAILER_BYTES = 8;

  private final Path file;
  private final FileChannel channel;
  private final long offset;
  private final RowLayout layout;
  private final CRC32 crc = new CRC32();
  private final ByteBuffer bytes;
  private final Warm.Room room;

  /** By block: where it is kept for good. */
  private final double[][] kept;

  /** Takes the blocks that are not kept. */
  private final double[] passing;

  /** The block whose rows were asked for last. */
  private double[] doubles = {};

  private int block = -1;

  RowReader(Path file, FileChannel channel, long offset, RowLayout layout, Warm.Room room) {
    this.file = file;
    this.channel = channel;
    this.offset = offset;
    this.layout = layout;
    this.bytes = ByteBuffer.allocateDirect(layout.blockBytes(0)).order(ByteOrder.LITTLE_ENDIAN);
    this.room = room;
    this.kept = new double[layout.blocks()][];
    this.passing = new double[layout.rowsOfBlock(0) * layout.width()];
  }

  /** What follows the doubles of a block. */
  static long trailer(int block, long crc) {
    return (long) block << 32 | crc;
  }

  /**
   * Reads one row.
   *
   * @param to takes as many doubles as a row has
   * @throws StoreException where it cannot be read or is damaged
   */
  public void read(int row, double[] to) {
    int ofRow = row / layout.rowsPerBlock();
    if (ofRow != block) {
      goTo(ofRow);
    }
    int from = (row - block * layout.rowsPerBlock()) * layout.width();
    System.arraycopy(doubles, from, to, 0, layout.width());
  }

  private void goTo(int wanted) {
    if (kept[wanted] != null) {
      doubles = kept[wanted];
      block = wanted;
      return;
    }
    block = -1;
    int size = layout.rowsOfBlock(wanted) * layout.width();
    boolean keeps = room.grow((long) size * Double.BYTES);
    double[] to = keeps ? new double[size] : passing;
    readBlock(wanted, to);
    if (keeps) {
      kept[wanted] = to;
    }
    doubles = to;
    block = wanted;
  }

  private void readBlock(int wanted, double[] to) {
    int size = layout.blockBytes(wanted);
    bytes.clear().limit(size);
    try {
      long position = offset + layout.blockOffset(wanted);
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, position + bytes.position()) < 0) {
          throw new StoreException(file, "is truncated");
        }
      }
    } catch (IOException failure) {
      throw new StoreException(file, "cannot be read: " + failure.getMessage());
    }
    bytes.limit(size - TRAILER_BYTES).position(0);
    crc.reset();
    crc.update(bytes);
    if (bytes.limit(size).getLong() != trailer(wanted, crc.getValue())) {
      throw new StoreException(file, "is damaged");
    }
    bytes.position(0);
    bytes.asDoubleBuffer().get(to, 0, layout.rowsOfBlock(wanted) * layout.width());
  }
}

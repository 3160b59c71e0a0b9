package org.backtestrunner.worker.store.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/** Writes a file that {@link EntryFile} reads. */
public final class EntryWriter {
  private final OutputStream out;

  /** Gives the rows of a section. */
  public interface Rows {
    void read(int row, double[] to);
  }

  public EntryWriter(OutputStream out) {
    this.out = out;
  }

  /** Begins the head; the caller adds its own part and gives it to {@link #head}. */
  public static HeadWriter head(String key, RowLayout layout, int sections) {
    return new HeadWriter()
        .text(key)
        .number(layout.rows())
        .number(layout.width())
        .number(layout.rowsPerBlock())
        .number(sections);
  }

  public void head(HeadWriter head) throws IOException {
    byte[] bytes = head.bytes();
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ByteBuffer buffer = buffer(EntryFile.PREFIX_BYTES + bytes.length);
    buffer.putLong(EntryFile.MAGIC).putInt(bytes.length).putInt((int) crc.getValue()).put(bytes);
    out.write(buffer.array());
  }

  public void section(RowLayout layout, Rows source) throws IOException {
    double[] row = new double[layout.width()];
    CRC32 crc = new CRC32();
    int next = 0;
    for (int block = 0; block < layout.blocks(); block++) {
      ByteBuffer bytes = buffer(layout.blockBytes(block));
      for (int i = 0; i < layout.rowsOfBlock(block); i++) {
        source.read(next++, row);
        for (double value : row) {
          bytes.putDouble(value);
        }
      }
      crc.reset();
      crc.update(bytes.array(), 0, bytes.position());
      bytes.putLong(RowReader.trailer(block, crc.getValue()));
      out.write(bytes.array());
    }
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}

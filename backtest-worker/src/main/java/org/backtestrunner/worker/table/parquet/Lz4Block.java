package org.backtestrunner.worker.table.parquet;

import java.io.IOException;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;

/** A block of LZ4 without a frame, as Parquet stores it under the name LZ4_RAW. */
final class Lz4Block {
  /** No page of our memory is larger; a damaged length may be huge. */
  private static final int GREATEST_RATIO = 255;

  private Lz4Block() {}

  static byte[] decompress(byte[] block, int size) throws IOException {
    if (size < 0 || size > (long) block.length * GREATEST_RATIO) {
      throw new IOException("a page is not of the length that it should have");
    }
    byte[] page = new byte[size];
    try {
      int length =
          LZ4Factory.safeInstance().safeDecompressor().decompress(block, 0, block.length, page, 0);
      if (length != size) {
        throw new IOException("a page is not of the length that it should have");
      }
      return page;
    } catch (LZ4Exception damaged) {
      throw new IOException("an LZ4 block is damaged", damaged);
    }
  }
}

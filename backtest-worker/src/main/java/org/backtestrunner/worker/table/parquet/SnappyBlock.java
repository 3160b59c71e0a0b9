package org.backtestrunner.worker.table.parquet;

import java.io.IOException;

/**
 * Decompresses one block of Snappy's raw format: the length of the output, then literals and copies
 * of what has been put out already, each after a tag byte whose low two bits tell its kind.
 */
final class SnappyBlock {
  private static final int LITERAL = 0;
  private static final int COPY_WITH_ONE_BYTE = 1;
  private static final int COPY_WITH_TWO_BYTES = 2;
  private static final int LONGEST_SHORT_LITERAL = 60;

  private final byte[] input;
  private int position;
  private byte[] output = {};
  private int filled;

  private SnappyBlock(byte[] input) {
    this.input = input;
  }

  /**
   * The bytes that a block stands for.
   *
   * @param size their number, as it is known from elsewhere
   * @throws IOException where the block is damaged
   */
  static byte[] decompress(byte[] block, int size) throws IOException {
    try {
      return new SnappyBlock(block).decompress(size);
    } catch (IndexOutOfBoundsException beyondTheEnd) {
      throw new IOException("a Snappy page is damaged", beyondTheEnd);
    }
  }

  private byte[] decompress(int size) throws IOException {
    // A block puts out at most 64 bytes for each three of its own; a damaged length may be huge.
    if (length() != size || size / 32 > input.length) {
      throw new IOException("a Snappy page has a wrong length");
    }
    output = new byte[size];
    while (position < input.length) {
      int tag = input[position++] & 0xff;
      switch (tag & 3) {
        case LITERAL -> literal(tag >>> 2);
        case COPY_WITH_ONE_BYTE -> copy(4 + (tag >>> 2 & 7), tag >>> 5 << 8 | (int) number(1));
        case COPY_WITH_TWO_BYTES -> copy(1 + (tag >>> 2), number(2));
        default -> copy(1 + (tag >>> 2), number(4));
      }
    }
    if (filled != size) {
      throw new IOException("a Snappy page ends too early");
    }
    return output;
  }

  /** The output's length: seven bits a byte, the lowest first, the eighth set where more follow. */
  private long length() {
    long length = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      byte b = input[position++];
      length |= (b & 0x7fL) << shift;
      if (b >= 0) {
        break;
      }
    }
    return length;
  }

  /** A number of so many bytes, the lowest first. */
  private long number(int bytes) {
    long number = 0;
    for (int i = 0; i < bytes; i++) {
      number |= (input[position++] & 0xffL) << 8 * i;
    }
    return number;
  }

  private void literal(int code) throws IOException {
    long length =
        1 + (code < LONGEST_SHORT_LITERAL ? code : number(code - LONGEST_SHORT_LITERAL + 1));
    if (length > input.length - position || length > output.length - filled) {
      throw new IOException("a Snappy page has a literal that is too long");
    }
    System.arraycopy(input, position, output, filled, (int) length);
    position += (int) length;
    filled += (int) length;
  }

  private void copy(int length, long distance) throws IOException {
    if (distance == 0 || distance > filled || length > output.length - filled) {
      throw new IOException("a Snappy page has a copy out of bounds");
    }
    // Byte by byte, since a copy may reach into what it puts out itself.
    int from = filled - (int) distance;
    for (int i = 0; i < length; i++) {
      output[filled++] = output[from + i];
    }
  }
}

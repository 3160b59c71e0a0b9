package org.backtestrunner.orchestrator.sample;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Writes gzip (RFC 1952) whose bytes depend on the content alone. What {@link
 * java.util.zip.GZIPOutputStream} writes depends on the zlib that its JVM was linked with.
 *
 * <p>The compression is the plainest of RFC 1951: each block of a mebibyte by itself, fixed Huffman
 * codes, the latest earlier occurrence of four bytes as the only match that is tried.
 */
final class ReproducibleGzipOutputStream extends FilterOutputStream {
  private static final int BLOCK_BYTES = 1 << 20;
  private static final int SHORTEST_MATCH = 4;
  private static final int LONGEST_MATCH = 258;
  private static final int FARTHEST_MATCH = 1 << 15;
  private static final int HASH_BITS = 16;
  private static final int END_OF_BLOCK = 256;

  private final CRC32 checksum = new CRC32();
  private final byte[] block = new byte[BLOCK_BYTES];
  private final int[] latestPosition = new int[1 << HASH_BITS];
  private int blockLength;
  private long totalBytes;
  private long pendingBits;
  private int pendingBitCount;
  private boolean closed;

  ReproducibleGzipOutputStream(OutputStream out) throws IOException {
    super(out);
    // Magic number, deflate, no flags, no time, no level, unknown operating system.
    out.write(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff});
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    checksum.update(bytes, offset, length);
    totalBytes += length;
    for (int done = 0; done < length; ) {
      if (blockLength == BLOCK_BYTES) {
        writeBlock(false);
      }
      int count = Math.min(length - done, BLOCK_BYTES - blockLength);
      System.arraycopy(bytes, offset + done, block, blockLength, count);
      blockLength += count;
      done += count;
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (OutputStream closing = out) {
      writeBlock(true);
      writeBits(0, 7);
      pendingBitCount = 0;
      writeLittleEndian(checksum.getValue());
      writeLittleEndian(totalBytes);
      closing.flush();
    }
  }

  private void writeBlock(boolean last) throws IOException {
    writeBits(last ? 1 : 0, 1);
    writeBits(1, 2);
    Arrays.fill(latestPosition, -1);
    for (int position = 0; position < blockLength; ) {
      int earlier = remember(position);
      int length = earlier < 0 ? 0 : matchLength(earlier, position);
      if (length < SHORTEST_MATCH) {
        writeSymbol(block[position] & 0xff);
        position++;
      } else {
        writeLength(length);
        writeDistance(position - earlier);
        for (int i = 1; i < length; i++) {
          remember(position + i);
        }
        position += length;
      }
    }
    writeSymbol(END_OF_BLOCK);
    blockLength = 0;
  }

  /** Notes that the four bytes at the position occur there; gives where they did before, or -1. */
  private int remember(int position) {
    if (position + SHORTEST_MATCH > blockLength) {
      return -1;
    }
    int bytes =
        block[position]
            | block[position + 1] << 8
            | block[position + 2] << 16
            | block[position + 3] << 24;
    int hash = (bytes * 0x9E3779B1) >>> (32 - HASH_BITS);
    int earlier = latestPosition[hash];
    latestPosition[hash] = position;
    return position - earlier <= FARTHEST_MATCH ? earlier : -1;
  }

  private int matchLength(int earlier, int position) {
    int limit = Math.min(LONGEST_MATCH, blockLength - position);
    int length = 0;
    while (length < limit && block[earlier + length] == block[position + length]) {
      length++;
    }
    return length;
  }

  /** RFC 1951, 3.2.5: groups of four codes, each group with one more extra bit. */
  private void writeLength(int length) throws IOException {
    int value = length - 3;
    if (length == LONGEST_MATCH) {
      writeSymbol(285);
    } else if (value < 8) {
      writeSymbol(257 + value);
    } else {
      int extraBits = 29 - Integer.numberOfLeadingZeros(value);
      writeSymbol(257 + (extraBits << 2) + (value >> extraBits));
      writeBits(value & ((1 << extraBits) - 1), extraBits);
    }
  }

  /** RFC 1951, 3.2.5: groups of two codes of five bits, each group with one more extra bit. */
  private void writeDistance(int distance) throws IOException {
    int value = distance - 1;
    if (value < 4) {
      writeCode(value, 5);
    } else {
      int extraBits = 30 - Integer.numberOfLeadingZeros(value);
      writeCode((extraBits << 1) + (value >> extraBits), 5);
      writeBits(value & ((1 << extraBits) - 1), extraBits);
    }
  }

  /** RFC 1951, 3.2.6: the fixed code of a literal byte, a length, or the end of a block. */
  private void writeSymbol(int symbol) throws IOException {
    if (symbol < 144) {
      writeCode(0x30 + symbol, 8);
    } else if (symbol < 256) {
      writeCode(0x190 + symbol - 144, 9);
    } else if (symbol < 280) {
      writeCode(symbol - 256, 7);
    } else {
      writeCode(0xc0 + symbol - 280, 8);
    }
  }

  /** Huffman codes go most significant bit first, everything else the other way round. */
  private void writeCode(int code, int bits) throws IOException {
    writeBits(Integer.reverse(code) >>> (32 - bits), bits);
  }

  private void writeBits(int value, int bits) throws IOException {
    pendingBits |= (long) value << pendingBitCount;
    pendingBitCount += bits;
    while (pendingBitCount >= 8) {
      out.write((int) pendingBits & 0xff);
      pendingBits >>>= 8;
      pendingBitCount -= 8;
    }
  }

  private void writeLittleEndian(long value) throws IOException {
    for (int shift = 0; shift < 32; shift += 8) {
      out.write((int) (value >>> shift) & 0xff);
    }
  }
}

package org.backtestrunner.worker.store.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads what {@link HeadWriter} has built, whose checksum is right. */
public final class HeadReader {
  private static final int[] NO_INTEGERS = {};
  private static final double[] NO_DOUBLES = {};

  private final ByteBuffer bytes;

  /** Takes little-endian bytes of an array. */
  HeadReader(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  public int number() {
    return bytes.getInt();
  }

  public String text() {
    int length = number();
    String text =
        new String(
            bytes.array(), bytes.arrayOffset() + bytes.position(), length, StandardCharsets.UTF_8);
    bytes.position(bytes.position() + length);
    return text;
  }

  public int[] integers() {
    int length = number();
    if (length == 0) {
      return NO_INTEGERS;
    }
    int[] values = new int[length];
    bytes.asIntBuffer().get(values);
    bytes.position(bytes.position() + length * Integer.BYTES);
    return values;
  }

  public long[] longs() {
    long[] values = new long[number()];
    bytes.asLongBuffer().get(values);
    bytes.position(bytes.position() + values.length * Long.BYTES);
    return values;
  }

  public double[] doubles() {
    int length = number();
    if (length == 0) {
      return NO_DOUBLES;
    }
    double[] values = new double[length];
    bytes.asDoubleBuffer().get(values);
    bytes.position(bytes.position() + length * Double.BYTES);
    return values;
  }
}

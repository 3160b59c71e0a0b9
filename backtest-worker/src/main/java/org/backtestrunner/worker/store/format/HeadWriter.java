package org.backtestrunner.worker.store.format;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Builds the head of a store file; {@link HeadReader} reads it in the same order. */
public final class HeadWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  public HeadWriter number(int value) {
    bytes.writeBytes(buffer(Integer.BYTES).putInt(value).array());
    return this;
  }

  public HeadWriter text(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    number(encoded.length);
    bytes.writeBytes(encoded);
    return this;
  }

  public HeadWriter integers(int[] values) {
    number(values.length);
    ByteBuffer buffer = buffer(values.length * Integer.BYTES);
    buffer.asIntBuffer().put(values);
    bytes.writeBytes(buffer.array());
    return this;
  }

  public HeadWriter longs(long[] values) {
    number(values.length);
    ByteBuffer buffer = buffer(values.length * Long.BYTES);
    buffer.asLongBuffer().put(values);
    bytes.writeBytes(buffer.array());
    return this;
  }

  public HeadWriter doubles(double[] values) {
    number(values.length);
    ByteBuffer buffer = buffer(values.length * Double.BYTES);
    buffer.asDoubleBuffer().put(values);
    bytes.writeBytes(buffer.array());
    return this;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}

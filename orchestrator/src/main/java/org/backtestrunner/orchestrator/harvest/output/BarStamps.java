package org.backtestrunner.orchestrator.harvest.output;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;

/** The timestamps of a curve's bars, as its file has them: all of one form, ascending. */
public final class BarStamps {
  private final byte[] text;
  private final int width;

  private BarStamps(byte[] text, int width) {
    this.text = text;
    this.width = width;
  }

  /** Takes one timestamp after the other. */
  static final class Builder {
    private byte[] text = new byte[1024];
    private int width;
    private int end;

    void add(byte[] timestamp) {
      width = timestamp.length;
      if (end + width > text.length) {
        text = Arrays.copyOf(text, text.length * 2);
      }
      System.arraycopy(timestamp, 0, text, end, width);
      end += width;
    }

    BarStamps build() {
      return new BarStamps(Arrays.copyOf(text, end), width);
    }
  }

  /** The number of bars. */
  public int size() {
    return text.length / width;
  }

  /** The timestamp of a row, counted from 0. */
  public String at(int row) {
    return new String(text, row * width, width, StandardCharsets.US_ASCII);
  }

  /** Whether the timestamp of a row is before another of the same form. */
  boolean isBefore(int row, byte[] other) {
    int from = row * width;
    return Arrays.compareUnsigned(text, from, from + width, other, 0, other.length) < 0;
  }

  /** The first row in which others are not the same, be it that one of both has ended. */
  public OptionalInt firstDifference(BarStamps other) {
    int place = Arrays.mismatch(text, other.text);
    return place < 0 ? OptionalInt.empty() : OptionalInt.of(place / width);
  }
}

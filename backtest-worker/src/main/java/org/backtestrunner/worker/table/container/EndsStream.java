package org.backtestrunner.worker.table.container;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The first lines of a text, and the last ones of a plain file: those in about its first and its
 * last {@link #END_BYTES}. A shorter text is given whole.
 */
public final class EndsStream extends FilterInputStream {
  /** Of either end. */
  static final int END_BYTES = 1 << 16;

  /** Header rows among them: a text with longer rows gives more bytes. */
  private static final int FEWEST_ROWS = 20;

  private final Path file;
  private final byte[] bytes;
  private final int headBytes;
  private final boolean partial;

  /** Where in the file the last lines begin; the file's end where none are given. */
  private final long tailStart;

  private int position;
  private long skippedLines = -1;

  private EndsStream(
      Path file, InputStream in, byte[] bytes, int headBytes, boolean partial, long tailStart) {
    super(in);
    this.file = file;
    this.bytes = bytes;
    this.headBytes = headBytes;
    this.partial = partial;
    this.tailStart = tailStart;
  }

  /** The ends of a file that is no container. */
  static EndsStream ofPlain(Path file, InputStream in) throws IOException {
    byte[] start = beginning(in);
    int head = afterLastRow(start);
    if (head < 0) {
      return new EndsStream(file, in, start, start.length, false, start.length);
    }
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer end = ByteBuffer.allocate(END_BYTES);
      long from = Math.max(head, channel.size() - END_BYTES);
      while (end.hasRemaining() && channel.read(end, from + end.position()) > 0) {}
      Optional<Integer> line = firstWholeLine(end);
      int tail = line.isPresent() ? end.position() - line.get() : 0;
      byte[] both = new byte[head + tail];
      System.arraycopy(start, 0, both, 0, head);
      System.arraycopy(end.array(), end.position() - tail, both, head, tail);
      return new EndsStream(file, in, both, head, true, from + end.position() - tail);
    }
  }

  /** The beginning of a text that can only be read in order. */
  static EndsStream ofBeginning(Path file, InputStream in) throws IOException {
    byte[] start = beginning(in);
    int head = afterLastRow(start);
    return head < 0
        ? new EndsStream(file, in, start, start.length, false, start.length)
        : new EndsStream(file, in, Arrays.copyOf(start, head), head, true, head);
  }

  /** As much as holds several rows, however long these are; or all. */
  private static byte[] beginning(InputStream in) throws IOException {
    byte[] start = in.readNBytes(2 * END_BYTES);
    for (int wanted = start.length; start.length == wanted && !holdsRows(start); ) {
      wanted = 2 * start.length;
      byte[] more = in.readNBytes(start.length);
      int before = start.length;
      start = Arrays.copyOf(start, before + more.length);
      System.arraycopy(more, 0, start, before, more.length);
    }
    return start;
  }

  private static boolean holdsRows(byte[] text) {
    int rows = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length && rows < FEWEST_ROWS; i++) {
      quoted ^= text[i] == '"';
      rows += text[i] == '\n' && !quoted ? 1 : 0;
    }
    return rows == FEWEST_ROWS;
  }

  /** Behind the last row break of a beginning; negative where it is the whole text. */
  private static int afterLastRow(byte[] start) {
    if (start.length < 2 * END_BYTES || !holdsRows(start)) {
      return -1;
    }
    int after = 0;
    boolean quoted = false;
    for (int i = 0; i < start.length; i++) {
      quoted ^= start[i] == '"';
      if (start[i] == '\n' && !quoted) {
        after = i + 1;
      }
    }
    return after;
  }

  /** Empty where a cell may hold line breaks, so that no line is sure to begin a row. */
  private static Optional<Integer> firstWholeLine(ByteBuffer end) {
    int first = -1;
    for (int i = 0; i < end.position(); i++) {
      if (end.get(i) == '"') {
        return Optional.empty();
      }
      if (first < 0 && end.get(i) == '\n') {
        first = i + 1;
      }
    }
    return first < 0 ? Optional.empty() : Optional.of(first);
  }

  /** Whether lines are left out. */
  public boolean isPartial() {
    return partial;
  }

  /** The line in the file of a line of this stream, both counted from 1. */
  public long lineInFile(long line) throws IOException {
    if (!partial) {
      return line;
    }
    if (skippedLines < 0) {
      skippedLines = lines(0, tailStart) - headLines();
    }
    return line <= headLines() ? line : line + skippedLines;
  }

  private long headLines() {
    long lines = 0;
    for (int i = 0; i < headBytes; i++) {
      lines += bytes[i] == '\n' ? 1 : 0;
    }
    return lines;
  }

  /** How many lines end in a part of the file. */
  private long lines(long from, long to) throws IOException {
    long lines = 0;
    ByteBuffer buffer = ByteBuffer.allocate(END_BYTES);
    try (FileChannel channel = FileChannel.open(file)) {
      for (long at = from; at < to; at += buffer.position()) {
        buffer.clear().limit((int) Math.min(END_BYTES, to - at));
        if (channel.read(buffer, at) <= 0) {
          break;
        }
        for (int i = 0; i < buffer.position(); i++) {
          lines += buffer.get(i) == '\n' ? 1 : 0;
        }
      }
    }
    return lines;
  }

  @Override
  public int read() {
    return position < bytes.length ? bytes[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    int count = Math.min(length, bytes.length - position);
    if (count <= 0) {
      return length == 0 ? 0 : -1;
    }
    System.arraycopy(bytes, position, into, offset, count);
    position += count;
    return count;
  }

  @Override
  public long skip(long count) {
    int skipped = (int) Math.max(0, Math.min(count, bytes.length - position));
    position += skipped;
    return skipped;
  }

  @Override
  public int available() {
    return bytes.length - position;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}

package org.backtestrunner.worker.store.format;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;
import org.backtestrunner.worker.warm.Warm;

/**
 * One file of the cache: a head, then sections of rows of doubles.
 *
 * <p>Little-endian throughout: magic and format version (8 bytes), length and CRC-32 of the head
 * (int each), the head: key (text), rows, doubles a row, rows a block, sections, then what the kind
 * of file adds; then the sections, see {@link RowReader}.
 */
public final class EntryFile implements Closeable {
  static final int PREFIX_BYTES = 16;

  /** Its last character is the version of the format. */
  public static final long MAGIC = 0x33_45_52_4f_54_53_54_42L;

  /** Enough for the heads of most panels in one read. */
  private static final int FIRST_READ_BYTES = 1 << 15;

  private final Path file;
  private final FileChannel channel;
  private final Warm.Room room;
  private final HeadReader head;
  private final long rowsFrom;
  private final RowLayout layout;
  private final int sections;

  private EntryFile(Path file, FileChannel channel, Warm.Room room, ByteBuffer headBytes)
      throws IOException {
    this.file = file;
    this.room = room;
    this.channel = channel;
    this.rowsFrom = headBytes.limit();
    this.head = new HeadReader(headBytes);
    String key = head.text();
    this.layout = new RowLayout(head.number(), head.number(), head.number());
    this.sections = head.number();
    if (!file.getFileName().toString().contains(key)) {
      throw new StoreException(file, "holds something else than its name says");
    }
    if (channel.size() != rowsFrom + sections * layout.bytes()) {
      throw new StoreException(file, "has another length than its head says");
    }
  }

  /**
   * Opens a file and reads its head.
   *
   * @param room for rows that are kept in memory, once they are read
   * @throws StoreException where it is not whole
   */
  public static EntryFile open(Path file, Warm.Room room) {
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ);
    } catch (NoSuchFileException missing) {
      throw new StoreException(file, "does not exist");
    } catch (IOException failure) {
      throw new StoreException(file, "cannot be opened: " + failure.getMessage());
    }
    try {
      return new EntryFile(file, channel, room, headBytes(file, channel));
    } catch (IOException failure) {
      close(channel);
      throw new StoreException(file, "cannot be read: " + failure.getMessage());
    } catch (StoreException doubt) {
      close(channel);
      throw doubt;
    }
  }

  /** The checked head; position at its begin, limit at its end. */
  private static ByteBuffer headBytes(Path file, FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(FIRST_READ_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    fill(channel, bytes);
    if (bytes.position() < PREFIX_BYTES || bytes.getLong(0) != MAGIC) {
      throw new StoreException(file, "is not of this version's format");
    }
    int length = bytes.getInt(Long.BYTES);
    if (length < 0 || length > channel.size() - PREFIX_BYTES) {
      throw new StoreException(file, "is truncated");
    }
    int end = PREFIX_BYTES + length;
    if (end > bytes.capacity()) {
      ByteBuffer larger = ByteBuffer.allocate(end).order(ByteOrder.LITTLE_ENDIAN);
      larger.put(bytes.flip());
      bytes = larger;
      fill(channel, bytes);
    }
    CRC32 crc = new CRC32();
    crc.update(bytes.array(), PREFIX_BYTES, length);
    if (bytes.position() < end || (int) crc.getValue() != bytes.getInt(Long.BYTES + 4)) {
      throw new StoreException(file, "is damaged");
    }
    return bytes.limit(end).position(PREFIX_BYTES);
  }

  private static void fill(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // Reads on.
    }
  }

  public Path file() {
    return file;
  }

  /** What the kind of file adds to the head; read once, in order. */
  public HeadReader head() {
    return head;
  }

  public RowLayout layout() {
    return layout;
  }

  /** The length of the head. */
  public long headBytes() {
    return rowsFrom;
  }

  int sections() {
    return sections;
  }

  public RowReader section(int section) {
    return new RowReader(file, channel, rowsFrom + section * layout.bytes(), layout, room);
  }

  /** Whether a file is there and every byte of it is as it was written. */
  static boolean isWhole(Path file) {
    try (EntryFile entry = open(file, Warm.Room.none())) {
      double[] row = new double[entry.layout.width()];
      for (int section = 0; section < entry.sections; section++) {
        RowReader reader = entry.section(section);
        for (int i = 0; i < entry.layout.rows(); i++) {
          reader.read(i, row);
        }
      }
      return true;
    } catch (StoreException doubt) {
      return false;
    }
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException nothingWasWritten) {
      // The channel only read.
    }
  }

  @Override
  public void close() {
    close(channel);
  }
}

package org.backtestrunner.orchestrator.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/**
 * The door to files that others have left: workers, earlier starts of a batch, whoever has been
 * there since. Only what is a regular file is opened, no link is followed, and no more is read than
 * is expected: a pipe or a device would never come to an end.
 */
public final class RegularFile {
  private RegularFile() {}

  /**
   * Opens a file.
   *
   * @param mostBytes the stream fails where there are more
   * @throws java.nio.file.NoSuchFileException where nothing is there
   * @throws IOException where it is no regular file, is too large or cannot be opened
   */
  public static InputStream open(Path file, long mostBytes) throws IOException {
    SeekableByteChannel channel = openChannel(file);
    if (channel.size() > mostBytes) {
      channel.close();
      throw tooLarge(mostBytes);
    }
    return new Bounded(Channels.newInputStream(channel), mostBytes);
  }

  /** Opens a file of any size, to read parts of it. */
  public static SeekableByteChannel openChannel(Path file) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile()) {
      throw new IOException("not a regular file");
    }
    return Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }

  public static byte[] readAll(Path file, int mostBytes) throws IOException {
    try (InputStream in = open(file, mostBytes)) {
      return in.readAllBytes();
    }
  }

  /**
   * Deletes whatever is at a path that should be a regular file, so that one can be written there.
   */
  public static void makeRoom(Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      DirectoryTree.delete(file);
    }
  }

  private static IOException tooLarge(long mostBytes) {
    return new IOException("larger than " + mostBytes + " bytes");
  }

  /** A file may grow while it is read. */
  private static final class Bounded extends FilterInputStream {
    private final long mostBytes;
    private long left;

    Bounded(InputStream in, long mostBytes) {
      super(in);
      this.mostBytes = mostBytes;
      this.left = mostBytes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      int count = super.read(buffer, from, length);
      left -= Math.max(0, count);
      if (left < 0) {
        throw tooLarge(mostBytes);
      }
      return count;
    }
  }
}

package org.backtestrunner.shared.file;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that appears whole or not at all, even if the machine loses power meanwhile: it is written
 * under a temporary name, then {@link #sync}, then {@link #place}, then {@link #syncDirectory}.
 */
public final class PendingFile extends OutputStream {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path target;
  private final Path temporary;
  // Not a channel: an interrupt would close that, and with it lose what a stopping program saves.
  private final FileOutputStream out;
  private boolean placed;

  /** Writes what a file shall hold. */
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Begins to write.
   *
   * @param target whose directory must exist
   * @param temporary in the same directory; nobody else may be using it
   */
  public PendingFile(Path target, Path temporary) throws IOException {
    this.target = target;
    this.temporary = temporary;
    this.out = new FileOutputStream(temporary.toFile());
  }

  /**
   * Creates a file, or replaces it at once. An interrupted thread writes like any other.
   *
   * @throws IOException if the file could not be written; what was there is unchanged
   */
  public static void write(Path target, Path temporary, Content content) throws IOException {
    try (PendingFile file = new PendingFile(target, temporary)) {
      OutputStream buffered = new BufferedOutputStream(file, BUFFER_BYTES);
      content.writeTo(buffered);
      buffered.flush();
      file.sync();
      file.place();
    }
    syncDirectory(target.toAbsolutePath().getParent());
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    out.write(bytes, from, count);
  }

  /** Makes sure that all bytes have reached the disk. */
  public void sync() throws IOException {
    out.getFD().sync();
  }

  /** Gives the file its name: from here on readers see all of it. */
  public void place() throws IOException {
    out.close();
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    placed = true;
  }

  /** Leaves nothing behind where the file was not put in place. */
  @Override
  public void close() throws IOException {
    try {
      out.close();
    } finally {
      if (!placed) {
        Files.deleteIfExists(temporary);
      }
    }
  }

  /** Makes sure that a file that somebody else has written has reached the disk. */
  public static void syncFile(Path file) throws IOException {
    // Written to by nobody: not a channel, for the reason above.
    try (RandomAccessFile written = new RandomAccessFile(file.toFile(), "r")) {
      written.getFD().sync();
    }
  }

  /** Makes the names of a directory's files durable, on file systems that can. */
  public static void syncDirectory(Path directory) {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
          channel.force(true);
          return;
        } catch (ClosedByInterruptException stopping) {
          interrupted |= Thread.interrupted();
        } catch (IOException unsupported) {
          return; // The files are whole and in their place; some network file systems stop here.
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

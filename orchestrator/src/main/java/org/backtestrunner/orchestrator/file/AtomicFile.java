package org.backtestrunner.orchestrator.file;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes files that appear whole or not at all, even if the machine loses power meanwhile. */
public final class AtomicFile {
  private static final String TEMPORARY = ".tmp";

  private AtomicFile() {}

  /** Writes the bytes of a file. */
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Writes the text as UTF-8. */
  public static void write(Path target, String text) {
    write(target, text.getBytes(StandardCharsets.UTF_8));
  }

  public static void write(Path target, byte[] bytes) {
    write(target, out -> out.write(bytes));
  }

  /**
   * Creates the file, or replaces it at once. Its directory must exist. An interrupted thread
   * writes like any other.
   *
   * @throws EnvironmentException if the file could not be written; what was there is unchanged
   */
  public static void write(Path target, Content content) {
    Path temporary =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + TEMPORARY);
    try {
      // Not a channel: an interrupt would close that, and with it lose what a stopping batch saves.
      try (FileOutputStream file = new FileOutputStream(temporary.toFile());
          OutputStream out = new BufferedOutputStream(file, 1 << 16)) {
        content.writeTo(out);
        out.flush();
        file.getFD().sync();
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      syncDirectory(target.getParent());
    } catch (IOException e) {
      throw EnvironmentException.of("cannot write", target, e);
    } finally {
      deleteIfThere(temporary);
    }
  }

  /** Whether a file is one that a writer was killed over, and so is nobody's any more. */
  public static boolean isLeftover(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(".") && name.endsWith(TEMPORARY);
  }

  /** Deletes what killed writers have left in a directory, which nobody else may be writing to. */
  public static void deleteLeftovers(Path directory) {
    try (DirectoryStream<Path> leftovers =
        Files.newDirectoryStream(directory, AtomicFile::isLeftover)) {
      for (Path leftover : leftovers) {
        Files.delete(leftover);
      }
    } catch (IOException | DirectoryIteratorException failure) {
      // They are in nobody's way.
    }
  }

  /** Makes the renaming itself durable, on file systems that can. */
  private static void syncDirectory(Path directory) {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
          channel.force(true);
          return;
        } catch (ClosedByInterruptException e) {
          interrupted |= Thread.interrupted();
        } catch (IOException e) {
          return; // The file is whole and in its place; some network file systems stop here.
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** After a rename there is nothing; after a failure, that failure is the one to tell. */
  private static void deleteIfThere(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      // The directory is unusable, which the caller hears of.
    }
  }
}

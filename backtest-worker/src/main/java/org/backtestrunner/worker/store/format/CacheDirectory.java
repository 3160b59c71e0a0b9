package org.backtestrunner.worker.store.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;

/**
 * A directory of files that are named by what they hold, so that any number of processes may add to
 * it: who comes second replaces a file by an equal one.
 */
public final class CacheDirectory {
  private final Path directory;

  /** Takes a directory, which is made where it is missing. */
  public CacheDirectory(Path directory) throws IOException {
    this.directory = directory.toAbsolutePath();
    Files.createDirectories(this.directory);
  }

  public Path directory() {
    return directory;
  }

  public Path file(String name) {
    return directory.resolve(name);
  }

  /** Whether the file is there and whole; it then counts as just used. */
  public boolean reuse(String name) {
    if (!EntryFile.isWhole(file(name))) {
      return false;
    }
    try {
      Files.setLastModifiedTime(file(name), FileTime.fromMillis(System.currentTimeMillis()));
    } catch (IOException anotherUsersFile) {
      // It is as good; only its age is unknown.
    }
    return true;
  }

  /** What a file shall hold. */
  public interface Content {
    void write(FileChannel channel) throws IOException;
  }

  /** Puts a file in place: readers see all of it or nothing, even after a crash of the machine. */
  public void place(String name, Content content) throws IOException {
    place(file(name), content);
  }

  /** Puts a text in place likewise, anywhere. */
  public static void place(Path file, byte[] text) throws IOException {
    place(file.toAbsolutePath(), channel -> writeAll(channel, text));
  }

  private static void writeAll(FileChannel channel, byte[] text) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(text);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static void place(Path file, Content content) throws IOException {
    Path temporary =
        file.resolveSibling(
            file.getFileName()
                + "."
                + ProcessHandle.current().pid()
                + "."
                + System.nanoTime()
                + ".tmp");
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.write(channel);
        channel.force(true);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    try (FileChannel channel = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}

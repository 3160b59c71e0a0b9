package org.backtestrunner.worker.store.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.backtestrunner.shared.file.PendingFile;

/**
 * A directory of files that are named by what they hold, so that any number of processes may add to
 * it: who comes second replaces a file by an equal one.
 */
public final class EntryDirectory {
  private final Path directory;

  /** Takes a directory, which is made where it is missing. */
  public EntryDirectory(Path directory) throws IOException {
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

  /** Puts a file in place: readers see all of it or nothing, even after a crash of the machine. */
  public void place(String name, PendingFile.Content content) throws IOException {
    place(file(name), content);
  }

  /** Puts a file in place likewise, anywhere. */
  static void place(Path file, PendingFile.Content content) throws IOException {
    String mark = ProcessHandle.current().pid() + "." + System.nanoTime();
    PendingFile.write(file, file.resolveSibling(file.getFileName() + "." + mark + ".tmp"), content);
  }
}

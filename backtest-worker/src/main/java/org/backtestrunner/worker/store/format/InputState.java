package org.backtestrunner.worker.store.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.backtestrunner.shared.file.FileStamp;
import org.backtestrunner.worker.reading.InputDirectory;

/**
 * An input as it was when the store was prepared: its stamp, and for a directory those of the files
 * in it, since a directory does not change with the content of its files.
 *
 * @param parameter name of the run's parameter
 * @param path as the run's parameter gives it
 * @param files of a directory, those that are read, and its subdirectories
 */
public record InputState(String parameter, Path path, FileStamp stamp, List<InputState> files) {

  /**
   * Takes the stamps of an input that has not changed just now.
   *
   * @throws StoreException where it cannot be examined, or its time lies in the future, so that a
   *     later change might not be seen
   */
  public static InputState settled(String parameter, Path path) throws InterruptedException {
    FileStamp stamp = settled(path, true);
    List<InputState> files = new ArrayList<>();
    if (Files.isDirectory(path)) {
      InputDirectory listed = InputDirectory.of(path);
      for (Path directory : listed.directories()) {
        files.add(new InputState(parameter, directory, settled(directory, false), List.of()));
      }
      for (InputDirectory.Part part : listed.parts()) {
        files.add(new InputState(parameter, part.file(), settled(part.file(), false), List.of()));
      }
    }
    return new InputState(parameter, path, stamp, List.copyOf(files));
  }

  /** The stamp once the file is so old that every later change gives another one. */
  private static FileStamp settled(Path file, boolean isInput) throws InterruptedException {
    FileStamp stamp = stamp(file, isInput);
    long missing = stamp.nanosUntilSettled();
    while (missing > 0) {
      if (missing > FileStamp.MOST_NANOS_UNTIL_SETTLED) {
        throw new StoreException(file, "was changed in the future, by the clock of its machine");
      }
      Thread.sleep(1 + missing / 1_000_000);
      stamp = stamp(file, isInput);
      missing = stamp.nanosUntilSettled();
    }
    return stamp;
  }

  private static FileStamp stamp(Path file, boolean isInput) {
    try {
      return isInput ? FileStamp.of(file) : FileStamp.ofEntry(file);
    } catch (NoSuchFileException missing) {
      throw new StoreException(file, "does not exist");
    } catch (IOException failure) {
      throw new StoreException(file, "cannot be examined: " + failure.getMessage());
    }
  }

  /**
   * Compares with what is there now.
   *
   * @throws StoreException where anything has changed
   */
  public void verify() {
    verify(true);
    // A file that came or went has changed the directory's own stamp.
    for (InputState file : files) {
      file.verify(false);
    }
  }

  private void verify(boolean isInput) {
    if (!stamp(path, isInput).isSameAs(stamp)) {
      throw new StoreException(path, "has changed since the store was prepared");
    }
  }
}

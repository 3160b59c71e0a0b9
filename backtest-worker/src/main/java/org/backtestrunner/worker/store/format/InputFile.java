package org.backtestrunner.worker.store.format;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.backtestrunner.worker.panel.PriceDirectory;

/**
 * An input as it was when the store was prepared: its stamp, and for a directory those of the files
 * in it, since a directory does not change with the content of its files.
 *
 * @param parameter name of the run's parameter
 * @param path as the run's parameter gives it
 * @param files of a directory, those that are read
 */
public record InputFile(String parameter, Path path, FileStamp stamp, List<InputFile> files) {

  /** Takes the stamps of an input that has not changed just now. */
  public static InputFile settled(String parameter, Path path) throws InterruptedException {
    FileStamp stamp = FileStamp.settled(path);
    List<InputFile> files = new ArrayList<>();
    if (Files.isDirectory(path)) {
      for (Path entry : entries(path)) {
        if (PriceDirectory.isData(entry)) {
          files.add(settled(parameter, entry));
        }
      }
    }
    return new InputFile(parameter, path, stamp, List.copyOf(files));
  }

  /** All entries of a directory, sorted. */
  static Set<Path> entries(Path directory) {
    Set<Path> sorted = new TreeSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        sorted.add(entry);
      }
    } catch (IOException | DirectoryIteratorException failure) {
      throw new StoreException(directory, "cannot be listed: " + failure.getMessage());
    }
    return sorted;
  }

  /**
   * Compares with what is there now.
   *
   * @throws StoreException where anything has changed
   */
  public void verify() {
    if (!FileStamp.of(path).isSameAs(stamp)) {
      throw new StoreException(path, "has changed since the store was prepared");
    }
    // A file that came or went has changed the directory's own stamp.
    for (InputFile file : files) {
      file.verify();
    }
  }
}

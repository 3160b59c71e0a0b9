package org.backtestrunner.worker.store.format;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.backtestrunner.worker.reading.InputFiles;

/**
 * An input as it was when the store was prepared: its stamp, and for a directory those of the files
 * in it, since a directory does not change with the content of its files.
 *
 * @param parameter name of the run's parameter
 * @param path as the run's parameter gives it
 * @param files of a directory, those that are read, and its subdirectories
 */
public record InputFile(String parameter, Path path, FileStamp stamp, List<InputFile> files) {

  /** Takes the stamps of an input that has not changed just now. */
  public static InputFile settled(String parameter, Path path) throws InterruptedException {
    FileStamp stamp = FileStamp.settled(path);
    List<InputFile> files = new ArrayList<>();
    if (Files.isDirectory(path)) {
      InputFiles listed = InputFiles.of(path);
      for (Path directory : listed.directories()) {
        files.add(new InputFile(parameter, directory, FileStamp.settled(directory), List.of()));
      }
      for (InputFiles.Part part : listed.parts()) {
        files.add(new InputFile(parameter, part.file(), FileStamp.settled(part.file()), List.of()));
      }
    }
    return new InputFile(parameter, path, stamp, List.copyOf(files));
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

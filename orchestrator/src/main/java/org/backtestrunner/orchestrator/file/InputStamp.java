package org.backtestrunner.orchestrator.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.backtestrunner.shared.file.FileStamp;
import org.backtestrunner.shared.file.TableFiles;

/**
 * By what an input is recognised as unchanged without reading it.
 *
 * @param own of the file or directory itself
 * @param files the file, or the tables of the directory, which does not change with them
 */
public record InputStamp(FileStamp own, SortedMap<Path, FileStamp> files) {

  public static InputStamp of(Path input) throws IOException {
    FileStamp own = FileStamp.of(input);
    SortedMap<Path, FileStamp> files = new TreeMap<>();
    if (Files.isDirectory(input)) {
      for (Path file : TableFiles.in(input)) {
        files.put(file, FileStamp.of(file));
      }
    } else {
      files.put(input, own);
    }
    return new InputStamp(own, files);
  }

  /** Whether the same files were read, with the same content. */
  public boolean hasContentOf(InputStamp other) {
    return files.keySet().equals(other.files.keySet())
        && files.keySet().stream()
            .allMatch(file -> files.get(file).hasContentOf(other.files.get(file)));
  }

  /** One line a file: path, size, times. */
  public String text() {
    StringBuilder text = new StringBuilder(own.text());
    files.forEach(
        (file, stamp) -> text.append("\n  ").append(file).append(' ').append(stamp.text()));
    return text.toString();
  }
}

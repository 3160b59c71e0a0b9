package org.backtestrunner.orchestrator.file;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;

/** By what a file is recognised as unchanged without reading it. */
public final class FileStamp {
  private FileStamp() {}

  /**
   * Path, size and times of a file; for a directory, those of the files in it too, since a
   * directory does not change with their content.
   */
  public static String of(Path file) throws IOException {
    StringBuilder stamp = new StringBuilder(ofOne(file));
    if (Files.isDirectory(file)) {
      TreeSet<Path> entries = new TreeSet<>();
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(file)) {
        stream.forEach(entries::add);
      } catch (DirectoryIteratorException failure) {
        throw failure.getCause();
      }
      for (Path entry : entries) {
        stamp.append("\n  ").append(ofOne(entry));
      }
    }
    return stamp.toString();
  }

  private static String ofOne(Path file) throws IOException {
    Map<String, Object> attributes = attributes(file);
    return file
        + " size "
        + attributes.get("size")
        + " modified "
        + attributes.get("lastModifiedTime")
        + " changed "
        + attributes.get("ctime");
  }

  private static Map<String, Object> attributes(Path file) throws IOException {
    try {
      // The last one cannot be set back by any program.
      return Files.readAttributes(file, "unix:size,lastModifiedTime,ctime");
    } catch (UnsupportedOperationException otherSystem) {
      return Files.readAttributes(file, "size,lastModifiedTime");
    }
  }
}

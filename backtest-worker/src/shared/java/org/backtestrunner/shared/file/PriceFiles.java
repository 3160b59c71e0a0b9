package org.backtestrunner.shared.file;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which files of a directory hold prices, by their names. */
public final class PriceFiles {
  private static final String[] ENDINGS = {".csv", ".csv.gz", ".parquet"};

  private PriceFiles() {}

  /** The price files of a directory, sorted by name. Hidden files and other endings are none. */
  public static List<Path> in(Path directory) throws IOException {
    return among(entries(directory));
  }

  /** The price files among the entries of a directory. */
  public static List<Path> among(List<Path> entries) {
    List<Path> files = new ArrayList<>();
    for (Path entry : entries) {
      if (isOne(entry)) {
        files.add(entry);
      }
    }
    return files;
  }

  /** All entries of a directory, sorted by name. */
  public static List<Path> entries(Path directory) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path entry : stream) {
        entries.add(entry);
      }
    } catch (DirectoryIteratorException failure) {
      throw failure.getCause();
    }
    entries.sort((a, b) -> a.getFileName().toString().compareTo(b.getFileName().toString()));
    return entries;
  }

  /** Whether an entry of such a directory is read. */
  public static boolean isOne(Path entry) {
    String name = entry.getFileName().toString();
    return !name.startsWith(".") && !ending(name).isEmpty();
  }

  /** The ending that makes a file of this name one of prices; empty if it has none. */
  public static String ending(String name) {
    for (String ending : ENDINGS) {
      if (name.endsWith(ending)) {
        return ending;
      }
    }
    return "";
  }
}

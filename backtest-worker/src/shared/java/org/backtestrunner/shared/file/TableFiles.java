package org.backtestrunner.shared.file;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Which files of a directory hold tables, by their names; subdirectories named {@code key=value}
 * belong to it.
 */
public final class TableFiles {
  private static final String[] TABLES = {".csv", ".txt", ".tsv", ".parquet", ".pq"};
  private static final String[] COMPRESSIONS = {
    ".gz", ".gzip", ".zst", ".zstd", ".zip", ".bz2", ".xz", ".lz4", ".snappy", ".brotli", ".br"
  };

  private TableFiles() {}

  /** The tables of a directory and of its subdirectories, sorted by path. */
  public static List<Path> in(Path directory) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path entry : entries(directory)) {
      String name = entry.getFileName().toString();
      if (Files.isDirectory(entry)) {
        if (isPartition(name)) {
          files.addAll(in(entry));
        }
      } else if (isOne(name)) {
        files.add(entry);
      }
    }
    return files;
  }

  /** The entries of a directory that count, sorted; no name begins with a point or underscore. */
  public static List<Path> entries(Path directory) throws IOException {
    TreeSet<Path> entries = new TreeSet<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path entry : stream) {
        String name = entry.getFileName().toString();
        if (!name.startsWith(".") && !name.startsWith("_")) {
          entries.add(entry);
        }
      }
    } catch (DirectoryIteratorException failure) {
      throw failure.getCause();
    }
    return List.copyOf(entries);
  }

  /** Whether a subdirectory of this name belongs to the directory. */
  public static boolean isPartition(String name) {
    return name.indexOf('=') > 0;
  }

  /** Whether a file of this name is a table, compressed or not. */
  public static boolean isOne(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".zip")) {
      return true;
    }
    String compression = ending(lower, COMPRESSIONS);
    String plain = lower.substring(0, lower.length() - compression.length());
    return !ending(plain, TABLES).isEmpty() || compression.equals(".gz");
  }

  /** A file's name without all such endings. */
  public static String stem(String name) {
    String stem = name;
    while (true) {
      String lower = stem.toLowerCase(Locale.ROOT);
      String ending = ending(lower, TABLES);
      ending = ending.isEmpty() ? ending(lower, COMPRESSIONS) : ending;
      if (ending.isEmpty()) {
        return stem;
      }
      stem = stem.substring(0, stem.length() - ending.length());
    }
  }

  private static String ending(String name, String[] endings) {
    for (String ending : endings) {
      if (name.endsWith(ending)) {
        return ending;
      }
    }
    return "";
  }
}

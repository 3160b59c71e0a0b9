package org.backtestrunner.orchestrator.file;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A directory as an input, of which the worker reads the files whose names end like those of
 * tables, also in subdirectories that are named {@code key=value}.
 */
public final class PriceDirectory {
  private static final Pattern TABLE =
      Pattern.compile(
          ".*(?:[.](?:csv|txt|tsv|parquet|pq)"
              + "(?:[.](?:gz|gzip|zst|zstd|bz2|xz|lz4|snappy|brotli|br))?|[.]gz|[.]zip)",
          Pattern.DOTALL);

  private PriceDirectory() {}

  /**
   * The files that the worker reads, sorted by path. Names with {@code .} or {@code _} first are
   * not.
   */
  public static List<Path> dataFiles(Path directory) throws IOException {
    List<Path> files = new ArrayList<>();
    TreeSet<Path> sorted = new TreeSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      entries.forEach(sorted::add);
    } catch (DirectoryIteratorException failure) {
      throw failure.getCause();
    }
    for (Path entry : sorted) {
      String name = entry.getFileName().toString();
      if (name.startsWith(".") || name.startsWith("_")) {
        continue;
      }
      if (Files.isDirectory(entry)) {
        if (name.indexOf('=') > 0) {
          files.addAll(dataFiles(entry));
        }
      } else if (TABLE.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
        files.add(entry);
      }
    }
    return files;
  }
}

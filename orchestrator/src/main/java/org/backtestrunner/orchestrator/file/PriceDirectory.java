package org.backtestrunner.orchestrator.file;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A directory as {@code price_file}, of which the worker reads the files with known endings. */
public final class PriceDirectory {
  private static final List<String> ENDINGS = List.of(".csv", ".csv.gz", ".parquet");

  private PriceDirectory() {}

  /** The files that the worker reads, sorted by name. Hidden files and other endings are not. */
  public static List<Path> dataFiles(Path directory) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (!name.startsWith(".") && ENDINGS.stream().anyMatch(name::endsWith)) {
          files.add(entry);
        }
      }
    } catch (DirectoryIteratorException failure) {
      throw failure.getCause();
    }
    files.sort(Comparator.comparing(file -> file.getFileName().toString()));
    return files;
  }
}

package org.backtestrunner.worker.panel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.backtestrunner.shared.file.PriceFiles;
import org.backtestrunner.shared.warning.WarningKind;
import org.backtestrunner.worker.table.cell.BadDataException;

/** A directory of price files, usually one a symbol, named after it. */
final class PriceDirectory {
  private PriceDirectory() {}

  /**
   * The data files in a directory, sorted by name. Hidden files and other names are passed over.
   *
   * @throws BadDataException where there is none
   */
  static List<Path> files(Path directory, Warnings warnings) {
    List<Path> entries;
    try {
      entries = PriceFiles.entries(directory);
    } catch (IOException failure) {
      throw new BadDataException(
          directory, "the directory cannot be read: " + failure.getMessage());
    }
    List<Path> files = PriceFiles.among(entries);
    int others = entries.size() - files.size();
    if (files.isEmpty()) {
      throw new BadDataException(
          directory,
          "the directory holds no file named .csv, .csv.gz or .parquet"
              + (others == 0 ? "" : ", only " + others + " other or hidden ones"));
    }
    if (others > 0) {
      warnings.add(
          WarningKind.FILES_IGNORED,
          directory
              + ": "
              + others
              + (others == 1 ? " entry is" : " entries are")
              + " ignored, being hidden or not named .csv, .csv.gz or .parquet");
    }
    return files;
  }

  /**
   * The symbol that a data file is named after.
   *
   * @throws BadDataException where the name has none, or the locale cannot express it
   */
  static String symbol(Path file) {
    String name = file.getFileName().toString();
    String symbol = name.substring(0, name.length() - PriceFiles.ending(name).length()).trim();
    if (symbol.isEmpty()) {
      throw new BadDataException(file, "the file's name holds no symbol");
    }
    if (symbol.indexOf('\ufffd') >= 0) {
      throw new BadDataException(
          file, "this locale cannot express the file's name; set LC_ALL to a UTF-8 locale");
    }
    return symbol;
  }
}

package org.backtestrunner.worker.reading;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.backtestrunner.worker.table.cell.DatesSeen;

/** Collects the sentence that says how an input was read. */
final class ReadAs {
  /** Stands in a file's mapping where the span of the dates and its symbol will be. */
  static final String SPAN = " (SPAN)";

  static final String SYMBOL_OF_NAME = ", symbol NAME from the file's name";

  /** How many files were read alike, by how they were read. */
  private final Map<String, Integer> files = new LinkedHashMap<>();

  private final DatesSeen dates = new DatesSeen();
  private String firstSymbol = "";
  private boolean partial;
  private int filesInAll;
  private long missing;

  void add(FileTable file, String mapping) {
    Integer before = files.get(mapping);
    files.put(mapping, before == null ? 1 : before + 1);
    if (firstSymbol.isEmpty() && file.symbolFromName().isPresent()) {
      firstSymbol = file.symbolFromName().get();
    }
    dates.addAll(file.timestamps().dates());
    missing += file.table().missingCount();
    partial |= file.table().isPartial();
  }

  /** Notes that only the first of so many files are read. */
  void readFirstOf(int allFiles) {
    partial = true;
    filesInAll = allFiles;
  }

  boolean leavesOutFiles() {
    return filesInAll > 0;
  }

  /** Whether there are rows that were not read. */
  boolean isPartial() {
    return partial;
  }

  DatesSeen dates() {
    return dates;
  }

  /** The sentence, such as {@code PATH: timestamp=Date (2020-01-02 to 2020-02-28), close=Close}. */
  String sentence(Path path) {
    StringBuilder text = new StringBuilder("read_as ").append(path).append(": ");
    String between = "";
    for (Map.Entry<String, Integer> alike : files.entrySet()) {
      text.append(between);
      if (alike.getValue() > 1 || files.size() > 1) {
        text.append(alike.getValue()).append(alike.getValue() == 1 ? " file: " : " files: ");
      }
      text.append(
          alike
              .getKey()
              .replace(SPAN, dates.isEmpty() ? "" : " (" + dates.span() + seen() + ")")
              .replace(
                  SYMBOL_OF_NAME,
                  alike.getValue() == 1 && files.size() == 1
                      ? ", symbol " + firstSymbol + " from the file's name"
                      : ", symbols from the files' names"));
      between = "; ";
    }
    if (missing > 0 && !partial) {
      text.append(", ").append(missing);
      text.append(missing == 1 ? " number cell" : " number cells");
      text.append(" empty by the text (NaN, NA, null or the like)");
    }
    if (filesInAll > 0) {
      text.append(", of the first of ").append(filesInAll).append(" files");
    }
    return text.toString();
  }

  private String seen() {
    return partial ? " in the rows looked at" : "";
  }
}

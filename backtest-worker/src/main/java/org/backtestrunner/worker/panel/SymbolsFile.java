package org.backtestrunner.worker.panel;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.backtestrunner.worker.format.Input;
import org.backtestrunner.worker.format.InputKind;
import org.backtestrunner.worker.parameter.Frequency;
import org.backtestrunner.worker.reading.InputReader;
import org.backtestrunner.worker.table.TextFile;

/**
 * Reads a list of symbols: one a line, where {@code #} starts a comment and quotes around a symbol
 * do not count; or, where the first line has a comma, a table with a column of symbols.
 */
public final class SymbolsFile {
  private SymbolsFile() {}

  /**
   * The symbols of the list.
   *
   * @throws org.backtestrunner.worker.table.cell.BadDataException for a bad file
   */
  public static Set<String> read(Path file) {
    Set<String> symbols = new TreeSet<>();
    List<String> lines = TextFile.lines(file);
    if (!lines.isEmpty() && withoutComment(lines.get(0)).indexOf(',') >= 0) {
      return column(file);
    }
    for (String line : lines) {
      String symbol = withoutComment(line).trim();
      if (symbol.length() >= 2 && symbol.startsWith("\"") && symbol.endsWith("\"")) {
        symbol = symbol.substring(1, symbol.length() - 1).trim();
      }
      if (!symbol.isEmpty()) {
        symbols.add(symbol);
      }
    }
    return symbols;
  }

  private static String withoutComment(String line) {
    int comment = line.indexOf('#');
    return comment < 0 ? line : line.substring(0, comment);
  }

  private static Set<String> column(Path file) {
    Set<String> symbols = new TreeSet<>();
    Input input = Input.of(InputKind.GROUPS, file, Optional.empty());
    try (InputReader reader = InputReader.open(input, Frequency.DAILY)) {
      while (reader.next()) {
        symbols.add(reader.symbol());
      }
    }
    return symbols;
  }
}

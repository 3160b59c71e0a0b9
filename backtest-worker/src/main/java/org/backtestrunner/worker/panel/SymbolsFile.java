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
import org.backtestrunner.worker.table.cell.BadDataException;

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
    for (int i = 0; i < lines.size(); i++) {
      String symbol = withoutComment(lines.get(i)).trim();
      if (!symbol.isEmpty()) {
        symbols.add(unquoted(file, i + 1, symbol));
      }
    }
    symbols.remove("");
    return symbols;
  }

  /** A symbol without the quotes around it, within which two quotes stand for one. */
  private static String unquoted(Path file, int line, String text) {
    if (text.chars().filter(c -> c == '"').count() % 2 == 1) {
      throw new BadDataException(
          file, line, "'" + text + "' is no symbol: it has a quote without its fellow");
    }
    boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1).trim().replace("\"\"", "\"") : text;
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

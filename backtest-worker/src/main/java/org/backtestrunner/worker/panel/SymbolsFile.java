package org.backtestrunner.worker.panel;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.backtestrunner.worker.table.TextFile;

/** Reads a text file with one symbol a line; {@code #} starts a comment. */
final class SymbolsFile {
  private SymbolsFile() {}

  static Set<String> read(Path file) {
    Set<String> symbols = new TreeSet<>();
    for (String line : TextFile.lines(file)) {
      int comment = line.indexOf('#');
      String symbol = (comment < 0 ? line : line.substring(0, comment)).trim();
      if (!symbol.isEmpty()) {
        symbols.add(symbol);
      }
    }
    return symbols;
  }
}

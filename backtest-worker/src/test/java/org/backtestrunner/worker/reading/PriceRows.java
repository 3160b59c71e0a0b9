package org.backtestrunner.worker.reading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.worker.format.Input;
import org.backtestrunner.worker.format.InputKind;
import org.backtestrunner.worker.parameter.Frequency;
import org.backtestrunner.worker.table.cell.SymbolTable;

/**
 * What a price input was read as.
 *
 * @param rows {@code date symbol open high low close volume}, without what is not there
 * @param readAs the sentence that says how
 * @param oddities the kinds of what was warned of
 */
record PriceRows(List<String> rows, String readAs, List<String> oddities) {
  private static final int CLOSE = 3;

  /** Reads an input. */
  static PriceRows read(Path path, Optional<String> format, Frequency frequency) {
    Input input = Input.of(InputKind.PRICES, path, format);
    try (InputReader reader = InputReader.open(input, frequency)) {
      SymbolTable symbols = new SymbolTable();
      List<String> rows = new ArrayList<>();
      double[] row = new double[5];
      while (reader.next()) {
        String time = frequency.format(reader.barTime());
        StringBuilder text = new StringBuilder(time);
        text.append(' ').append(symbols.symbol(reader.symbol(symbols)));
        reader.readPrices(row);
        for (int i = 0; i < row.length; i++) {
          // An open, high or low that is not above 0 counts as empty.
          boolean isEmpty = Double.isNaN(row[i]) || (i < CLOSE && row[i] <= 0);
          text.append(isEmpty ? "" : " " + plain(row[i]));
        }
        rows.add(text.toString());
      }
      return new PriceRows(
          rows, reader.readAs(), reader.oddities().stream().map(Oddity::kind).toList());
    }
  }

  /** Reads daily prices. */
  static PriceRows read(Path path) {
    return read(path, Optional.empty(), Frequency.DAILY);
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  /** Writes a file. */
  static Path write(Path file, String text) {
    return write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  static Path write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      return Files.write(file, bytes);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
